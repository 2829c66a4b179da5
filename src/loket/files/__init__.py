"""Files that people send: received, whole or in parts, judged by content, scanned, copied, served and erased.

Doors in: `actions` (store_upload, begin/append, claim, make_shared_copy), `access`, `queries`, `tickets`, `serving`.
Content lies once per SHA-256 under `MEDIA_ROOT`; rows of `Upload` point to it. A file knows no conversation
and no dispute: whoever serves one checks access first. May import `people`, `history`, `design`, `lib`.
"""
