"""What leans on something said before: "and if it is already shipped?", "no, I meant the refund"."""

from __future__ import annotations

from loket.assistant.episode import Episode
from loket.assistant.phrase_lists import Written, phrases, read_words
from loket.assistant.splitting import clauses, is_asking

SHORT = 4  # words; so few seldom stand alone
FEW = 3  # words of what is refused
LONGEST = 14  # words; more tell their own story


def follow_up(text: str) -> str | None:
    """What a follow-up says without its "and if"; None where a message stands alone."""
    written = read_words(text)
    words = written.words
    if not words or len(words) > LONGEST:
        return None
    start = phrases("follow_up_starts").starts(words)
    rest = read_words(written.since(start)) if start < len(words) else Written((), (), ())
    end = len(rest.words) - phrases("follow_up_ends").ends(rest.words)
    if len(words) > SHORT and not start:
        return None
    # What is left of a question is seldom one: "already shipped?" is looked up as a state of things.
    return rest.until(end).rstrip("?？؟ ") if end > 0 else text


def reports_no_change(text: str, episode: Episode) -> bool:
    """Whether somebody who was answered tells, without asking, that all is as it was ("it has still not come")."""
    words = read_words(text).words
    is_told = 0 < len(words) <= LONGEST and not any(is_asking(each) for each in (text, *clauses(text)))
    return bool(episode.last_given) and is_told and phrases("still").within(words)


def correction(text: str) -> str | None:
    """What was meant, where a message takes back how the one before was understood; else None."""
    written = read_words(text)
    words = written.words
    if not words or len(words) > 2 * LONGEST:
        return None
    found = phrases("corrections").find(words)
    if found is not None and _only_refuses(words[: found[0]]):
        return _without_lead(written, found[1]) or None
    return _instead(written)


def new_in(meant: str, before: str) -> str:
    """What a correction adds to what was said before: words that stood there are not what was missed."""
    written, known = read_words(meant), frozenset(read_words(before).words)
    kept = dict.fromkeys(place for word, place in zip(written.words, written.places, strict=True) if word not in known)
    added = read_words(" ".join(written.pieces[place] for place in kept))
    return _without_lead(added, 0) or meant


def _only_refuses(words: tuple[str, ...]) -> bool:
    """Whether everything before the marker is a refusal or an excuse ("no, sorry,")."""
    while words:
        skipped = phrases("correction_starts").starts(words) or phrases("joins").starts(words)
        if not skipped:
            return False
        words = words[skipped:]
    return True


def _without_lead(written: Written, place: int) -> str:
    while skipped := phrases("after_correction").starts(written.words, at=place):
        place += skipped
    return written.since(place)


def _instead(written: Written) -> str | None:
    """ "Not the refund, the cancellation": what comes after the comma."""
    commas = [place for place, piece in enumerate(written.pieces) if place and piece.endswith((",", ";"))]
    if not phrases("instead").starts(written.words) or not commas:
        return None
    refused, meant = written.pieces[1 : commas[0] + 1], written.pieces[commas[0] + 1 :]
    if (
        len(refused) > FEW
        or not 0 < len(meant) <= SHORT
        or phrases("correction_starts").are(read_words(" ".join(meant)).words)
    ):
        return None
    return " ".join(meant)
