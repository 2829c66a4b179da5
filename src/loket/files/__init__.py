"""Files that people send: received, judged by content, cleaned, claimed, served and erased.

Doors in: `actions` (store_upload, claim, erase), `access.get_upload_for`, `serving` (response_for,
thumbnail_response). Content lies once per SHA-256 under `MEDIA_ROOT`; rows of `Upload` point to it.
A file knows no conversation: whoever serves one checks access first.
May import `people`, `history`, `design`, `lib`.
"""
