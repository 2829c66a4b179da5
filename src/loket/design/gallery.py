"""Sample contents of the gallery."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class SampleState:
    """A state of a case with the tones of its badge and its meter."""

    name: str
    tone: str
    meter: str = ""


@dataclass(frozen=True)
class SampleCase:
    """A row of the desk's list as the gallery shows it."""

    who: str
    subject: str
    language: str
    state: SampleState
    left: int


WAITING = SampleState("Waiting", "warning", "soon")
YOURS = SampleState("Yours", "accent")
LATE = SampleState("Late", "danger", "late")
ASSISTANT = SampleState("Assistant", "quiet")
SOLVED = SampleState("Solved", "positive")


def sample_people() -> list[SampleCase]:
    """Cases in four languages, with long words."""
    return [
        SampleCase("Beatriz Souza", "Meu pedido foi cancelado. Cadê o meu reembolso?", "pt", WAITING, 22),
        SampleCase("Putri Wulandari", "Paket belum sampai, nomor resi tidak bisa dilacak", "id", YOURS, 74),
        SampleCase("María Fernanda Echeverría", "El vendedor no responde desde hace semanas", "es", LATE, 6),
        SampleCase("Tom Becker", "Coupon disappeared at checkout", "en", ASSISTANT, 91),
        SampleCase("Luís Antônio", "Cobrança duplicada no cartão de crédito", "pt", SOLVED, 100),
    ]


class GalleryForm(forms.Form):
    """One control of each kind, two of them wrong."""

    name = forms.CharField(label="Nome completo", max_length=80, required=False)
    email = forms.EmailField(label="Email address", help_text="We send the answer here and nothing else.")
    order = forms.CharField(label="Nomor pesanan", help_text="12 angka, ada di email konfirmasi.")
    topic = forms.ChoiceField(label="Tema", choices=[("a", "Devoluciones y reembolsos"), ("b", "Mis pedidos")])
    kind = forms.ChoiceField(
        label="What would solve it?",
        widget=forms.RadioSelect,
        choices=[("refund", "Money back"), ("again", "Send it again"), ("other", "Something else")],
    )
    text = forms.CharField(label="What happened?", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    consent = forms.BooleanField(label="Send me news about this case by email", required=False)
