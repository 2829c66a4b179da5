"""Of which time and which claims a lead wants the numbers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.desk.rule_words import market_name
from loket.disputes.numbers import Stretch, markets_with_claims, sellers_called
from loket.people.actors import StaffActor

DAYS = {"4w": 28, "12w": 84, "1y": 365}
USUAL = "4w"
MOST_DAYS = 3 * 366


class NumbersForm(forms.Form):
    """A period by its name, or two days; and a market and a seller, where the numbers are to be theirs alone."""

    period = forms.CharField(required=False, widget=forms.HiddenInput)
    since = forms.DateField(label=_("From day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    market = forms.ChoiceField(label=_("Market"), required=False)
    seller = forms.CharField(
        label=_("Seller"), required=False, max_length=200, widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(self, *args: Any, actor: StaffActor, zone: tzinfo, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._actor, self._zone = actor, zone
        self._today = now.astimezone(zone).date()
        market = self.fields["market"]
        assert isinstance(market, forms.ChoiceField)  # noqa: S101  for the type checker
        market.choices = [("", market_name("")), *((each, market_name(each)) for each in markets_with_claims(actor))]

    def clean_period(self) -> str:
        """A name that nobody knows is the usual one."""
        period = str(self.cleaned_data["period"])
        return period if period in DAYS else USUAL

    def clean_seller(self) -> str:
        """The seller as typed, who must be somebody."""
        typed = str(self.cleaned_data["seller"])
        self._sellers = sellers_called(self._actor, typed) if typed else None
        if self._sellers == ():
            raise forms.ValidationError(
                _("No seller has this name or number. Write the name as it stands in a claim, or leave it empty.")
            )
        return typed

    def clean(self) -> dict[str, Any]:
        """Both days, in their order."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day lies before the first one. Swap them, or choose others."))
        elif since and ((until or self._today) - since).days > MOST_DAYS:
            self.add_error("since", _("Choose at most three years at once."))
        return self.cleaned_data

    @property
    def is_own(self) -> bool:
        """Whether two days were given in place of a period, after ``is_valid``."""
        return bool(self.cleaned_data["since"] or self.cleaned_data["until"])

    @property
    def first_day(self) -> date:
        """The first day of the time, after ``is_valid``."""
        given: date | None = self.cleaned_data["since"]
        return given or self.last_day - timedelta(days=DAYS[self.cleaned_data["period"]] - 1)

    @property
    def last_day(self) -> date:
        """The last day of the time, which still belongs to it, after ``is_valid``."""
        given: date | None = self.cleaned_data["until"]
        return given or self._today

    @property
    def stretch(self) -> Stretch:
        """What is asked for, from midnight to midnight on the reader's clock, after ``is_valid``."""
        return Stretch(
            self._midnight(self.first_day),
            self._midnight(self.last_day + timedelta(days=1)),
            market=self.cleaned_data["market"],
            sellers=self._sellers,
        )

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, tzinfo=self._zone)
