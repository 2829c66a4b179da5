"""How a letter looks. Mail programs know no custom properties, and some read nothing but ``style`` attributes.

So every element carries its look itself, in the light theme; a sheet in the head turns it dark where that is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from loket.design.colour import readable_accent

FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif"
CODE_FONT = "ui-monospace,'SF Mono',Menlo,Consolas,'Noto Sans Mono',monospace"
INK, QUIET, LINE, GROUND, CARD, SOFT = "#1d2729", "#566467", "#dfe5e6", "#f3f5f5", "#ffffff", "#f4f7f7"
LOKETS_OWN = "#0b6e5f"


def _face(size: int, line: int, colour: str = INK, weight: int = 400) -> str:
    return f"font-family:{FONT};font-size:{size}px;line-height:{line}px;color:{colour};font-weight:{weight};"


_WRAPS = "overflow-wrap:anywhere;"
_CELL = f"padding:8px 0;border-bottom:1px solid {LINE};text-align:start;vertical-align:top;"
_LOOKS: Mapping[str, str] = {
    "body": f"margin:0;padding:0;width:100%;background-color:{GROUND};-webkit-text-size-adjust:100%;",
    "preview": "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all;font-size:1px;",
    "frame": "max-width:560px;margin:0 auto;padding:24px 12px 32px;",
    "shop": f"{_face(17, 24, 'ACCENT', 600)}margin:0;padding:0 12px 12px;",
    "card": f"background-color:{CARD};border:1px solid {LINE};border-radius:12px;padding:28px 24px 24px;",
    "headline": f"{_face(22, 29, weight=600)}margin:0 0 16px;{_WRAPS}",
    "words": f"{_face(16, 24)}margin:0 0 16px;{_WRAPS}",
    "quote": f"margin:0 0 16px;padding:12px 16px;background-color:{SOFT};border-radius:8px;",
    "by": f"{_face(13, 20, QUIET, 600)}margin:0 0 4px;{_WRAPS}",
    "said": f"{_face(16, 24)}margin:0;{_WRAPS}",
    "mark": f"{_face(13, 20, QUIET)}margin:8px 0 0;",
    "original": f"{_face(13, 20, QUIET)}margin:4px 0 0;",
    "summary": f"{_face(13, 20, QUIET)}cursor:pointer;padding:4px 0;text-decoration:underline;",
    "original_text": f"{_face(14, 21, QUIET)}margin:4px 0 0;{_WRAPS}",
    "code": (
        f"{_face(32, 40, weight=600)}font-family:{CODE_FONT};letter-spacing:6px;text-align:center;"
        f"background-color:{SOFT};border-radius:8px;margin:0 0 16px;padding:16px 8px 16px 14px;"
    ),
    "item": f"border-top:1px solid {LINE};padding:16px 0 0;margin:0 0 16px;",
    "item_title": f"{_face(16, 24, weight=600)}margin:0 0 4px;{_WRAPS}",
    "item_text": f"{_face(16, 24)}margin:0 0 4px;{_WRAPS}",
    "item_link": f"{_face(16, 24, 'ACCENT')}display:inline-block;padding:4px 0;",
    "button_row": "margin:24px 0;border-collapse:separate;",
    "button_cell": "border-radius:8px;background-color:ACCENT;",
    "button": (
        f"{_face(16, 24, '#ffffff', 600)}display:inline-block;text-decoration:none;padding:12px 22px;"
        "border-radius:8px;background-color:ACCENT;"
    ),
    "scale": "width:100%;margin:0 0 24px;border-collapse:separate;",
    "score_cell": "width:20%;padding:0 3px;",
    "score": (
        f"{_face(16, 24, 'ACCENT', 600)}display:block;text-align:center;text-decoration:none;padding:10px 0;"
        f"border:1px solid {LINE};border-radius:8px;"
    ),
    "facts": f"width:100%;border-collapse:collapse;border-top:1px solid {LINE};margin:24px 0 0;",
    "fact_label": f"{_face(13, 20, QUIET)}{_CELL}padding-inline-end:12px;width:32%;",
    "fact_value": f"{_face(14, 20)}{_CELL}{_WRAPS}",
    "fine": f"{_face(13, 20, QUIET)}margin:16px 0 0;",
    "foot": f"{_face(13, 20, QUIET)}margin:0;padding:16px 12px 0;",
    "foot_link": f"color:{QUIET};",
}
_SHEET = """
:root{color-scheme:light dark;supported-color-schemes:light dark}
.said p,.said ul,.said ol{margin:0 0 8px}.said>:last-child{margin-bottom:0}
.said ul,.said ol{padding-inline-start:24px}.said a{color:ACCENT}
.said blockquote{margin:0 0 8px;padding-inline-start:12px;border-inline-start:2px solid #b9c4c6}
.said h2,.said h3,.said h4{font-size:16px;line-height:24px;margin:0 0 8px}.said pre{white-space:pre-wrap}
@media (prefers-color-scheme:dark){
.ground{background-color:#14191a!important}.card{background-color:#1d2425!important;border-color:#333d3f!important}
.ink{color:#e8edee!important}.quiet{color:#a5b2b4!important}.line{border-color:#333d3f!important}
.soft{background-color:#283132!important}.accent,.said a{color:DARK!important}
.button{background-color:DARK!important;color:#0f1716!important}.button-cell{background-color:DARK!important}
}"""


@lru_cache(maxsize=8)
def write_looks(colour: str) -> Mapping[str, SafeString]:
    """A ``style`` attribute for each part of a letter, with the operator's colour kept readable."""
    accent = readable_accent(colour or LOKETS_OWN, dark=False)
    return {name: format_html('style="{}"', look.replace("ACCENT", accent)) for name, look in _LOOKS.items()}


@lru_cache(maxsize=8)
def write_sheet(colour: str) -> SafeString:
    """The sheet in the head: the dark theme, and the spaces inside what people wrote."""
    light, dark = (readable_accent(colour or LOKETS_OWN, dark=each) for each in (False, True))
    # Names of our own and a colour that was read as one: nothing in it comes from outside.
    return SafeString(f"<style>{_SHEET.replace('ACCENT', light).replace('DARK', dark)}\n</style>")
