"""A form for any action, made from the schema of its transition, so that pages never ask what the machine does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from loket.disputes.machine.codes import EvidenceKind, Lane, Role, SolutionKind
from loket.disputes.machine.commands import Action
from loket.disputes.machine.deciding import Available
from loket.disputes.machine.facts import Offer, Standing
from loket.disputes.machine.fields import LONGEST_CODE, LONGEST_TEXT, Field, FieldKind
from loket.disputes.machine.reasons import REASONS, Reason
from loket.disputes.machine.states import NEGOTIATION
from loket.disputes.viewing import DisputeView
from loket.disputes.wording import choice_label, evidence_kind_label, field_help, field_label
from loket.orders.telling.formats import money

# What names the offer that is accepted is read from the page, never typed.
_NAMES_AN_OFFER = frozenset({"offer", "offer_version"})
_LONGEST_KEY = 60
# More choices than these stand in a list that opens.
_MOST_RADIOS = 6
_DECIMALS = 4
_DIGITS = 20
# What a party's files can be; the talk and snapshots are taken by Loket itself.
SENT_KINDS = (
    EvidenceKind.PHOTO,
    EvidenceKind.VIDEO,
    EvidenceKind.SCREENSHOT,
    EvidenceKind.DELIVERY_PROOF,
    EvidenceKind.PAYMENT_PROOF,
    EvidenceKind.INVOICE,
    EvidenceKind.INSPECTION_REPORT,
    EvidenceKind.CUSTOMS_DOCUMENT,
    EvidenceKind.RETURN_LABEL,
    EvidenceKind.RETURN_PROOF,
    EvidenceKind.POLICE_REPORT,
    EvidenceKind.OTHER,
)

# What goes with an action as a rule; whoever sends something else says so.
_USUAL_KINDS: Mapping[Action, EvidenceKind] = {
    Action.SEND_LABEL: EvidenceKind.RETURN_LABEL,
    Action.GIVE_TRACKING: EvidenceKind.RETURN_PROOF,
    Action.SHIP_REPLACEMENT: EvidenceKind.DELIVERY_PROOF,
}


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in: the body for the machine, the files, and who may read it."""

    body: Mapping[str, object]
    uploads: tuple[UUID, ...]
    # None: as the file itself says, a photo or a film.
    kind: EvidenceKind | None
    is_private: bool
    version: int
    key: str


class ActionForm(forms.Form):
    """The fields of one action; ``takes_files`` tells the page to show a field for evidence."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    key = forms.CharField(max_length=_LONGEST_KEY, widget=forms.HiddenInput)

    def __init__(self, available: Available, view: DisputeView, **more: Any) -> None:
        super().__init__(**more)
        self.schema = available.fields
        self.view = view
        self.takes_files = any(each.kind == FieldKind.EVIDENCE for each in self.schema)
        for each in self.schema:
            if each.kind != FieldKind.EVIDENCE and each.name not in _NAMES_AN_OFFER:
                self.fields[each.name] = _field(each, available.name, view)
        if self.takes_files:
            self.fields["evidence_kind"] = _kind_field(_USUAL_KINDS.get(available.name))
        if available.name == Action.ADD and view.state not in NEGOTIATION:
            self.fields["only_for_platform"] = forms.BooleanField(
                required=False, label=_("Only our team reads this, not the other side")
            )

    @property
    def asks_something(self) -> bool:
        """Whether there is anything to fill in; without it the page goes straight to the second click."""
        return self.takes_files or bool(self.visible_fields())

    def given(self, uploads: Sequence[UUID] = ()) -> Given:
        """What a valid form says, with the files that came with it."""
        cleaned = self.cleaned_data
        names = [each for each in self.schema if each.name in cleaned]
        body = {each.name: _written(each, cleaned[each.name]) for each in names if _is_said(each, cleaned[each.name])}
        kind = cleaned.get("evidence_kind")
        return Given(
            body={**body, **self._offer()},
            uploads=tuple(uploads),
            kind=EvidenceKind(kind) if kind else None,
            is_private=bool(cleaned.get("only_for_platform")),
            version=cleaned["version"],
            key=cleaned["key"],
        )

    def _offer(self) -> dict[str, object]:
        if not any(each.name in _NAMES_AN_OFFER for each in self.schema):
            return {}
        offer = offer_to_accept(self.view)
        return {"offer": offer.id, "offer_version": offer.version} if offer else {}


def offer_to_accept(view: DisputeView) -> Offer | None:
    """What the viewer says yes to: the platform's proposal where there is one, else the other side's newest offer."""
    others = Lane.SELLER if view.viewer == Role.BUYER else Lane.BUYER
    lanes = (Lane.PLATFORM,) if view.state == "platform_offer" else (others,)
    current = [each for each in view.offers if each.lane in lanes and each.standing == Standing.CURRENT]
    return current[-1] if current else None


def _field(schema: Field, action: Action, view: DisputeView) -> forms.Field:
    texts: dict[str, Any] = {
        "label": field_label(schema.name, action),
        "help_text": field_help(schema.name, action),
        "required": schema.is_required,
    }
    if schema.kind == FieldKind.CHOICE:
        return _choice(schema, view, texts)
    if schema.kind == FieldKind.YES_NO:
        return forms.BooleanField(**texts)
    if schema.kind == FieldKind.AMOUNT:
        return _amount(view, texts)
    if schema.kind == FieldKind.NUMBER:
        number = forms.NumberInput(attrs={"inputmode": "numeric"})
        return forms.IntegerField(min_value=0, max_value=999, widget=number, **texts)
    if schema.kind == FieldKind.CODE:
        line = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        return forms.CharField(max_length=LONGEST_CODE, widget=line, **texts)
    area = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(max_length=LONGEST_TEXT, widget=area, **texts)


def _choice(schema: Field, view: DisputeView, texts: dict[str, Any]) -> forms.ChoiceField:
    fitting = [each for each in schema.choices if schema.name != "solution" or _fits(each, view)]
    choices = [(each, choice_label(schema.name, each)) for each in fitting]
    if len(choices) <= _MOST_RADIOS and schema.is_required:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **texts)
    return forms.ChoiceField(choices=[("", _("Choose")), *choices], **texts)


def _fits(solution: str, view: DisputeView) -> bool:
    rule = REASONS.get(Reason(view.reason)) if view.reason else None
    return rule is None or SolutionKind(solution) in rule.solutions


def _amount(view: DisputeView, texts: dict[str, Any]) -> forms.DecimalField:
    most = min(view.cap, view.asked.amount) if view.asked and view.viewer == Role.SELLER else view.cap
    said = _("Up to %(most)s.") % {"most": money(most, view.currency)}
    texts["help_text"] = f"{texts['help_text']} {said}".strip()
    texts["label"] = f"{texts['label']} ({view.currency})"
    line = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        max_digits=_DIGITS, decimal_places=_DECIMALS, min_value=Decimal(0), localize=True, widget=line, **texts
    )


def _kind_field(usual: EvidenceKind | None) -> forms.ChoiceField:
    choices = [("", _("Photo or video")), *((each.value, evidence_kind_label(each)) for each in SENT_KINDS[2:])]
    initial = usual.value if usual else ""
    return forms.ChoiceField(choices=choices, required=False, initial=initial, label=_("What the files are"))


def _is_said(schema: Field, value: object) -> bool:
    return value not in (None, "") and not (value is False and not schema.is_required)


def _written(schema: Field, value: object) -> object:
    """As the machine reads bodies: amounts as plain decimals."""
    return str(value) if schema.kind == FieldKind.AMOUNT else value
