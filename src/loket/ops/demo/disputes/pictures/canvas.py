"""Shapes on a sheet of 1200 by 900, drawn twice as large and made small, so that edges are smooth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from loket.ops.demo.orders.dice import Dice

WIDTH, HEIGHT = 1200, 900
_SCALE = 2
# How much darker it is where the light does not reach.
_DUSK = 0.3
_WALLS = ("#e9e4da", "#dfe6e6", "#e6dfe3", "#e2e6da", "#efe6d5", "#dde2ea")
_TABLES = ("#b98f63", "#8f6a4a", "#c9b08c", "#7d7268", "#a9b0b3", "#6f5a4c")

Point = tuple[float, float]


class Canvas:
    """A sheet that shapes are laid on; all lengths are in the sheet's own points, colours as ``#rrggbb``."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self._image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), "#ffffff")
        self._draw = ImageDraw.Draw(self._image)
        # Nobody holds a camera twice alike.
        self.left, self.top = dice.between(-150, 150), dice.between(-40, 55)

    def room(self) -> None:
        """A wall and a table, lit from one side."""
        wall, table = self.dice.pick(_WALLS), self.dice.pick(_TABLES)
        edge = self.dice.between(520, 660)
        self._draw.rectangle((0, 0, WIDTH * _SCALE, HEIGHT * _SCALE), fill=wall)
        self._draw.rectangle((0, edge * _SCALE, WIDTH * _SCALE, HEIGHT * _SCALE), fill=table)
        for _plank in range(4):
            y = self.dice.between(edge + 20, HEIGHT)
            self._draw.line((0, y * _SCALE, WIDTH * _SCALE, y * _SCALE), fill=_darker(table, 0.93), width=5)
        if self.dice.whole(0, 1):
            x = self.dice.between(40, 900)
            self._draw.rectangle(self._scaled([(x, -10), (x + 230, edge * 0.55)]), fill=_darker(wall, 1.06))
            self._draw.rectangle(self._scaled([(x + 14, -10), (x + 216, edge * 0.52)]), fill="#bcd3df")

    def cloth(self, colour: str) -> None:
        """A bed or a floor that fills the sheet."""
        self._draw.rectangle((0, 0, WIDTH * _SCALE, HEIGHT * _SCALE), fill=colour)
        for _fold in range(5):
            x, lean = self.dice.between(0, WIDTH), self.dice.between(-160, 160)
            self._draw.line(self._scaled([(x, 0), (x + lean, HEIGHT)]), fill=_darker(colour, 0.95), width=26)

    def shadow(self, x: float, y: float, wide: float, high: float) -> None:
        """A soft shadow under something that stands there."""
        box = [(x + self.left, y + self.top), (x + wide + self.left, y + high + self.top)]
        mask = Image.new("L", (WIDTH // 2, HEIGHT // 2), 255)
        corners = [each / 2 for point in box for each in point]
        ImageDraw.Draw(mask).ellipse(corners, fill=150)
        soft = mask.filter(ImageFilter.GaussianBlur(9)).resize(self._image.size)
        self._image = ImageChops.multiply(self._image, Image.merge("RGB", (soft, soft, soft)))
        self._draw = ImageDraw.Draw(self._image)

    def box(self, x: float, y: float, wide: float, high: float, colour: str, *, round_by: float = 0) -> None:
        """A rectangle, perhaps with round corners."""
        corners = self._moved([(x, y), (x + wide, y + high)])
        self._draw.rounded_rectangle(corners, radius=round_by * _SCALE, fill=colour)

    def frame(self, x: float, y: float, wide: float, high: float, colour: str, *, width: float = 4) -> None:
        """The outline of a rectangle."""
        self._draw.rectangle(self._moved([(x, y), (x + wide, y + high)]), outline=colour, width=round(width * _SCALE))

    def oval(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        """An ellipse in this box."""
        self._draw.ellipse(self._moved([(x, y), (x + wide, y + high)]), fill=colour)

    def ring(self, x: float, y: float, wide: float, high: float, colour: str, *, width: float) -> None:
        """The outline of an ellipse."""
        self._draw.ellipse(self._moved([(x, y), (x + wide, y + high)]), outline=colour, width=round(width * _SCALE))

    def arc(self, x: float, y: float, wide: float, high: float, colour: str, *, angles: Point, width: float) -> None:
        """A piece of an ellipse's outline, in degrees clockwise from the right."""
        box = self._moved([(x, y), (x + wide, y + high)])
        self._draw.arc(box, *angles, fill=colour, width=round(width * _SCALE))

    def shape(self, points: Iterable[Point], colour: str) -> None:
        """A polygon."""
        self._draw.polygon(self._moved(points), fill=colour)

    def line(self, points: Sequence[Point], colour: str, *, width: float = 3) -> None:
        """A line through these points."""
        self._draw.line(self._moved(points), fill=colour, width=round(width * _SCALE), joint="curve")

    def crack(self, x: float, y: float, *, reach: float, branches: int, colour: str, width: float = 3) -> None:
        """A crack that runs from one point into all directions, jagged."""
        for branch in range(branches):
            angle_x, angle_y = _DIRECTIONS[(branch * 3 + self.dice.whole(0, 1)) % len(_DIRECTIONS)]
            points, far = [(x, y)], 0.0
            while far < reach * self.dice.between(0.55, 1.0):
                far += reach * self.dice.between(0.12, 0.22)
                points.append(
                    (x + angle_x * far + self.dice.between(-16, 16), y + angle_y * far + self.dice.between(-16, 16))
                )
            self.line(points, colour, width=width)

    def words(self, x: float, y: float, text: str, colour: str = "#2b2b2b", *, size: float = 30) -> None:
        """Latin letters and digits; the sheet knows no others."""
        self._draw.text(self._moved([(x, y)])[0], text, fill=colour, font=_font(round(size * _SCALE)))

    def stripes(self, x: float, y: float, wide: float, high: float, colour: str = "#1d1d1d") -> None:
        """Bars as of a bar code."""
        at = x
        while at < x + wide - 8:
            bar = self.dice.between(2, 8)
            self.box(at, y, bar, high, colour)
            at += bar + self.dice.between(3, 9)

    def scribble(
        self, x: float, y: float, wide: float, *, rows: int, colour: str = "#8d8d8d", step: float = 30
    ) -> None:
        """Rows of writing too small to read."""
        for row in range(rows):
            length = wide * (self.dice.between(0.4, 0.6) if row == rows - 1 else self.dice.between(0.82, 1.0))
            self.box(x, y + row * step, length, step * 0.3, colour, round_by=4)

    def finished(self) -> Image.Image:
        """The sheet at its true size, with the light of a lamp somewhere over it."""
        return self._lit(self._image.reduce(_SCALE))

    def _lit(self, sheet: Image.Image) -> Image.Image:
        left, top = (round(length * self.dice.between(0.5, 1.5)) for length in (WIDTH, HEIGHT))
        dark = Image.radial_gradient("L").crop(_part(left, top)).resize(sheet.size, Image.Resampling.BICUBIC)
        over = dark.point([255 - round(level * _DUSK) for level in range(256)])
        return ImageChops.multiply(sheet, Image.merge("RGB", (over, over, over)))

    def _moved(self, points: Iterable[Point]) -> list[Point]:
        return self._scaled((x + self.left, y + self.top) for x, y in points)

    def _scaled(self, points: Iterable[Point]) -> list[Point]:
        return [(x * _SCALE, y * _SCALE) for x, y in points]


_DIRECTIONS: tuple[Point, ...] = (
    *((1.0, 0.1), (0.8, 0.6), (0.35, 0.95), (-0.2, 1.0), (-0.75, 0.65), (-1.0, 0.05)),
    *((-0.85, -0.5), (-0.3, -0.95), (0.25, -0.95), (0.8, -0.6)),
)


def _darker(colour: str, by: float) -> str:
    parts = (min(255, round(int(colour[at : at + 2], 16) * by)) for at in (1, 3, 5))
    return "#" + "".join(f"{each:02x}" for each in parts)


def _part(left: int, top: int) -> tuple[int, int, int, int]:
    """A third of the gradient's 256 points each way, beginning where this is on a sheet thrice as large."""
    x, y = round(left / WIDTH / 3 * 256), round(top / HEIGHT / 3 * 256)
    return x, y, x + 86, y + 86


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
