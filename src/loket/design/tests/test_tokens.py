from __future__ import annotations

import re

import pytest

from loket.design.bundles import BUNDLES, SOURCE
from loket.design.colour import Oklch, measure_contrast, write_hex

HUE = 205.0
TOKENS = (SOURCE / "tokens.css").read_text(encoding="utf-8")
LIGHT, SYSTEM_DARK, CHOSEN_DARK = (
    TOKENS[TOKENS.index(start) :].split("\n}")[0].split("\n  }")[0]
    for start in (":root {", ':root:not([data-theme="light"])', ':root[data-theme="dark"] {')
)
TEXTS = ["ink", "ink-quiet", "accent", "positive", "warning", "danger"]
GROUNDS = ["paper", "paper-raised", "paper-sunken", "paper-lifted", "accent-soft"]
_VALUE = re.compile(r"--([a-z-]+): (?:var\(--brand-[a-z]+, )?oklch\(([^;]*?)\)\)?;")


@pytest.mark.parametrize("theme", [LIGHT, CHOSEN_DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_words_are_readable_on_every_ground(theme, text, ground):
    colours = read_theme(theme)
    assert measure_contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, CHOSEN_DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["positive", "warning", "danger"])
def test_tones_are_readable_on_their_soft_ground(theme, tone):
    colours = read_theme(theme)
    assert measure_contrast(colours[tone], colours[f"{tone}-soft"]) >= 4.5
    assert measure_contrast(colours["ink"], colours[f"{tone}-soft"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, CHOSEN_DARK], ids=["light", "dark"])
def test_edges_of_fields_can_be_seen(theme):
    colours = read_theme(theme)
    assert measure_contrast(colours["line-strong"], colours["paper-raised"]) >= 3
    assert measure_contrast(colours["on-accent"], colours["accent"]) >= 4.5


def test_dark_by_choice_is_dark_by_system():
    assert read_theme(SYSTEM_DARK) == read_theme(CHOSEN_DARK)
    assert re.findall(r"--[a-z-]+: [^;]+;", SYSTEM_DARK) == re.findall(r"--[a-z-]+: [^;]+;", CHOSEN_DARK)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.css")), ids=lambda path: path.name)
def test_no_physical_sides_in_stylesheets(path):
    physical = r"(?<![-\w])(left|right|(margin|padding|border)-(left|right|top|bottom)|(min-|max-)?(width|height))\s*:"
    rules = re.sub(r"@media \([^{]*", "", path.read_text(encoding="utf-8"))
    assert not re.findall(physical, rules)


def test_every_component_is_in_a_bundle():
    listed = {name for names in BUNDLES.values() for name in names}
    assert {path.stem for path in (SOURCE / "components").glob("*.css")} == listed


def read_theme(block):
    return {name: write_hex(_read(value)) for name, value in _VALUE.findall(block) if "/" not in value}


def _read(value):
    value = re.sub(r"calc\(([\d.]+)[^)]*\)\)?", r"\1", value).replace("var(--hue", str(HUE))
    lightness, chroma, hue = (float(number) for number in re.findall(r"[\d.]+", value)[:3])
    return Oklch(lightness, chroma, hue)
