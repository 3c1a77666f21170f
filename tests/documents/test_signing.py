"""Signatures in PDF files: made at a stated moment, true to the last byte, honest on the name."""

from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    pkcs12,
)
from cryptography.x509 import load_der_x509_certificate
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lumencare.documents.certificate import (
    Certificate,
    load_certificate,
    make_certificate,
    write_pem,
)
from lumencare.documents.contract_pdf import render_contract
from lumencare.documents.page_pictures import count_pages, picture_page
from lumencare.documents.signing import sign_pdf, verify_pdf
from lumencare.domain.problems import InputProblems
from tests.documents.contract_building import MOMENT
from tests.documents.contract_samples import contract_sample

LATER = MOMENT + timedelta(days=1)


@cache
def own() -> Certificate:
    return make_certificate("路明服务 Lumencare demo", MOMENT)


@cache
def unsigned() -> bytes:
    return render_contract(contract_sample("bare"), MOMENT)


@cache
def signed() -> bytes:
    return sign_pdf(unsigned(), own(), LATER)


def test_a_signature_says_who_signed_when_and_that_nothing_changed() -> None:
    (found,) = verify_pdf(signed())
    assert found.signer == "路明服务 Lumencare demo"
    assert found.signed_at == LATER
    assert found.is_unchanged
    assert found.was_in_time
    assert found.is_self_made
    assert found.fingerprint == own().fingerprint


def test_the_document_is_still_archivable_and_its_own_bytes_are_the_same() -> None:
    assert signed().startswith(unsigned())
    root = PdfReader(BytesIO(signed())).trailer["/Root"]
    before = PdfReader(BytesIO(unsigned())).trailer["/Root"]["/Metadata"].get_data()
    assert root["/Metadata"].get_data() == before
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in before
    assert b"<pdfuaid:part>1</pdfuaid:part>" in before
    assert root["/MarkInfo"]["/Marked"]
    (field,) = root["/AcroForm"]["/Fields"]
    assert field["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"
    # An annotation without a size needs no appearance (ISO 19005-2, 6.3.3).
    assert [float(each) for each in field["/Rect"]] == [0, 0, 0, 0]


def test_nothing_in_the_file_comes_from_the_clock() -> None:
    added = signed()[len(unsigned()) :]
    assert b"D:20261202120000" in added or b"20261202120000" in added
    assert b"/ModDate" not in added


@settings(deadline=None)
@given(data=st.data())
def test_a_flipped_bit_anywhere_in_the_document_fails(data: st.DataObject) -> None:
    begins = signed().index(b"/Contents <") + len(b"/Contents ")
    place = range(begins, signed().index(b">", begins) + 1)
    spots = st.integers(min_value=0, max_value=len(signed()) - 1)
    spot = data.draw(spots.filter(lambda each: each not in place))
    changed = bytearray(signed())
    changed[spot] ^= 1 << data.draw(st.integers(min_value=0, max_value=7))
    assert not any(each.is_unchanged for each in verify_pdf(bytes(changed)))


@pytest.mark.parametrize("behind", [-500, -50, 100])
def test_the_place_of_the_signature_holds_the_signature_alone(behind: int) -> None:
    """A signature cannot cover itself: nothing may hide behind it, and its own value must fit."""
    begins = signed().index(b"/Contents <")
    place = signed()[begins : signed().index(b">", begins)]
    spot = begins + len(place.rstrip(b"0")) + behind
    changed = bytearray(signed())
    changed[spot] = ord("1") if changed[spot] != ord("1") else ord("2")
    assert not any(each.is_unchanged for each in verify_pdf(bytes(changed)))


@pytest.mark.parametrize("tail", [b"\n", b"% more", b"\n1 0 obj\n<<>>\nendobj\n"])
def test_whatever_is_added_behind_the_signature_is_a_change(tail: bytes) -> None:
    assert not any(each.is_unchanged for each in verify_pdf(signed() + tail))


@pytest.mark.parametrize(
    "given_bytes", [b"", b"no pdf", b"%PDF-1.7\n%%EOF", b"%PDF-1.7" + b"\0" * 99]
)
def test_a_file_without_a_signature_has_none(given_bytes: bytes) -> None:
    assert verify_pdf(given_bytes) == ()
    assert verify_pdf(unsigned()) == ()


def test_another_in_the_same_name_has_another_fingerprint() -> None:
    forged = sign_pdf(unsigned(), make_certificate(own().signer, MOMENT), LATER)
    (found,) = verify_pdf(forged)
    assert found.is_unchanged
    assert found.signer == own().signer
    assert found.fingerprint != own().fingerprint


def test_a_signature_after_the_certificate_ended_is_told() -> None:
    late = MOMENT + timedelta(days=20 * 366)
    (found,) = verify_pdf(sign_pdf(unsigned(), own(), late))
    assert not found.was_in_time
    assert not own().is_valid_at(late)
    assert own().is_valid_at(LATER)


def test_the_pages_of_a_signed_document_are_counted_once_and_shown(tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed())
    assert count_pages(signed()) == count_pages(unsigned()) == len(PdfReader(file).pages)
    assert picture_page(file, 1)


def _pkcs12(passphrase: bytes) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"lumencare",
        load_der_private_key(own().key, None),  # type: ignore[arg-type]
        load_der_x509_certificate(own().certificate),
        None,
        BestAvailableEncryption(passphrase),
    )


def test_a_certificate_is_read_from_one_pem_file_from_two_or_from_pkcs12(tmp_path: Path) -> None:
    together, first, second, packed = (
        tmp_path / each for each in ("a.pem", "b.pem", "k.pem", "c.p12")
    )
    pem = write_pem(own())
    together.write_bytes(pem)
    border = pem.index(b"-----BEGIN CERTIFICATE")
    first.write_bytes(pem[border:])
    second.write_bytes(pem[:border])
    packed.write_bytes(_pkcs12(b"open sesame"))
    assert load_certificate(together) == own()
    assert load_certificate(first, second) == own()
    assert load_certificate(packed, passphrase="open sesame") == own()


def test_a_certificate_that_cannot_be_used_is_refused_with_its_file(tmp_path: Path) -> None:
    missing, packed, other, strange, junk = (tmp_path / each for each in "mposj")
    packed.write_bytes(_pkcs12(b"open sesame"))
    other.write_bytes(write_pem(make_certificate("another", MOMENT)))
    own_pem = tmp_path / "own"
    own_pem.write_bytes(write_pem(own()))
    key = ed25519.Ed25519PrivateKey.generate()
    strange.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    junk.write_bytes(b"-----BEGIN nothing")
    for certificate, holder, passphrase in (
        (missing, None, ""),
        (packed, None, "wrong"),
        (packed, None, ""),
        (own_pem, other, ""),
        (own_pem, strange, ""),
        (junk, None, ""),
    ):
        with pytest.raises(InputProblems) as caught:
            load_certificate(certificate, holder, passphrase)
        (problem,) = caught.value.problems
        assert problem.given in {str(certificate), str(holder)}


def test_a_key_is_not_shown_where_a_certificate_is_printed() -> None:
    assert "key" not in repr(own()).partition("chain")[0].replace("certificate", "")
