"""Labels, receipts, letters and screens: pictures of what is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loket.ops.demo.disputes.pictures.canvas import Canvas

_PAPER, _INK, _FAINT = "#fbf9f4", "#2b2b2b", "#9a958c"


def parcel_label(canvas: Canvas) -> None:
    """The label of a parcel, close by."""
    canvas.cloth("#c99a66")
    canvas.box(170, 110, 860, 640, "#ffffff", round_by=6)
    canvas.frame(196, 136, 808, 588, _INK, width=4)
    canvas.words(224, 156, canvas.dice.pick(("AIRMAIL", "EPACKET", "TRACKED", "STANDARD")), size=54)
    canvas.line([(196, 236), (1004, 236)], _INK, width=3)
    canvas.scribble(224, 262, 330, rows=4, colour="#57534c")
    canvas.line([(600, 236), (600, 430)], _INK, width=3)
    canvas.scribble(628, 262, 340, rows=4, colour="#57534c")
    canvas.line([(196, 430), (1004, 430)], _INK, width=3)
    canvas.stripes(290, 462, 620, 150)
    canvas.words(380, 634, f"RB {canvas.dice.digits(3)} {canvas.dice.digits(3)} {canvas.dice.digits(3)}", size=48)


def receipt(canvas: Canvas) -> None:
    """A receipt from a till, with a sum at its end."""
    canvas.room()
    canvas.shadow(400, 780, 420, 60)
    canvas.box(410, 60, 390, 760, _PAPER)
    for tooth in range(13):
        x = 410 + tooth * 30
        canvas.shape([(x, 820), (x + 15, 846), (x + 30, 820)], _PAPER)
    canvas.words(500, 90, canvas.dice.pick(("RECIBO", "STRUK", "RECEIPT", "TICKET")), size=44)
    canvas.scribble(450, 170, 310, rows=3)
    total = 0
    for row in range(4):
        price = canvas.dice.whole(12, 180)
        total += price
        canvas.scribble(450, 300 + row * 62, 170, rows=1, colour=_FAINT)
        canvas.words(660, 286 + row * 62, f"{price}.{canvas.dice.digits(2)}", size=32)
    canvas.line([(446, 560), (764, 560)], _INK, width=3)
    canvas.words(450, 584, "TOTAL", size=40)
    canvas.words(630, 584, f"{total + 2}.{canvas.dice.digits(2)}", size=40)
    canvas.stripes(480, 690, 250, 80)


def customs_letter(canvas: Canvas) -> None:
    """A letter from customs with a seal."""
    canvas.room()
    canvas.shadow(250, 800, 720, 60)
    canvas.box(260, 40, 690, 800, _PAPER)
    canvas.ring(310, 80, 110, 110, "#3c5a8a", width=8)
    canvas.shape([(365, 96), (384, 150), (346, 150)], "#3c5a8a")
    canvas.words(450, 92, canvas.dice.pick(("ADUANA", "BEA CUKAI", "ALFANDEGA", "CUSTOMS")), "#22345a", size=58)
    canvas.scribble(454, 172, 400, rows=1, colour=_FAINT)
    canvas.words(310, 240, f"No. {canvas.dice.digits(4)}/{canvas.dice.digits(5)}", size=32)
    canvas.scribble(310, 310, 590, rows=6, step=34)
    canvas.frame(310, 540, 590, 100, "#b0413e", width=5)
    canvas.words(
        336, 560, canvas.dice.pick(("DUTY AND TAX  DUE", "HELD  TAX NUMBER", "RETURN TO SENDER")), "#b0413e", size=44
    )
    canvas.scribble(310, 680, 380, rows=3, step=34)
    canvas.ring(720, 660, 160, 130, "#b0413e", width=6)


def payment_screen(canvas: Canvas) -> None:
    """A bank's list of payments on a telephone, one of them twice."""
    canvas.cloth("#20242b")
    canvas.box(330, 30, 540, 860, "#f4f6f8", round_by=46)
    canvas.box(330, 30, 540, 150, "#2a6f63", round_by=46)
    canvas.box(330, 110, 540, 80, "#2a6f63")
    canvas.words(370, 96, "Extrato / Statement", "#ffffff", size=42)
    amount = f"- {canvas.dice.whole(60, 380)}.{canvas.dice.digits(2)}"
    for row in range(6):
        y = 226 + row * 104
        canvas.oval(366, y, 60, 60, canvas.dice.pick(("#d9b44a", "#7fb08a", "#c97a64", "#8fa7d1")))
        canvas.scribble(450, y + 8, 180, rows=2, step=26)
        is_twice = row in (1, 2)
        shown = amount if is_twice else f"- {canvas.dice.whole(4, 90)}.{canvas.dice.digits(2)}"
        canvas.words(690, y + 12, shown, "#b0413e" if is_twice else _INK, size=32)


def post_slip(canvas: Canvas) -> None:
    """What a post office gives for a parcel that was handed in."""
    canvas.room()
    canvas.shadow(240, 700, 760, 70)
    canvas.box(250, 200, 740, 520, "#fff6d6")
    canvas.box(250, 200, 740, 90, "#e0b12f")
    canvas.words(286, 216, canvas.dice.pick(("POST", "CORREIOS", "POS", "CORREO")), "#4a3a08", size=56)
    canvas.words(290, 320, f"RR{canvas.dice.digits(9)}", size=50)
    canvas.scribble(290, 410, 420, rows=4, colour="#8b7d4c")
    canvas.words(290, 570, f"{canvas.dice.whole(0, 3)},{canvas.dice.digits(3)} kg", size=46)
    canvas.stripes(290, 640, 420, 56)
    canvas.ring(770, 440, 180, 180, "#5a6f9b", width=8)
    canvas.words(806, 508, f"{canvas.dice.whole(10, 28)}.{canvas.dice.whole(1, 12)}", "#5a6f9b", size=44)


PAPERS: Mapping[str, Callable[[Canvas], None]] = {
    "parcel_label": parcel_label,
    "receipt": receipt,
    "customs_letter": customs_letter,
    "payment_screen": payment_screen,
    "post_slip": post_slip,
}
