from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from loket.design.brand import load_brand, write_brand_css
from loket.design.colour import ColourError


@register()
def check_brand_colour(**_options: Any) -> list[CheckMessage]:
    """A colour that cannot be read is told at start, not on the first page."""
    try:
        write_brand_css(load_brand().colour)
    except ColourError as error:
        return [Error(str(error), hint="Correct the colour of LOKET_BRAND (LOKET_COLOUR).", id="design.E001")]
    return []
