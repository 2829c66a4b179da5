"""What is on the pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loket.ops.demo.disputes.pictures.canvas import Canvas
from loket.ops.demo.disputes.pictures.gadgets import GADGETS
from loket.ops.demo.disputes.pictures.papers import PAPERS

_CARD, _CARD_DARK, _CARD_INSIDE = "#c99a66", "#b3854f", "#8f6838"
_GLAZES = ("#7fa08c", "#c7d3d8", "#a9746e", "#5f7f9b", "#c9b27c")
_CLOTHS = ("#dfe3ea", "#e8dccf", "#cfd8cf", "#ead9dc")
_SHIRTS = ("#c0563f", "#3f6ea3", "#9c8f3c", "#7b4f86", "#c98a9a")


def cracked_screen(canvas: Canvas) -> None:
    """A telephone on a table, its glass broken."""
    canvas.room()
    x, y = 420, 120
    canvas.shadow(x - 40, y + 600, 440, 70)
    canvas.box(x, y, 350, 660, "#20242b", round_by=46)
    canvas.box(x + 16, y + 18, 318, 624, canvas.dice.pick(("#2f4b6e", "#35555a", "#4a3f63")), round_by=34)
    canvas.box(x + 125, y + 30, 100, 20, "#14171c", round_by=10)
    for row in range(4):
        for column in range(3):
            colour = canvas.dice.pick(("#d9b44a", "#7fb08a", "#c97a64", "#8fa7d1", "#b48fc4"))
            canvas.box(x + 50 + column * 92, y + 210 + row * 98, 64, 64, colour, round_by=16)
    at_x, at_y = x + canvas.dice.between(130, 220), y + canvas.dice.between(190, 440)
    canvas.crack(at_x, at_y, reach=150, branches=9, colour="#e9eef2", width=3)
    canvas.ring(at_x - 34, at_y - 30, 68, 60, "#e9eef2", width=2)
    canvas.ring(at_x - 70, at_y - 62, 140, 124, "#dfe6ea", width=1.5)


def shirt(canvas: Canvas) -> None:
    """A shirt laid out on a bed, in a colour that somebody did not order."""
    canvas.cloth(canvas.dice.pick(_CLOTHS))
    _shirt(canvas, canvas.dice.pick(_SHIRTS))


def torn_shirt(canvas: Canvas) -> None:
    """The same with a seam that has opened."""
    canvas.cloth(canvas.dice.pick(_CLOTHS))
    _shirt(canvas, canvas.dice.pick(_SHIRTS))
    x, y = 520 + canvas.dice.between(-60, 110), 470 + canvas.dice.between(-40, 90)
    canvas.shape([(x, y), (x + 34, y - 74), (x + 58, y - 10), (x + 96, y + 84), (x + 44, y + 40)], "#2d2a2a")
    for stitch in range(6):
        canvas.line([(x + 8 + stitch * 14, y + 96), (x + 16 + stitch * 14, y + 118)], "#f3efe8", width=3)


def _shirt(canvas: Canvas, colour: str) -> None:
    body = [(430, 200), (540, 170), (600, 205), (660, 170), (770, 200), (930, 330), (860, 430), (775, 375)]
    canvas.shape([*body, (775, 760), (425, 760), (425, 375), (340, 430), (270, 330)], colour)
    canvas.shape([(540, 170), (600, 205), (660, 170), (640, 250), (600, 275), (560, 250)], "#efe9df")
    canvas.line([(600, 275), (600, 755)], "#3b3634", width=3)
    for button in range(5):
        canvas.oval(592, 320 + button * 92, 16, 16, "#f4efe5")
    canvas.line([(430, 375), (470, 560)], "#ffffff", width=2)
    canvas.box(560, 232, 80, 34, "#ffffff", round_by=4)
    canvas.words(574, 236, canvas.dice.pick(("M", "XL", "S", "L")), "#444444", size=24)


def empty_box(canvas: Canvas) -> None:
    """An open carton with nothing in it but paper."""
    canvas.room()
    canvas.shadow(250, 690, 700, 110)
    canvas.shape([(300, 400), (900, 400), (860, 760), (340, 760)], _CARD)
    canvas.shape([(300, 400), (900, 400), (800, 300), (400, 300)], _CARD_INSIDE)
    canvas.shape([(300, 400), (400, 300), (250, 250), (140, 350)], _CARD_DARK)
    canvas.shape([(900, 400), (800, 300), (950, 240), (1060, 350)], _CARD_DARK)
    canvas.shape([(400, 300), (800, 300), (770, 200), (430, 205)], _CARD)
    for _sheet in range(4):
        x = 420 + canvas.dice.between(0, 240)
        canvas.shape([(x, 390), (x + 50, 318), (x + 120, 340), (x + 150, 392)], "#efe8d8")
    canvas.box(560, 400, 70, 360, "#d9b98c")
    canvas.box(690, 560, 130, 90, "#f6f2e8", round_by=4)
    canvas.stripes(705, 578, 100, 34)


def scale(canvas: Canvas) -> None:
    """A parcel on kitchen scales, which show what it weighs."""
    canvas.room()
    canvas.shadow(310, 720, 600, 90)
    canvas.shape([(350, 600), (850, 600), (900, 770), (300, 770)], "#e7e9ea")
    canvas.box(380, 575, 440, 30, "#c3c8cb", round_by=12)
    canvas.box(470, 650, 260, 84, "#1f2b24", round_by=10)
    grams = canvas.dice.whole(84, 460)
    canvas.words(500, 660, f"{grams} g", "#9be38f", size=56)
    canvas.box(440, 330, 320, 246, _CARD, round_by=4)
    canvas.box(580, 330, 40, 246, "#e2c79c")
    canvas.box(640, 380, 96, 70, "#f7f3ea", round_by=3)
    canvas.stripes(650, 394, 76, 24)


def broken_pot(canvas: Canvas) -> None:
    """A teapot with a crack, its spout in pieces beside it."""
    canvas.room()
    glaze = canvas.dice.pick(_GLAZES)
    canvas.shadow(330, 660, 560, 100)
    canvas.ring(730, 400, 190, 220, glaze, width=34)
    canvas.oval(360, 340, 470, 370, glaze)
    canvas.oval(470, 318, 250, 70, "#f4efe6")
    canvas.oval(490, 300, 210, 66, glaze)
    canvas.oval(570, 268, 50, 46, glaze)
    canvas.arc(400, 380, 380, 300, "#f4f0e8", angles=(200, 250), width=8)
    canvas.crack(520, 530, reach=130, branches=5, colour="#3a3330", width=4)
    canvas.shape([(372, 470), (410, 450), (420, 560), (380, 540)], "#efe7da")
    for _shard in range(6):
        x, y = canvas.dice.between(120, 330), canvas.dice.between(650, 780)
        canvas.shape([(x, y), (x + 54, y - 22), (x + 72, y + 20), (x + 20, y + 34)], glaze)
        canvas.line([(x, y), (x + 20, y + 34)], "#f3ede1", width=5)


def broken_lamp(canvas: Canvas) -> None:
    """A lamp whose paper shade is torn and whose stand is split."""
    canvas.room()
    canvas.shadow(390, 740, 420, 80)
    canvas.shape([(420, 170), (780, 170), (850, 480), (350, 480)], canvas.dice.pick(("#f1e2c0", "#eadfd4", "#dfe6d5")))
    for rib in range(1, 5):
        canvas.line([(420 + rib * 72, 172), (350 + rib * 100, 478)], "#cbb98f", width=3)
    x = canvas.dice.between(450, 640)
    canvas.shape([(x, 250), (x + 60, 236), (x + 44, 330), (x + 96, 420), (x + 30, 380), (x + 6, 320)], "#4a4038")
    canvas.box(584, 480, 32, 200, "#8a6442")
    canvas.line([(584, 560), (600, 600), (590, 640), (616, 678)], "#2b211a", width=5)
    canvas.shape([(470, 740), (500, 680), (700, 680), (730, 740)], "#7a5638")
    canvas.box(455, 738, 290, 30, "#6b4a2f", round_by=10)


def ring_without_stone(canvas: Canvas) -> None:
    """A silver ring on a cloth, its setting empty."""
    canvas.cloth(canvas.dice.pick(("#4a2f3d", "#2f3d4a", "#364a38", "#50402e")))
    canvas.ring(380, 330, 440, 440, "#cfd4da", width=44)
    canvas.ring(388, 338, 424, 424, "#f2f5f8", width=8)
    canvas.oval(505, 210, 190, 160, "#aab2ba")
    canvas.oval(527, 226, 146, 126, "#33302f")
    for prong_x, prong_y in ((520, 230), (664, 230), (520, 330), (664, 330)):
        canvas.oval(prong_x, prong_y, 24, 24, "#e9edf1")
    canvas.arc(540, 250, 120, 90, "#6d6864", angles=(20, 150), width=5)


def at_the_door(canvas: Canvas) -> None:
    """A parcel before a door, as a carrier photographs that it was left."""
    canvas.cloth(canvas.dice.pick(("#d8d2c5", "#cfc6b8", "#d5d8d8")))
    door = canvas.dice.pick(("#6d3f35", "#35566d", "#4c6a4a", "#8a7a4d"))
    canvas.box(380, -60, 440, 720, door)
    for panel in (0, 1):
        canvas.frame(420, 40 + panel * 300, 360, 250, "#3b3634", width=3)
    canvas.oval(760, 330, 34, 34, "#d9c27c")
    canvas.words(560, 70, str(canvas.dice.whole(3, 188)), "#f3ead2", size=64)
    canvas.box(-200, 660, 1700, 400, "#9c958a")
    canvas.box(360, 670, 480, 60, "#5d5348", round_by=6)
    x = 420 + canvas.dice.between(-40, 130)
    canvas.shadow(x - 20, 760, 330, 60)
    canvas.box(x, 590, 270, 200, _CARD, round_by=4)
    canvas.box(x + 115, 590, 36, 200, "#e2c79c")
    canvas.box(x + 165, 630, 90, 66, "#f7f3ea", round_by=3)
    canvas.stripes(x + 175, 644, 70, 22)


def packed(canvas: Canvas) -> None:
    """Goods in a carton before it was closed, as a seller photographs them."""
    canvas.room()
    canvas.shadow(240, 700, 720, 110)
    canvas.box(260, 300, 680, 450, _CARD_DARK, round_by=6)
    canvas.box(290, 330, 620, 390, _CARD_INSIDE, round_by=4)
    for row in range(4):
        for column in range(7):
            canvas.ring(305 + column * 86, 342 + row * 94, 78, 78, "#d7e2e4", width=5)
    glaze = canvas.dice.pick(_GLAZES)
    canvas.box(430, 410, 340, 230, "#f4f1ea", round_by=14)
    canvas.oval(500, 440, 200, 170, glaze)
    canvas.box(250, 770, 250, 84, "#ffffff", round_by=6)
    canvas.words(268, 788, f"OK  {canvas.dice.letters(6)}", "#333333", size=36)


SCENES: Mapping[str, Callable[[Canvas], None]] = {
    "cracked_screen": cracked_screen,
    "shirt": shirt,
    "torn_shirt": torn_shirt,
    "empty_box": empty_box,
    "scale": scale,
    "broken_pot": broken_pot,
    "broken_lamp": broken_lamp,
    "ring_without_stone": ring_without_stone,
    "at_the_door": at_the_door,
    "packed": packed,
    **GADGETS,
    **PAPERS,
}
