"""A signature drawn beside the typed name: kept with the evidence, else refused (RS-2)."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from PIL import Image, ImageDraw
from pypdf import PdfReader

from lumencare.contracts.archive import read_file
from lumencare.documents.signing import verify_pdf
from lumencare.domain.problems import InputProblems
from lumencare.remote.actions import Signature, sign
from lumencare.remote.archive import count_files, damaged_files, sweep_left_over
from lumencare.remote.models import DrawnSignature, OneTimeCode, RemoteAgreement, SigningLink
from tests.documents.test_contract_pdf import squeezed, text_of
from tests.office import NOW
from tests.remote.agreements import DAY, code_of, fresh, sent, signed

pytestmark = pytest.mark.django_db


def drawn(size: tuple[int, int] = (680, 240), *, blank: bool = False) -> bytes:
    """Return what a page makes of a field that somebody drew in, or left empty."""
    picture = Image.new("RGB", size, "white")
    if not blank:
        ImageDraw.Draw(picture).line((40, 60, 160, 30, 300, 200), fill="black", width=4)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def signed_with(drawing: bytes, link: SigningLink | None = None) -> RemoteAgreement:
    link = link or sent()
    code = code_of(link)
    again = fresh(link)
    sha256 = again.agreement.paper_sha256
    return sign(again, Signature(code=code, sha256=sha256, drawing=drawing), now=NOW)


def test_a_drawing_is_kept_with_the_evidence_and_stands_in_the_sealed_paper() -> None:
    """RS-2, D-24."""
    row = signed_with(drawn())
    kept = row.drawing
    sealed = read_file(row.sealed)
    found = PdfReader(BytesIO(sealed))
    assert kept.sha256 in squeezed(text_of(found))
    assert sum(len(page.images) for page in found.pages) > 0
    assert all(each.is_unchanged for each in verify_pdf(sealed))
    assert read_file(kept.file).startswith(b"\x89PNG")
    assert (kept.drawn_at, row.evidence.name) == (NOW, "王建国")


def test_whoever_signs_by_name_alone_signs_as_well() -> None:
    """RS-2: the name that was typed is the signature; a drawing is offered, never asked for."""
    row = signed()
    assert row.state == "signed"
    assert not DrawnSignature.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        b"MZ\x90\x00 a program",
        b"%PDF-1.7 a paper",
        b"<svg onload='alert(1)'/>",
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        drawn()[:60],
        drawn(blank=True),
        drawn((4000, 4000)),
        b"GIF89a",
    ],
)
def test_what_is_no_drawing_is_refused_and_costs_no_try_of_the_code(wrong: bytes) -> None:
    link = sent()
    with pytest.raises(InputProblems) as told:
        signed_with(wrong, link)
    assert [each.where for each in told.value.problems] == ["drawing"]
    assert RemoteAgreement.objects.get().state == "sent"
    assert (OneTimeCode.objects.get().tries, fresh(link).tries) == (0, 0)


def test_what_hides_behind_a_drawing_is_not_kept() -> None:
    """A picture that is a program as well is made anew of its dots."""
    row = signed_with(drawn() + b"MZ\x90\x00<script>alert(1)</script>")
    assert b"script" not in read_file(row.drawing.file)
    assert b"MZ\x90" not in read_file(row.drawing.file)


def test_a_drawing_is_watched_over_as_papers_are() -> None:
    row = signed_with(drawn())
    assert count_files() == 3
    assert list(damaged_files()) == []
    sweep_left_over(NOW + 30 * DAY)
    kept = row.drawing.file
    assert read_file(kept)
    kept.storage.delete(kept.name)
    assert list(damaged_files()) == [f"{row.number} drawing"]


def test_a_drawing_never_changes() -> None:
    signed_with(drawn())
    with pytest.raises(IntegrityError), transaction.atomic():
        DrawnSignature.objects.update(sha256="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        DrawnSignature.objects.create(
            agreement=RemoteAgreement.objects.get(), file="", sha256="", drawn_at=NOW
        )
