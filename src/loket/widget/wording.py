"""Every sentence that the frame's script may say, in the four interface languages."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loket.people.language import primary

STARTERS = (_("Where is my order?"), _("I want my money back"), _("My payment failed"))

_PEOPLE: dict[str, Promise] = {
    "you": _("You"),
    "assistant": _("Assistant"),
    "person_here": _("A person is here"),
    "reads": _("Reads {languages}"),
    "typing": _("{name} is typing"),
    "typing_somebody": _("Somebody is typing"),
    "thinking": _("Looking for the answer"),
    "show_original": _("Show original"),
    "translated_from": _("Translated by machine from {language}."),
    "not_translated": _("This was written in {language} and could not be translated."),
    "source": _("From:"),
    "upload_running": _("One moment, your file is still uploading."),
    "choices": _("Answers to choose from"),
    "about": _("About: {title}"),
    "erased": _("This message was erased."),
}
_QUEUE: dict[str, Promise] = {
    "place": _("You are number {position}"),
    "in_line": _("You are in line"),
    "wait_unknown": _("A person will answer as soon as possible."),
    "opens": _("We answer from {when}, your time."),
    "answer_by": _("You get an answer by {when}, your time."),
    "case_number": _("Case number {number}"),
    "counter_open": _("Open now. {wait}"),
    "counter_free": _("Open now"),
    "counter_closed": _("People are here from {when}, your time. Ask now, we keep your question."),
    "under_one_minutes": _("Under a minute."),
    "under_minutes": _("Under {high} minutes."),
    "about_minutes": _("About {high} minutes."),
    "range_minutes": _("About {low} to {high} minutes."),
    "under_one_hours": _("Under an hour."),
    "under_hours": _("Under {high} hours."),
    "about_hours": _("About {high} hours."),
    "range_hours": _("About {low} to {high} hours."),
}
_SENDING: dict[str, Promise] = {
    "sending": _("Sending"),
    "sent": _("Sent"),
    "waiting": _("Not sent yet. It goes out by itself when the connection is back."),
    "failed": _("Not sent. {reason}"),
    "try_again": _("Try again"),
    "remove": _("Remove"),
    "offline": _("No connection. What you write is kept."),
    "back": _("Connected again"),
    "person_offline": _("No connection. Press again when you are back online."),
    "too_long": _("Your message is too long. Up to {limit} characters fit; send it in two parts."),
}
_FILES: dict[str, Promise] = {
    "image": _("Photo"),
    "open_file": _("Open {name}"),
    "uploading": _("Uploading {name}"),
    "remove_file": _("Remove {name}"),
    "upload_failed": _("{name} could not be uploaded. Check your connection and try again."),
    "wrong_type": _("{name} cannot be sent. Photos, PDF files and voice notes can."),
    "too_big": _("{name} is too large. Files can have up to {limit}."),
    "too_many": _("Up to {limit} files fit in one message."),
    "empty_file": _("{name} is empty."),
    "voice_note": _("Voice note"),
    "recording": _("Recording"),
    "use_recording": _("Done"),
    "cancel": _("Cancel"),
    "no_microphone": _("The microphone cannot be used. Allow it in your browser's settings, or write instead."),
}
_ENDING: dict[str, Promise] = {
    "cancel": _("Cancel"),
    "link_title": _("Private link, for another device"),
    "link_explained": _("Whoever has it can read and write here. Keep it to yourself."),
    "copy": _("Copy"),
    "copied": _("Copied"),
    "close": _("Close"),
    "end": _("End conversation"),
    "end_title": _("End this conversation?"),
    "end_explained": _("You can read it again here, and writing once more opens it under the same number."),
    "forget": _("Forget this device"),
    "forget_title": _("Forget this conversation here?"),
    "forget_explained": _("It disappears from this device. Nothing is deleted: we still have it under its number."),
    "closed_title": _("This conversation is closed"),
    "reopen_hint": _("Is something left? Write below and it opens again under the same number."),
    "record_text": _("Download record"),
    "start_new": _("Start a new one"),
    "rate_question": _("How was it?"),
    "score_1": _("Very bad"),
    "score_2": _("Bad"),
    "score_3": _("All right"),
    "score_4": _("Good"),
    "score_5": _("Very good"),
    "reasons": _("Reasons"),
    "comment": _("Anything else? (optional)"),
    "send_rating": _("Send rating"),
    "rated": _("Thank you. We read every rating."),
    "reason_slow": _("Too slow"),
    "reason_not_solved": _("Not solved"),
    "reason_not_understood": _("Not understood"),
    "reason_language": _("Wrong language"),
    "reason_hard_to_reach": _("Hard to reach a person"),
    "reason_unfriendly": _("Unfriendly"),
    "reason_fast": _("Fast"),
    "reason_solved": _("Solved"),
    "reason_friendly": _("Friendly"),
    "reason_clear": _("Clear"),
}
_REACH: dict[str, Promise] = {
    "reach_question": _("Where may we write to you if you leave?"),
    "reach_email": _("Your e-mail"),
    "reach_phone": _("Your phone number"),
    "reach_both": _("Your e-mail or phone number"),
    "reach_send": _("Save"),
    "reach_known": _("If you leave, we write to {address}."),
    "reach_change": _("Change it"),
}
# Needed before the first message, and only by the scripts that load when they are wanted.
WORDS = {**_PEOPLE, **_QUEUE, **_SENDING}
WORDS_BY_SCRIPT = {
    "uploads": _FILES,
    "voice": _FILES,
    "files": _FILES,
    "rating": _ENDING,
    "menu": _ENDING,
    "reach": _REACH,
}


def launcher_words() -> dict[str, dict[str, str]]:
    """What the host page's button says, by the first part of the language's tag."""
    words = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words[primary(code)] = {
                "open": gettext("Chat with us"),
                "close": gettext("Close chat"),
            }
    return words
