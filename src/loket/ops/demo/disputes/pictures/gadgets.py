"""Watches, chargers, telephone cases and pens that are not as they should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loket.ops.demo.disputes.pictures.canvas import Canvas


def watch_reading(canvas: Canvas) -> None:
    """A watch on a wrist that finds no pulse."""
    canvas.cloth(canvas.dice.pick(("#d9d4cb", "#cfd8dc", "#dcd3d9")))
    canvas.shape(
        [(-200, 330), (1500, 250), (1500, 640), (-200, 700)], canvas.dice.pick(("#d9a982", "#b9855f", "#8a5f45"))
    )
    strap = canvas.dice.pick(("#2f3b45", "#5a3f33", "#3c4a38"))
    canvas.box(500, 120, 220, 660, strap, round_by=30)
    canvas.box(440, 270, 340, 380, "#23272c", round_by=70)
    canvas.box(466, 296, 288, 328, "#0c0f12", round_by=54)
    canvas.ring(500, 330, 90, 90, "#c9463d", width=10)
    canvas.words(620, 340, f"{canvas.dice.whole(10, 22)}:{canvas.dice.whole(10, 59)}", "#9aa4ad", size=44)
    canvas.words(560, 440, "0", "#f2f5f7", size=130)
    canvas.words(640, 520, "bpm", "#9aa4ad", size=44)


def scorched_charger(canvas: Canvas) -> None:
    """A charger in a socket, brown at one corner."""
    canvas.cloth(canvas.dice.pick(("#e6e2d8", "#dde4e0", "#e4dce0")))
    canvas.box(330, 160, 540, 560, "#f7f6f2", round_by=40)
    canvas.frame(356, 186, 488, 508, "#d6d3ca", width=3)
    canvas.shadow(420, 610, 380, 70)
    canvas.box(440, 270, 320, 350, canvas.dice.pick(("#fdfdfb", "#2b2f33", "#d9dee2")), round_by=34)
    for port in range(3):
        canvas.box(500, 330 + port * 84, 120, 30, "#6d7479", round_by=14)
    x = canvas.dice.between(620, 680)
    for size, colour in ((170, "#c8a27a"), (120, "#8a5f3c"), (66, "#3a281c")):
        canvas.oval(x - size / 2, 560 - size / 2, size, size * 0.9, colour)


def phone_case(canvas: Canvas) -> None:
    """The back of a telephone case, its ring beside it."""
    canvas.room()
    case = canvas.dice.pick(("#4f6d8a", "#7a5a78", "#5f7a5c", "#3f4348"))
    canvas.shadow(330, 720, 420, 70)
    canvas.box(360, 110, 350, 650, case, round_by=54)
    canvas.box(390, 140, 130, 170, "#22262b", round_by=34)
    for lens in range(2):
        canvas.oval(420, 160 + lens * 72, 60, 60, "#4a525b")
    canvas.ring(430, 400, 210, 210, "#e3ddd0", width=3)
    canvas.shadow(790, 690, 230, 50)
    canvas.ring(800, 500, 210, 210, "#cfd3d6", width=26)


def bent_pen(canvas: Canvas) -> None:
    """A fountain pen whose nib points aside, and a blot."""
    canvas.room()
    canvas.box(180, 420, 860, 400, "#fbf9f4")
    canvas.scribble(240, 480, 500, rows=3, colour="#4a5f8a", step=44)
    ink = canvas.dice.pick(("#27406b", "#3b2a55", "#22302b"))
    for _drop in range(5):
        size = canvas.dice.between(24, 80)
        canvas.oval(canvas.dice.between(700, 860), canvas.dice.between(600, 720), size, size * 0.8, ink)
    canvas.line([(960, 150), (720, 540)], canvas.dice.pick(("#7b2f36", "#2f4b3f", "#2b3350")), width=54)
    canvas.line([(748, 494), (712, 552)], "#c9b458", width=44)
    canvas.shape([(694, 540), (736, 566), (760, 640), (726, 612)], "#d9c777")


GADGETS: Mapping[str, Callable[[Canvas], None]] = {
    "watch_reading": watch_reading,
    "scorched_charger": scorched_charger,
    "phone_case": phone_case,
    "bent_pen": bent_pen,
}
