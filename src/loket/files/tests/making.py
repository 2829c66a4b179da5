"""Files as people and attackers send them, made on the spot."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

FIXTURES = Path(__file__).with_name("fixtures")
RED, BLUE = (220, 20, 20), (20, 20, 220)
JAKARTA = {1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 0.0)}


def photo(image_format="JPEG", *, size=(60, 40), orientation=1, **extra) -> bytes:
    """A picture, blue on the left and red on the right, as a camera saves it."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825).update(JAKARTA)
    return saved(image, image_format, exif=exif, **extra)


def saved(image, image_format, **extra) -> bytes:
    """The bytes of a Pillow image."""
    buffer = io.BytesIO()
    image.save(buffer, image_format, **extra)
    return buffer.getvalue()


def animation(image_format="GIF", frames=3, size=(20, 20)) -> bytes:
    """A few frames of changing colour."""
    pictures = [Image.new("RGB", size, (40 * index % 256, 90, 10)) for index in range(frames)]
    return saved(pictures[0], image_format, save_all=True, append_images=pictures[1:], duration=80)


def noise(size) -> bytes:
    """A picture without two like pixels, as a GIF would never be kept small."""
    return saved(Image.effect_noise(size, 90), "PNG")


def bomb(width=60_000, height=60_000) -> bytes:
    """A PNG of a few bytes that says it has billions of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(bytes(1000))) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def endless_scans(scans=5000) -> bytes:
    """A progressive JPEG with the same scan over and over."""
    data = saved(Image.new("RGB", (64, 64), RED), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * scans + data[-2:]


def wav(seconds=1.0) -> bytes:
    """Silence."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(16_000 * seconds)))
    return buffer.getvalue()


def ogg(seconds=2) -> bytes:
    """The first and the last page of an Opus recording."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
    return _page(head, 0, 2) + _page(b"OpusTags" + bytes(8), 0, 0) + _page(b"\xf8", 48_000 * seconds, 4)


def mp3(*, tagged=True) -> bytes:
    """Frames of MPEG 1 layer 3 at 128 kbit/s."""
    frames = (b"\xff\xfb\x90\x64" + bytes(413)) * 20
    return (b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10) if tagged else b"") + frames


def pdf() -> bytes:
    """The smallest thing that calls itself a PDF."""
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def fixture(name) -> bytes:
    """A file recorded from a real browser or camera format."""
    return (FIXTURES / name).read_bytes()


def sent(content, name="photo.jpg", claimed_type="image/jpeg") -> SimpleUploadedFile:
    """A file as a form brings it."""
    return SimpleUploadedFile(name, content, claimed_type)


def _chunk(name, data) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _page(payload, position, flags) -> bytes:
    return b"OggS" + struct.pack("<BBqIIIB", 0, flags, position, 7, 0, 0, 1) + bytes([len(payload)]) + payload
