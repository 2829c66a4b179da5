"""Decides what an imported line changes; looks at rows that are in memory already and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from loket.knowledge.article_lines import ArticleLine, LineProblem, TranslationLine
from loket.knowledge.models import Article, ArticleTranslation, Revision

State = Article.State
Held = Mapping[str, ArticleTranslation]


@dataclass(slots=True)
class Plan:
    """All that a run of lines will write, collected so that it takes few statements."""

    revisions: list[Revision] = field(default_factory=list)
    published: list[Revision] = field(default_factory=list)
    removed: list[ArticleTranslation] = field(default_factory=list)
    changed: dict[str, Article] = field(default_factory=dict)
    # Articles whose state changed: all their languages enter or leave the search.
    turned: list[Article] = field(default_factory=list)
    problems: list[LineProblem] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether everything is already as the lines say."""
        return not (self.revisions or self.published or self.removed or self.changed)


def plan_line(plan: Plan, line: ArticleLine, article: Article, held: Held) -> None:
    """Add to the plan what this line changes; ``held`` are all translations of the article by language."""
    kept = [language for language in held if line.translations.get(language, "absent") is not None]
    if not kept:
        text = _("would leave “%(slug)s” without any translation") % {"slug": line.slug}
        plan.problems.append(LineProblem(line.number, text))
        return
    plan.removed.extend(each for language, each in held.items() if language not in kept and each.pk)
    _plan_source(plan, line, article, kept)
    source = article.source_language
    newest = _version_of(held.get(source))
    for language in sorted(kept, key=lambda each: each != source):
        given = line.translations.get(language)
        if given is None:
            continue
        is_draft = given.is_draft or line.state == State.DRAFT
        version = _plan_translation(plan, held[language], given, is_draft=is_draft, source_version=newest)
        newest = version if language == source else newest
    _plan_state(plan, line, article, held)


def source_of(line: ArticleLine) -> str:
    """The language in which a new article counts as written: what the line says, else English, else its first."""
    present = [language for language, given in line.translations.items() if given is not None]
    if line.source_language in present:
        return line.source_language
    return "en" if "en" in present else next(iter(present), "en")


def has_text(revision: Revision | None, given: TranslationLine) -> bool:
    """Whether a version says exactly what the line says."""
    return (
        revision is not None
        and revision.question == given.question
        and revision.answer == given.answer
        and tuple(revision.also_asked) == given.also_asked
    )


def _plan_source(plan: Plan, line: ArticleLine, article: Article, kept: list[str]) -> None:
    wanted = line.source_language or article.source_language
    if wanted not in kept:
        wanted = "en" if "en" in kept else kept[0]
    if wanted != article.source_language:
        article.source_language = wanted
        plan.changed[article.slug] = article


def _plan_translation(
    plan: Plan, translation: ArticleTranslation, given: TranslationLine, *, is_draft: bool, source_version: int
) -> int:
    """Plan one language and return the version that it will have."""
    latest, published = translation.latest, translation.published
    # A text that readers see already stays, even where somebody has begun a newer draft.
    if not is_draft and published is not None and has_text(published, given):
        return published.version
    if latest is not None and has_text(latest, given):
        if not is_draft:
            plan.published.append(latest)
        return latest.version
    version = latest.version + 1 if latest else 1
    revision = Revision(
        translation=translation,
        version=version,
        source_version=source_version,
        question=given.question,
        answer=given.answer,
        also_asked=list(given.also_asked),
    )
    plan.revisions.append(revision)
    if not is_draft:
        plan.published.append(revision)
    return version


def _plan_state(plan: Plan, line: ArticleLine, article: Article, held: Held) -> None:
    state = line.state
    if state == State.PUBLISHED:
        will_be_read = {each.translation_id for each in plan.published} | {
            each.pk for each in held.values() if each.published_id
        }
        shown = any(each.pk in will_be_read for each in held.values() if each not in plan.removed)
        state = State.PUBLISHED if shown else State.DRAFT
    # A draft line never takes away what readers see.
    if state == article.state or (state == State.DRAFT and article.state != State.DRAFT):
        return
    article.state = State(state)
    plan.changed[article.slug] = article
    plan.turned.append(article)


def _version_of(translation: ArticleTranslation | None) -> int:
    revision = (translation.published or translation.latest) if translation else None
    return revision.version if revision else 0
