"""Colours as numbers: reading one, measuring contrast, and finding an accent that can be read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

READABLE = 4.5
# The hardest grounds an accent stands on: its own soft tint, in light and in dark.
LIGHT_GROUND = "#e4e4e4"
DARK_GROUND = "#3d3d3d"

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_OKLCH = re.compile(r"oklch\(\s*([\d.]+)(%?)\s+([\d.]+)\s+(-?[\d.]+)(?:deg)?\s*\)", re.IGNORECASE)

Triple = tuple[float, float, float]


class ColourError(ValueError):
    """The text is no colour this module can read."""


@dataclass(frozen=True)
class Oklch:
    """A colour by lightness (0 to 1), chroma (0 to about 0.4) and hue (degrees)."""

    lightness: float
    chroma: float
    hue: float


def read_colour(text: str) -> Oklch:
    """Read `#rgb`, `#rrggbb` or `oklch(l c h)`; anything else raises ColourError."""
    found = _OKLCH.fullmatch(text.strip())
    if found:
        lightness = float(found[1]) / (100 if found[2] else 1)
        return Oklch(min(lightness, 1.0), min(float(found[3]), 0.5), float(found[4]) % 360)
    if not _HEX.fullmatch(text.strip()):
        raise ColourError(f"{text!r} is not a colour: write it as #0a5c66 or oklch(0.45 0.08 205)")
    return _to_oklch(_linear_from_hex(text.strip()))


def write_hex(colour: Oklch) -> str:
    """The nearest colour a screen can show, as `#rrggbb`; chroma gives way, hue stays."""
    linear = _to_linear(colour)
    while colour.chroma > 0 and not all(-1e-4 <= channel <= 1.0001 for channel in linear):
        colour = replace(colour, chroma=max(colour.chroma - 0.004, 0.0))
        linear = _to_linear(colour)
    return "#" + "".join(f"{round(_encode(channel) * 255):02x}" for channel in linear)


def measure_contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_accent(colour: str, *, dark: bool) -> str:
    """The colour itself, or the nearest lightness of its hue that reads as text on the theme's grounds."""
    ground, step = (DARK_GROUND, 0.01) if dark else (LIGHT_GROUND, -0.01)
    wanted = read_colour(colour)
    accent = write_hex(wanted)
    while measure_contrast(accent, ground) < READABLE:
        wanted = replace(wanted, lightness=min(max(wanted.lightness + step, 0.0), 1.0))
        accent = write_hex(wanted)
    return accent


def _luminance(colour: str) -> float:
    linear = _linear_from_hex(write_hex(read_colour(colour)))
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _linear_from_hex(text: str) -> Triple:
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    red, green, blue = (_decode(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def _decode(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _encode(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return 12.92 * channel if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


# The matrices of Björn Ottosson's OKLab (https://bottosson.github.io/posts/oklab/).
def _to_oklch(linear: Triple) -> Oklch:
    red, green, blue = linear
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    green_red = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blue_yellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    hue = math.degrees(math.atan2(blue_yellow, green_red)) % 360
    return Oklch(lightness, math.hypot(green_red, blue_yellow), hue)


def _to_linear(colour: Oklch) -> Triple:
    green_red = colour.chroma * math.cos(math.radians(colour.hue))
    blue_yellow = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    medium = (colour.lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (colour.lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
