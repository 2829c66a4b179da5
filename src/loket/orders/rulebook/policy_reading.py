"""Reads a policy from a document that anybody may have written, and writes it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from loket.orders.rulebook import policy_document as words
from loket.orders.rulebook.policy_document import WHOLE, PolicyDocument, Rule, Span, Window
from loket.orders.rulebook.policy_values import (
    DAYS,
    EXAMPLES,
    UNITS,
    digits_after_point,
    hours,
    shown,
    span_in,
    written_span,
)

MOST_RULES = 200
MOST_DAYS = 3650
MOST_AMOUNT = Decimal(10) ** 12
MOST_TEXT = 2000
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LEVEL = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CURRENCY = re.compile(r"[A-Z]{3}")
# What no database takes.
_BROKEN = re.compile("[\0\ud800-\udfff]")
_DOCUMENT_KEYS = {"market", "version", "notes", "amounts", "costs", "includes", "refund_dates", "rules"}
_RULE_KEYS = {each.name for each in fields(Rule)}
_LISTS: Mapping[str, tuple[str, ...]] = {
    "roles": words.ROLES,
    "reasons": words.REASONS,
    "states": words.STATES,
    "parcels": words.PARCEL_STATES,
    "given": words.SITUATIONS,
}


class PolicyRefused(ValueError):
    """A document that is no policy; ``problems`` says each thing that is wrong with it, where it stands first."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(self.problems))


def read_policy(document: Mapping[str, Any]) -> PolicyDocument:
    """The policy that a document describes; raises PolicyRefused with everything that is wrong with it."""
    reader = _Reader()
    found = reader.policy(document)
    if reader.problems or found is None:
        raise PolicyRefused(reader.problems)
    return found


def read_rules(rows: object, *, amounts: Iterable[str]) -> tuple[Rule, ...]:
    """Rules that stand alone, to be laid over a policy with these amounts; raises PolicyRefused."""
    reader = _Reader()
    found = reader.rules(rows, levels=set(amounts))
    if reader.problems:
        raise PolicyRefused(reader.problems)
    return found


def read_refund_dates(given: object) -> dict[str, Span]:
    """Dates of refunds that stand alone, to be laid over a policy's; raises PolicyRefused."""
    reader = _Reader()
    found = reader.refund_dates(given)
    if reader.problems:
        raise PolicyRefused(reader.problems)
    return found


def write_policy(policy: PolicyDocument) -> dict[str, Any]:
    """The document that describes a policy: what ``read_policy`` reads, without market and version."""
    return {
        "notes": policy.notes,
        "amounts": {
            level: {currency: f"{amount:f}" for currency, amount in sorted(amounts.items())}
            for level, amounts in policy.amounts.items()
        },
        "costs": dict(policy.costs),
        "includes": {role: list(others) for role, others in policy.includes.items()},
        "refund_dates": {way: written_span(span) for way, span in policy.refund_dates.items()},
        "rules": [_written_rule(rule) for rule in policy.rules],
    }


def _written_rule(rule: Rule) -> dict[str, Any]:
    written: dict[str, Any] = {"id": rule.id, "kind": rule.kind}
    written |= {name: list(getattr(rule, name)) for name in _LISTS if getattr(rule, name)}
    if rule.window:
        spans = {"opens": rule.window.opens, "closes": rule.window.closes}
        written["window"] = {"start": rule.window.start} | {
            name: written_span(each) for name, each in spans.items() if each
        }
    if rule.share != WHOLE:
        written["share"] = f"{rule.share:f}"
    written |= {"of": rule.of} if rule.of != "paid" else {}
    for name in ("most", "second_person_above", "cost_to", "note"):
        written |= {name: getattr(rule, name)} if getattr(rule, name) else {}
    written |= {name: True for name in ("whole", "once") if getattr(rule, name)}
    return written if rule.on else {**written, "on": False}


