from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from loket.people.models import Team

MINUTES_PER_DAY = 24 * 60


def _times_of_day_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(opens__gte=0, closes__lte=MINUTES_PER_DAY, opens__lt=F("closes")), name=name
    )


class ServiceInterval(models.Model):
    """A stretch of every week in which a team answers: local minutes since midnight, the end excluded."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    # Monday is 0.
    weekday = models.PositiveSmallIntegerField()
    opens = models.PositiveSmallIntegerField()
    # 1440 is the midnight at which the day ends.
    closes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "opens", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="calendars_interval_weekday"),
            _times_of_day_in_order("calendars_interval_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class Holiday(models.Model):
    """A day on which a team does not answer, unless it has extra hours for it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    name = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["team", "date"], name="calendars_holiday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}".strip()


class ExtraHours(models.Model):
    """Other hours on one date: its rows together replace the weekday's intervals, even on a holiday."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["date", "opens", "id"]
        verbose_name_plural = "extra hours"
        constraints = [_times_of_day_in_order("calendars_extra_hours_in_order")]

    def __str__(self) -> str:
        return f"{self.date} {self.opens}-{self.closes}"
