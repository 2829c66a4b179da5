from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from loket.helpcentre.buyers import buyer_of
from loket.helpcentre.order_pages import first_rows
from loket.helpcentre.pages import Visit, help_page, show
from loket.knowledge.queries import ArticleLink, TopicCard, topic_page, topics_with_most_read
from loket.people.access import NotVisible

EXAMPLES = 3
# Longer questions would fill a phone's screen.
LONGEST_EXAMPLE = 56
ICONS = {
    "orders": "package",
    "account": "account",
    "coupons": "tag",
    "returns-refunds": "return",
    "payment": "card",
    "terms": "document",
}


@require_safe
@conditional_page
@help_page
def home(visit: Visit) -> HttpResponse:
    """Search, the orders of whoever is signed in, the topics with what is read most, and the counter."""
    topics, buyer = topics_with_most_read(visit.tag), buyer_of(visit.request)
    context = {
        "topics": [(topic, ICONS.get(topic.slug, "info")) for topic in topics],
        "your_orders": first_rows(buyer.actor, visit) if buyer else [],
        "examples": _examples(topics, turn=visit.now.minute),
        # The page is the search.
        "search_url": "",
        "results_url": visit.url("search"),
    }
    return show(visit, "home", context)


@require_safe
@conditional_page
@help_page
def show_topic(visit: Visit, topic: str, subtopic: str = "") -> HttpResponse:
    """All questions of a topic, or of one subtopic."""
    page = topic_page(topic, visit.tag)
    section = next((each for each in page.sections if each.slug == subtopic), None) if subtopic else None
    if subtopic and section is None:
        raise NotVisible
    return show(
        visit,
        "topic",
        {
            "page": page,
            "section": section,
            "sections": [section] if section else page.sections,
            "icon_name": ICONS.get(page.slug, "info"),
        },
    )


def _examples(topics: list[TopicCard], *, turn: int) -> list[ArticleLink]:
    """A few real questions in the reader's language, others every minute, each of another topic."""
    short = [
        [link for link in topic.articles if not link.is_fallback and len(link.title) <= LONGEST_EXAMPLE]
        for topic in topics
    ]
    short = [links for links in short if links]
    if not short:
        return []
    start = turn % len(short)
    chosen = (short[start:] + short[:start])[:EXAMPLES]
    return [links[turn // len(short) % len(links)] for links in chosen]