class _Reader:
    """Reads on after a mistake, so that one look shows them all."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def policy(self, document: object) -> PolicyDocument | None:
        given = self._mapping(document, "policy")
        self._known_keys(given, _DOCUMENT_KEYS, "policy")
        amounts = self.amounts(given.get("amounts", {}))
        return PolicyDocument(
            market=self._text(given.get("market", ""), "market", most=20),
            version=self._whole(given.get("version", 0), "version"),
            rules=self.rules(given.get("rules"), levels=set(amounts)),
            amounts=amounts,
            costs=self._choices_by_name(given.get("costs", {}), "costs", words.REASONS, words.BEARERS),
            includes=self.includes(given.get("includes", {})),
            refund_dates=self.refund_dates(given.get("refund_dates", {})),
            notes=self._text(given.get("notes", ""), "notes", most=MOST_TEXT),
        )

    def amounts(self, given: object) -> dict[str, dict[str, Decimal]]:
        found: dict[str, dict[str, Decimal]] = {}
        for level, sums in self._mapping(given, "amounts").items():
            where = f"amounts.{shown(level)}"
            if not isinstance(level, str) or not _LEVEL.fullmatch(level):
                self._say(where, _("a name has small letters, digits and “_”."))
                continue
            found[level] = {}
            for currency, amount in self._mapping(sums, where).items():
                if not isinstance(currency, str) or not _CURRENCY.fullmatch(currency):
                    self._say(where, _("a currency has three capital letters, such as BRL."))
                    continue
                found[level][currency] = self._decimal(amount, f"{where}.{currency}", most=MOST_AMOUNT)
        return found

    def includes(self, given: object) -> dict[str, tuple[str, ...]]:
        found = {}
        for role, others in self._mapping(given, "includes").items():
            if self._choice(role, "includes", words.ROLES):
                found[role] = self._choices(others, f"includes.{role}", words.ROLES)
        return found

    def refund_dates(self, given: object) -> dict[str, Span]:
        found = {}
        for way, span in self._mapping(given, "refund_dates").items():
            where = f"refund_dates.{shown(way)}"
            if not isinstance(way, str) or not _LEVEL.fullmatch(way):
                self._say(where, _("a name has small letters, digits and “_”."))
            elif (days := self._span(span, where, units=DAYS)) is not None:
                found[way] = days
        return found

    def rules(self, rows: object, *, levels: set[str]) -> tuple[Rule, ...]:
        if not isinstance(rows, list | tuple) or not rows:
            self._say("rules", _("there has to be a list with at least one rule."))
            return ()
        if len(rows) > MOST_RULES:
            self._say("rules", _("there are more than %(most)d rules.") % {"most": MOST_RULES})
            return ()
        found = [self._rule(row, place, levels) for place, row in enumerate(rows, 1)]
        names = [rule.id for rule in found]
        for name in sorted({each for each in names if names.count(each) > 1}):
            self._say(name or "rules", _("two rules have this name."))
        return tuple(found)

    def _rule(self, row: object, place: int, levels: set[str]) -> Rule:
        given = self._mapping(row, f"rules.{place}")
        name = self._text(given.get("id"), f"rules.{place}.id", most=100)
        if name and not _ID.fullmatch(name):
            self._say(f"rules.{place}.id", _("a rule's name has small letters, digits and hyphens."))
        where = name if _ID.fullmatch(name) else f"rules.{place}"
        self._known_keys(given, _RULE_KEYS, where)
        lists = {key: self._choices(given.get(key, []), f"{where}.{key}", known) for key, known in _LISTS.items()}
        for key in ("roles", "reasons"):
            if not given.get(key):
                self._say(f"{where}.{key}", _("at least one is needed."))
        return Rule(
            id=name,
            kind=self._choice(given.get("kind"), f"{where}.kind", words.KINDS),
            window=self._window(given.get("window"), f"{where}.window"),
            of=self._choice(given.get("of", "paid"), f"{where}.of", words.SHARES_OF),
            share=self._decimal(given.get("share", "1"), f"{where}.share", most=WHOLE),
            most=self._choice(given.get("most", ""), f"{where}.most", ("", *sorted(levels))),
            second_person_above=self._choice(
                given.get("second_person_above", ""), f"{where}.second_person_above", ("", *sorted(levels))
            ),
            cost_to=self._choice(given.get("cost_to", ""), f"{where}.cost_to", ("", *words.BEARERS)),
            whole=self._truth(given.get("whole", False), f"{where}.whole"),
            once=self._truth(given.get("once", False), f"{where}.once"),
            on=self._truth(given.get("on", True), f"{where}.on"),
            note=self._text(given.get("note", ""), f"{where}.note", most=MOST_TEXT),
            **lists,
        )

    def _window(self, given: object, where: str) -> Window | None:
        if given is None:
            return None
        window = self._mapping(given, where)
        self._known_keys(window, {"start", "opens", "closes"}, where)
        start = self._choice(window.get("start"), f"{where}.start", words.ANCHORS)
        spans = {key: self._span(window[key], f"{where}.{key}") for key in ("opens", "closes") if key in window}
        opens, closes = spans.get("opens"), spans.get("closes")
        if opens and closes and hours(opens) >= hours(closes):
            self._say(where, _("it closes before it opens."))
        return Window(start, opens, closes)

    def _span(self, given: object, where: str, *, units: tuple[str, ...] = UNITS) -> Span | None:
        span = span_in(given)
        if span is None or span.unit not in units or span.count > MOST_DAYS:
            examples = {"examples": ", ".join(EXAMPLES[each] for each in units), "most": MOST_DAYS}
            self._say(where, _("write a time such as %(examples)s, at most %(most)d.") % examples)
            return None
        return span

    def _decimal(self, given: object, where: str, *, most: Decimal) -> Decimal:
        try:
            number = Decimal(given) if isinstance(given, str | int) and not isinstance(given, bool) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        # No more digits than the ledger keeps.
        if not number.is_finite() or not 0 <= number <= most or digits_after_point(number) > 3:
            self._say(where, _("write a number from 0 to %(most)s with at most 3 decimals.") % {"most": f"{most:f}"})
            return Decimal(0)
        return number

    def _choices_by_name(
        self, given: object, where: str, names: tuple[str, ...], known: tuple[str, ...]
    ) -> dict[str, str]:
        found = {}
        for name, value in self._mapping(given, where).items():
            if self._choice(name, where, names) and self._choice(value, f"{where}.{name}", known):
                found[name] = value
        return found

    def _choices(self, given: object, where: str, known: tuple[str, ...]) -> tuple[str, ...]:
        if not isinstance(given, list | tuple):
            self._say(where, _("this has to be a list."))
            return ()
        if len(given) > len(known):
            self._say(where, _("something stands here twice."))
            return ()
        return tuple(filter(None, (self._choice(each, where, known) for each in given)))

    def _choice(self, given: object, where: str, known: tuple[str, ...]) -> str:
        if isinstance(given, str) and given in known:
            return given
        places = {"value": shown(given), "known": ", ".join(filter(None, known))}
        self._say(where, _("“%(value)s” is none of: %(known)s.") % places)
        return ""

    def _truth(self, given: object, where: str) -> bool:
        if isinstance(given, bool):
            return given
        self._say(where, _("write true or false."))
        return False

    def _whole(self, given: object, where: str) -> int:
        if isinstance(given, int) and not isinstance(given, bool) and given >= 0:
            return given
        self._say(where, _("write a whole number."))
        return 0

    def _text(self, given: object, where: str, *, most: int) -> str:
        if not isinstance(given, str):
            self._say(where, _("write a text."))
            return ""
        if len(given) > most:
            self._say(where, _("the text is longer than %(most)d characters.") % {"most": most})
            return ""
        if _BROKEN.search(given):
            self._say(where, _("the text holds characters that nobody can read."))
            return ""
        return given

    def _mapping(self, given: object, where: str) -> Mapping[Any, Any]:
        if isinstance(given, Mapping):
            return given
        self._say(where, _("this has to be an object with names and values."))
        return {}

    def _known_keys(self, given: Mapping[Any, Any], known: set[str], where: str) -> None:
        for key in given:
            if key not in known:
                self._say(where, _("“%(name)s” is not known here.") % {"name": shown(key)})

    def _say(self, where: str, problem: str) -> None:
        self.problems.append(f"{where}: {problem}")
