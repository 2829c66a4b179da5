"""What stands on the paper of a record, and for whom."""

import io
from copy import copy
from dataclasses import replace
from zoneinfo import ZoneInfo

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone, translation

from loket.disputes.actions.evidence import Offered, lay_before
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.models import Dispute
from loket.disputes.records import as_pdf
from loket.disputes.tests.dispute_shop import buyer_of, do, judge, seller_of, submitted
from loket.disputes.viewing import view_of
from loket.files.actions import store_for
from loket.files.tests.making import photo
from loket.files.tickets import holder_for

pytestmark = pytest.mark.django_db
JAKARTA = ZoneInfo("Asia/Jakarta")
MARKUP = '#read("/etc/passwd") *bold* $x$ <label> @ref \\ "quoted" #import "@preview/a:1.0.0"'


@pytest.fixture
def dispute():
    found = submitted()
    bea = buyer_of(found.order)
    picture = store_for(holder_for(bea), SimpleUploadedFile("strap.jpg", photo(), content_type="image/jpeg"))
    lay_before(found, [Offered(picture.pk, EvidenceKind.PHOTO, note="The strap")], by=bea)
    do(found, seller_of(found.order), "refuse", {"refusal": "as_described", "text": "Como no anúncio."})
    do(found, bea, "ask_platform")
    do(found, judge(), "take")
    body = {"solution": "refund", "amount": "20.00", "liability": "seller", "rule_cited": "R-7", "text": "It tore."}
    do(found, judge(), "propose", body)
    return Dispute.objects.get(pk=found.pk)


def seen_by(dispute, actor):
    return view_of(dispute, actor, now=timezone.now())


def printed(view, tag="en"):
    with translation.override(tag.lower()):
        return as_pdf(view, shop="Loket", tag=tag, made_at=timezone.now(), zone=JAKARTA)


def read(content):
    reader = pypdf.PdfReader(io.BytesIO(content))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def with_words(view, *words):
    return replace(view, texts=tuple(replace(view.texts[0], text=each) for each in words))


def widest(reader):
    """How far right anything is written, in points."""
    edges = []

    def note(text, _current, matrix, _font, _size):
        edges.append(matrix[4] if text.strip() else 0)

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    return max(edges)


def test_the_paper_tells_the_whole_dispute(dispute):
    reader, said = read(printed(seen_by(dispute, buyer_of(dispute.order))))
    told = (dispute.number, dispute.order.number, "A alça rasgou no primeiro dia.", "Como no anúncio.", "It tore.",
            "Rule: R-7", "The strap", "strap.jpg", "SHA-256", "Asia/Jakarta", "What happened", "Page 1 of")  # fmt: skip
    assert [each for each in told if each not in said] == []
    assert reader.metadata.title == f"Record of claim {dispute.number}"
    assert sum(len(page.images) for page in reader.pages) == 1
    assert reader.trailer["/Root"]["/Lang"] == "en" and "/StructTreeRoot" in reader.trailer["/Root"]


def test_every_page_has_the_number_and_where_one_is(dispute):
    view = seen_by(dispute, judge())
    reader, _said = read(printed(replace(view, events=view.events * 40)))
    assert len(reader.pages) > 4
    for place, page in enumerate(reader.pages, start=1):
        assert f"Page {place} of {len(reader.pages)}" in page.extract_text()
        assert dispute.number in page.extract_text()


def test_what_people_write_is_never_markup(dispute):
    _reader, said = read(printed(with_words(seen_by(dispute, judge()), MARKUP)))
    assert MARKUP in said


def test_long_words_and_two_hundred_entries_stay_on_the_paper(dispute):
    view = with_words(seen_by(dispute, judge()), "W" * 3000, *["The strap of the bag tore. " * 20] * 200)
    reader, said = read(printed(replace(view, order_number="X" * 90)))
    assert said.count("W") > 3000
    assert widest(reader) < 595 - 40


@pytest.mark.parametrize("words", ["这个带子第一天就断了", "ремень порвался"])
def test_other_scripts_are_written_as_they_are(dispute, words):
    _reader, said = read(printed(with_words(seen_by(dispute, judge()), words), "zh-Hans"))
    assert words in said
    assert "U+" not in said


def test_lines_end_where_their_writer_ended_them(dispute):
    _reader, said = read(printed(with_words(seen_by(dispute, judge()), "Bea\nBia")))
    assert "Bea\nBia" in said


def test_right_to_left_words_and_control_characters_do_no_harm(dispute):
    reader, said = read(printed(with_words(seen_by(dispute, judge()), "הרצועה נקרעה", "a\x07b\u202ec\u2028d\\")))
    assert "U+" not in said and reader.pages


def test_what_no_font_has_is_a_box_and_said_so(dispute):
    _reader, said = read(printed(with_words(seen_by(dispute, judge()), "one \U00010400 two \ue123")))
    assert "one □ two □" in said
    assert "U+E123, U+10400" in said and "no font for some characters" in said


def test_a_translation_is_marked_and_its_original_beside_it(dispute):
    view = seen_by(dispute, seller_of(dispute.order))
    text = replace(view.texts[0], language="pt-BR", translations={"en": ("The strap tore.", "apertium")})
    _reader, said = read(printed(replace(view, texts=(text,))))
    assert said.index("The strap tore.") < said.index("Translated by a machine") < said.index("A alça rasgou")


def test_the_same_record_is_the_same_file(dispute):
    view, now = seen_by(dispute, judge()), timezone.now()
    made = {as_pdf(view, shop="Loket", tag="en", made_at=now, zone=JAKARTA) for _time in range(2)}
    assert len(made) == 1


def test_pictures_carry_nothing_of_the_camera(dispute):
    for actor in (buyer_of(dispute.order), seller_of(dispute.order), judge()):
        reader, _said = read(printed(seen_by(dispute, actor)))
        (picture,) = [image for page in reader.pages for image in page.images]
        assert b"Exif" not in picture.data and not picture.image.getexif()


def test_a_picture_that_is_gone_leaves_its_name_and_digest(dispute):
    view = seen_by(dispute, judge())
    gone = replace(view.evidence[0], file=copy_of(view.evidence[0].file, sha256="0" * 64))
    reader, said = read(printed(replace(view, evidence=(gone,))))
    assert not [image for page in reader.pages for image in page.images]
    assert "strap.jpg" in said and "0000000000000000 0000000000000000" in said


def copy_of(upload, **changes):
    made = copy(upload)
    for name, value in changes.items():
        setattr(made, name, value)
    return made
