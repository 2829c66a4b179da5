"""HEIC is decoded in a process of its own: damaged files can kill that decoder, which must not kill the web.

The child gets the picture as its standard input, writes a JPEG to its standard output and tells by its exit
code what went wrong. It has limits of memory and time.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

import pi_heif
from PIL import Image

from loket.files import images

MOST_MEMORY_BYTES = 2 << 30
MOST_SECONDS = 20
_DONE, _DAMAGED, _TOO_LARGE, _DISK_FULL = 0, 3, 4, 5


def reencode_heif(source: BinaryIO, target: BinaryIO) -> images.Picture:
    """Write a HEIC picture as JPEG, as `images.reencode` would; both have to be files on disk."""
    source.seek(0)
    command = [sys.executable, "-m", "loket.files.isolation"]
    with images.ROOM_TO_DECODE:
        try:
            ended = subprocess.run(  # noqa: S603  a command of its own, no word of it from outside
                command, stdin=source, stdout=target, stderr=subprocess.DEVNULL, timeout=MOST_SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise images.PictureDamaged from error
    return _outcome(ended.returncode, target)


def _outcome(code: int, target: BinaryIO) -> images.Picture:
    if code == _TOO_LARGE:
        raise images.PictureTooLarge
    if code == _DISK_FULL:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if code != _DONE:
        raise images.PictureDamaged
    target.seek(0)
    with Image.open(target, formats=["JPEG"]) as written:
        return images.Picture(media_type="image/jpeg", width=written.width, height=written.height)


def _decode_here() -> int:
    """The child's whole life."""
    _limit_itself()
    # Here alone, so that nothing in the parent can come to use this decoder.
    pi_heif.register_heif_opener()
    written = BytesIO()
    try:
        images.reencode(BytesIO(sys.stdin.buffer.read()), written, media_type="image/heif")
        written.seek(0)
        shutil.copyfileobj(written, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except images.PictureTooLarge:
        return _TOO_LARGE
    except images.PictureDamaged:
        return _DAMAGED
    except OSError as error:
        return _DISK_FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else _DAMAGED
    return _DONE


def _limit_itself() -> None:
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY_BYTES,
        resource.RLIMIT_CPU: MOST_SECONDS,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        # Not every system knows every limit; the time is limited by the parent too.
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    # Past the interpreter's own tidying up, which would fail a second time on a full disk.
    os._exit(_decode_here())
