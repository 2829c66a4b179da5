"""What buyers are told beside a line of the seller that leads out of the shop's protection; the desk reads it too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.orders.talk.wishes import Wish

_SENTENCES: Mapping[Wish, str | Promise] = {
    Wish.PAY_ELSEWHERE: _(
        "Careful: this seems to ask for money outside the marketplace. What is paid there nobody can give back."
    ),
    Wish.TALK_ELSEWHERE: _(
        "Careful: this seems to lead the talk elsewhere. What is agreed there nobody here can see, or prove."
    ),
    Wish.WITHDRAW: _(
        "Careful: this seems to ask that a claim be withdrawn. Nobody needs that to pay money back: first the money, "
        "then the end."
    ),
}


def say_warnings(wishes: Iterable[Wish]) -> tuple[str, ...]:
    """One sentence for each, in the active language."""
    return tuple(str(_SENTENCES[each]) for each in wishes)
