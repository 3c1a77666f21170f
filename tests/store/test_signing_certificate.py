"""The certificate of an installation: the one that its settings name, or one of its own."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pytest_django import Settings

from lumencare.documents.certificate import make_certificate, write_pem
from lumencare.documents.signing import sign_pdf, verify_pdf
from lumencare.documents.typesetting import typeset
from lumencare.domain.problems import InputProblems
from lumencare.domain.shanghai import SHANGHAI
from lumencare.running.checkup import State
from lumencare.running.ground_checks import check_files, check_signing
from lumencare.store.signing_certificate import find_certificate, own_file, signing_certificate

NOW = datetime(2026, 12, 1, 12, tzinfo=SHANGHAI)
LATER = NOW + timedelta(days=11 * 366)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Give each test an installation that holds no certificate."""
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SIGNING_CERTIFICATE = settings.SIGNING_KEY = settings.SIGNING_PASSPHRASE = ""
    settings.PUBLIC_URL = "https://service.example.com"
    return tmp_path


def test_an_installation_makes_its_own_once_and_for_itself_alone() -> None:
    assert find_certificate() is None
    made = signing_certificate(NOW)
    assert made.is_self_made
    assert made.signer == "Lumencare service.example.com"
    assert signing_certificate(NOW + timedelta(days=3000)) == made == find_certificate()
    assert own_file().stat().st_mode & 0o777 == 0o600


def test_the_demo_says_in_the_name_that_it_is_one(settings: Settings) -> None:
    settings.DEMO = True
    assert "演示" in signing_certificate(NOW).signer


def test_its_own_is_made_anew_when_it_has_ended() -> None:
    first = signing_certificate(NOW)
    second = signing_certificate(LATER)
    assert second.fingerprint != first.fingerprint
    assert second.is_valid_at(LATER)


def test_the_one_that_the_settings_name_is_used(home: Path, settings: Settings) -> None:
    file = home / "given.pem"
    file.write_bytes(write_pem(make_certificate("示例公司", NOW)))
    settings.SIGNING_CERTIFICATE = str(file)
    assert signing_certificate(NOW).signer == "示例公司"
    # One that was given is never replaced by one that says less.
    assert signing_certificate(LATER).signer == "示例公司"
    assert not own_file().exists()


def test_it_is_read_once_and_anew_when_the_file_or_the_passphrase_is_another(
    home: Path, settings: Settings
) -> None:
    file = home / "given.pem"
    file.write_bytes(write_pem(make_certificate("示例公司", NOW)))
    settings.SIGNING_CERTIFICATE = str(file)
    first = signing_certificate(NOW)
    assert signing_certificate(NOW) is first
    assert first.holder is signing_certificate(NOW).holder
    other = home / "other.pem"
    other.write_bytes(write_pem(make_certificate("另一家公司", NOW)))
    other.replace(file)
    assert signing_certificate(NOW).signer == "另一家公司"
    settings.SIGNING_PASSPHRASE = "wrong"
    with pytest.raises(InputProblems):
        signing_certificate(NOW)
    settings.SIGNING_PASSPHRASE = ""
    file.unlink()
    with pytest.raises(InputProblems):
        signing_certificate(NOW)


def test_one_that_cannot_be_used_is_refused_and_found_by_the_check_up(
    home: Path, settings: Settings
) -> None:
    settings.SIGNING_CERTIFICATE = str(home / "nowhere.p12")
    with pytest.raises(InputProblems):
        signing_certificate(NOW)
    (found,) = check_signing(NOW)
    assert found.state is State.WRONG
    assert "nowhere.p12" in found.said.en


def test_the_check_up_says_who_vouches_for_the_name_and_how_long(
    home: Path, settings: Settings
) -> None:
    assert [each.state for each in check_signing(NOW)] == [State.NOTED]
    assert not own_file().exists()
    signing_certificate(NOW)
    (found,) = check_signing(NOW)
    assert (found.state, "self-made" in found.said.en) == (State.NOTED, True)
    settings.SIGNING_CERTIFICATE = str(_issued(home / "issued.pem"))
    (found,) = check_signing(NOW)
    assert (found.state, found.said.en) == (State.GOOD, "示例公司, until 2027-12-01")
    for late in (NOW + timedelta(days=350), NOW + timedelta(days=366)):
        assert [each.state for each in check_signing(late)] == [State.WRONG]


def test_a_certificate_that_others_can_read_is_found() -> None:
    signing_certificate(NOW)
    own_file().chmod(0o644)
    assert any("chmod 600" in each.said.en for each in check_files(NOW))


def test_a_file_signed_with_an_issued_certificate_says_so(home: Path, settings: Settings) -> None:
    settings.SIGNING_CERTIFICATE = str(_issued(home / "issued.pem"))
    pdf = typeset("unprintable", {"text": "路明"}, NOW)
    (found,) = verify_pdf(sign_pdf(pdf, signing_certificate(NOW), NOW))
    assert found.is_unchanged
    assert not found.is_self_made
    assert found.signer == "示例公司"


def _issued(file: Path) -> Path:
    """Write a certificate of a year on an elliptic curve that an authority issued."""
    authority, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    names = [
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, each)])
        for each in ("示例公司", "Example Authority")
    ]
    made = (
        x509.CertificateBuilder(issuer_name=names[1], subject_name=names[0])
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=365))
        .sign(authority, SHA256())
    )
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(written + made.public_bytes(Encoding.PEM))
    return file
