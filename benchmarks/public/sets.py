"""Every set by its name, in the order in which they are measured: the small ones first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.public import intents, retrieval
from benchmarks.public.rows import Bench, PublicSet

Load = Callable[[Bench], PublicSet]

SETS: dict[str, Load] = {
    **{f"hint3_{bot}": partial(intents.hint3, bot=bot) for bot in intents.HINT3_BOTS},
    **{f"hint3_{bot}_gaps": partial(intents.hint3_gaps, bot=bot) for bot in intents.HINT3_BOTS},
    "covid_faq_en": partial(retrieval.covid_faq, language="en"),
    "covid_faq_en_asked": partial(retrieval.covid_faq, language="en", only_asked=True),
    "covid_faq_de": partial(retrieval.covid_faq, language="de"),
    "stackfaq": retrieval.stackfaq,
    "faquad": partial(retrieval.passages, name="faquad"),
    "faquad_question_only": partial(retrieval.passages, name="faquad", with_answers=False),
    "facqa": partial(retrieval.passages, name="facqa"),
    "facqa_question_only": partial(retrieval.passages, name="facqa", with_answers=False),
    "xquad_r": retrieval.xquad_r,
    "market-dev": lambda bench: retrieval.market("market-dev"),
    "market-dev-2": lambda bench: retrieval.market("market-dev-2"),
    "banking77_oos": intents.banking77_oos,
    "banking77": intents.banking77,
    "clinc150": intents.clinc150,
    "xsid": intents.xsid,
}
HELD_OUT: dict[str, Load] = {
    "market-held-out": lambda bench: retrieval.market("market-held-out"),
    "market-held-out-2": lambda bench: retrieval.market("market-held-out-2"),
}
