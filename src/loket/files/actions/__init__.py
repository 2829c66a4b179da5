"""Verbs about files; each module holds one kind of work, and all of them can be had from here."""

from __future__ import annotations

from loket.files.actions.claiming import (
    MOST_FILES_PER_MESSAGE,
    claim,
    claim_all,
    claim_for,
    discard,
    discard_unused_of,
    erase,
    sweep_unclaimed,
)
from loket.files.actions.copying import copy_for
from loket.files.actions.receiving import store_for, store_upload
from loket.files.actions.resuming import append, begin, finish_if_whole, sweep_partials, terminate
from loket.files.actions.scanning import scan_due, scan_upload
from loket.files.actions.sharing import make_shared_copy
from loket.files.refusals import UploadNotFound, UploadRefused

__all__ = [
    "MOST_FILES_PER_MESSAGE",
    "UploadNotFound",
    "UploadRefused",
    "append",
    "begin",
    "claim",
    "claim_all",
    "claim_for",
    "copy_for",
    "discard",
    "discard_unused_of",
    "erase",
    "finish_if_whole",
    "make_shared_copy",
    "scan_due",
    "scan_upload",
    "store_for",
    "store_upload",
    "sweep_partials",
    "sweep_unclaimed",
    "terminate",
]
