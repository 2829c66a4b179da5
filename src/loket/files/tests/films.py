"""Films as phones write them, made on the spot: pictures, and where they were taken in three places."""

from __future__ import annotations

import struct

HOME = b"+48.8577+002.295/"
MODEL = b"SecretPhone 12"
PICTURES = b"\x00\x00\x00\x01picture-" * 40
POSITIONS = b"gps:48.8577,2.295;" * 20
FILMED_AT = 3_876_543_210


def box(name, *parts):
    payload = b"".join(parts)
    return struct.pack(">I", len(payload) + 8) + name + payload


def full(name, *parts, version=0):
    return box(name, struct.pack(">I", version << 24), *parts)


def phone_film(*, brand=b"qt  ", moov_first=False, trailer=b"", long_mdat=False) -> bytes:
    """A film of one picture track and one of positions, with tags of place and device."""
    head = box(b"ftyp", brand, bytes(4), b"qt  " if brand == b"qt  " else b"isomiso2")
    samples = PICTURES + POSITIONS
    mdat = box(b"mdat", samples)
    if long_mdat:
        mdat = struct.pack(">I4sQ", 1, b"mdat", len(samples) + 16) + samples
    length = len(_moov(0))
    into = len(mdat) - len(samples)
    start = len(head) + into + (length if moov_first else 0)
    moov = _moov(start)
    return head + (moov + mdat if moov_first else mdat + moov) + trailer


def strangers_in_fragments() -> bytes:
    """A film in fragments with a track of positions, whose samples cannot be told from pictures."""
    return box(b"ftyp", b"isom", bytes(4), b"isom") + _moov(0) + box(b"moof", full(b"mfhd", bytes(4)))


def _moov(samples_at):
    mvhd = full(b"mvhd", struct.pack(">IIII", FILMED_AT, FILMED_AT, 1000, 5000), bytes(80))
    pictures = _track(b"vide", samples_at, [len(PICTURES) // 2] * 2)
    positions = _track(b"meta", samples_at + len(PICTURES), [len(POSITIONS)])
    udta = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(HOME), 0x15C7), HOME), box(b"\xa9mod", MODEL))
    meta = full(b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709"), box(b"ilst", HOME))
    return box(b"moov", mvhd, pictures, positions, udta, meta)


def _track(handler, samples_at, sizes):
    tkhd = full(b"tkhd", struct.pack(">II", FILMED_AT, FILMED_AT), bytes(72), version=0)
    mdhd = full(b"mdhd", struct.pack(">QQ", FILMED_AT, FILMED_AT), bytes(16), version=1)
    hdlr = full(b"hdlr", b"mhlr", handler, bytes(12), b"a handler\0")
    stbl = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), box(b"avc1" if handler == b"vide" else b"mebx", bytes(20))),
        full(b"stts", struct.pack(">III", 1, len(sizes), 100)),
        full(b"stsc", struct.pack(">IIII", 1, 1, len(sizes), 1)),
        full(b"stsz", struct.pack(">II", 0, len(sizes)), *[struct.pack(">I", size) for size in sizes]),
        full(b"stco", struct.pack(">II", 1, samples_at)),
    )
    head = full(b"vmhd", bytes(8)) if handler == b"vide" else box(b"gmhd", box(b"gmin", bytes(16)))
    media = box(b"mdia", mdhd, hdlr, box(b"minf", head, box(b"dinf"), stbl))
    tags = box(b"udta", box(b"name", MODEL))
    return box(b"trak", tkhd, media, tags)
