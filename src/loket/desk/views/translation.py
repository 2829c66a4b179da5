from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket.desk.forms.translation import EntryForm, TermForm
from loket.desk.translation_pages import (
    engines_context,
    entry_context,
    glossary_context,
    memory_context,
    term_context,
    term_languages,
)
from loket.people.http import StaffRequest, staff_only
from loket.translation.access import READING_ROLES, WRITING_ROLES, entry_for, term_rows_for
from loket.translation.actions.glossary import GlossaryError, remove_terms, set_renderings
from loket.translation.actions.memory import ApprovalError, mend_entry
from loket.translation.actions.memory import forget as forget_translation
from loket.translation.models import MemoryEntry


@require_safe
@staff_only(*READING_ROLES)
def memory(request: StaffRequest) -> HttpResponse:
    """The translations that people approved, to be searched."""
    template = "desk/translation/_memory.html" if request.htmx.target == "found" else "desk/translation/memory.html"
    return render(request, template, memory_context(request.actor, request.GET))


@staff_only(*WRITING_ROLES)
def entry(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Put one translation in better words."""
    found = entry_for(request.actor, entry_id)
    as_it_is = {"target": found.target, "seen": found.target}
    form = EntryForm(_sent(request), initial=as_it_is, language=found.target_language)
    if request.method == "POST" and form.is_valid() and _is_mended(request, form, found):
        return redirect(_back_to_memory(request))
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/translation/entry.html", entry_context(request.actor, form, found), status=status)


@require_POST
@staff_only(*WRITING_ROLES)
def forget(request: StaffRequest, entry_id: int) -> HttpResponse:
    """Take one translation out of the memory."""
    forget_translation(entry_for(request.actor, entry_id), by=request.actor)
    messages.success(request, _("Forgotten. Machines are asked again for these words."))
    return redirect(_back_to_memory(request))


@require_safe
@staff_only(*READING_ROLES)
def glossary(request: StaffRequest) -> HttpResponse:
    """The shop's own words and how they read in other languages."""
    template = "desk/translation/_glossary.html" if request.htmx.target == "found" else "desk/translation/glossary.html"
    return render(request, template, glossary_context(request.actor, request.GET))


@staff_only(*WRITING_ROLES)
def new_term(request: StaffRequest) -> HttpResponse:
    """Say of a word how it reads, or that it stays."""
    form = TermForm(_sent(request), languages=term_languages(request.actor))
    if request.method == "POST" and form.is_valid():
        term, language = form.cleaned_data["term"], form.cleaned_data["language"]
        if _is_saved(request, form, term, language):
            return redirect("desk_glossary")
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/translation/term.html", term_context(request.actor, form), status=status)


@staff_only(*WRITING_ROLES)
def term(request: StaffRequest, term_id: int) -> HttpResponse:
    """Change how a word reads."""
    rows = term_rows_for(request.actor, term_id)
    form = TermForm(_sent(request), languages=term_languages(request.actor), rows=rows)
    if request.method == "POST" and form.is_valid() and _is_saved(request, form, rows[0].term, rows[0].language):
        return redirect("desk_glossary")
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/translation/term.html", term_context(request.actor, form, rows), status=status)


@require_POST
@staff_only(*WRITING_ROLES)
def remove(request: StaffRequest, term_id: int) -> HttpResponse:
    """Leave a word to the machines again."""
    rows = term_rows_for(request.actor, term_id)
    remove_terms(rows, by=request.actor)
    messages.success(request, _("“%(term)s” is left to the machines again.") % {"term": rows[0].term})
    return redirect("desk_glossary")


@require_safe
@staff_only(*READING_ROLES)
def engines(request: StaffRequest) -> HttpResponse:
    """Who translates which languages here, and what is wrong with the settings."""
    return render(request, "desk/translation/engines.html", engines_context(request.actor))


def _sent(request: StaffRequest) -> QueryDict | None:
    # A form without a single tick or word is one that was sent, too.
    return request.POST if request.method == "POST" else None


def _back_to_memory(request: StaffRequest) -> str:
    """Back to what was looked for."""
    return f"{reverse('desk_translation')}?{request.GET.urlencode()}"


def _is_mended(request: StaffRequest, form: EntryForm, found: MemoryEntry) -> bool:
    words = form.cleaned_data
    try:
        mend_entry(found, words["target"], seen=words["seen"], by=request.actor)
    except ApprovalError as refused:
        form.add_error("target", str(refused))
        # Whoever saves again has read what stands there by now.
        form.data = {**request.POST.dict(), "seen": entry_for(request.actor, found.pk).target}
        return False
    messages.success(request, _("Mended. Later messages of the same words read so."))
    return True


def _is_saved(request: StaffRequest, form: TermForm, term: str, language: str) -> bool:
    try:
        set_renderings(term, form.renderings(term, language), language=language, by=request.actor)
    except GlossaryError as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("“%(term)s” is saved; it holds from now on.") % {"term": term})
    return True
