from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
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


class TeamHolidays(models.Model):
    """A country's or region's public holidays, which a team keeps."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    # ISO 3166, two letters; an empty region is what the whole country keeps.
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "team holidays"
        constraints = [
            models.UniqueConstraint(fields=["team", "country", "region"], name="calendars_team_holidays_once"),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.region}".strip()


class PublicHoliday(models.Model):
    """One public holiday of a calendar that a team keeps, stored so that no message waits for the library."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=40, blank=True)
    date = models.DateField()
    # As the country itself says it.
    name = models.CharField(max_length=200)
    # The team answers all the same: a local feast, or a day that this house does not keep.
    is_worked = models.BooleanField(default=False)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["team", "country", "region", "date"], name="calendars_public_holiday_once"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class PlannedPause(models.Model):
    """Days in a row on which nobody answers, such as a festival: one team's, or, without a team, of whole countries."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    name = models.CharField(max_length=100)
    starts_on = models.DateField()
    # The last day that is closed.
    ends_on = models.DateField()
    # Whose pause it is. Teams that keep holidays of one of them follow a pause without a team; none means all.
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="calendars_pause_in_order"),
            models.UniqueConstraint(
                fields=["team", "name", "starts_on"], name="calendars_pause_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.starts_on} to {self.ends_on}"
