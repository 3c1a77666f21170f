"""Signatures in PDF files (PAdES): made with a certificate at a stated moment, and looked at."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto.cms import ContentInfo
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lumencare.documents.certificate import Certificate, PrivateKey, name_of
from lumencare.domain.shanghai import in_shanghai

FIELD = "Signature"
DIGEST = "sha256"
# What reading bytes that are no PDF, or no longer one, comes to: the library lets all of these out.
UNREADABLE = (
    PdfError,
    SigningError,
    SignatureValidationError,
    UnsupportedAlgorithm,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    OSError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a signature in a file says, and whether the file is still what was signed.

    `signed_at` is the signer's own statement. `is_unchanged`: every byte of the file is as it was
    signed, and the place of the signature itself holds nothing else. `was_in_time`: the certificate
    held at that moment. `is_self_made`: nobody but the signer vouches for the name, so compare
    `fingerprint` with the one that the signer published.
    """

    signer: str
    signed_at: datetime | None
    is_unchanged: bool
    was_in_time: bool
    is_self_made: bool
    fingerprint: str


def sign_pdf(pdf: bytes, certificate: Certificate, moment: datetime) -> bytes:
    """Return a file with an invisible signature added behind its own bytes, which stay the same."""
    out = BytesIO()
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=certificate.signer,
    )
    signer = _MomentSigner(meta, signer=_signer(certificate))
    signer.moment = moment
    signer.sign_pdf(_QuietWriter(BytesIO(pdf)), output=out)
    return out.getvalue()


def verify_pdf(pdf: bytes) -> tuple[Signature, ...]:
    """Return the signatures of a file, the first made first; none where none can be read."""
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_signatures
        return tuple(_look_at(each, pdf) for each in found)
    except UNREADABLE:
        return ()


class _QuietWriter(IncrementalPdfFileWriter):
    """A writer that leaves the file's own description alone.

    The library would write the time of its clock and a packet of its own into it, by which readers
    know a file as PDF/A and PDF/UA.
    """

    def _update_meta(self) -> None:
        """Change nothing."""


class _MomentSigner(PdfSigner):
    """A signer that takes the moment from its caller: the library would read the clock."""

    moment: datetime

    def init_signing_session(
        self, pdf_out: BasePdfFileWriter, *more: Any, **options: Any
    ) -> PdfSigningSession:
        """Begin as the library does, but at the moment that was given."""
        session = super().init_signing_session(pdf_out, *more, **options)
        session.system_time = self.moment
        return session


class _HeldKeySigner(SimpleSigner):
    """A signer whose key is loaded: the library would load and check it twice for each file."""

    holder: PrivateKey

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """Sign as the library does, by the one digest that is asked of it here."""
        if digest_algorithm != DIGEST:
            return super().sign_raw(data, digest_algorithm)
        if isinstance(self.holder, RSAPrivateKey):
            return self.holder.sign(data, PKCS1v15(), SHA256())
        return self.holder.sign(data, ECDSA(SHA256()))


def _signer(certificate: Certificate) -> SimpleSigner:
    above = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    above.register_multiple(Asn1Certificate.load(each) for each in certificate.chain)
    signer = _HeldKeySigner(
        signing_cert=Asn1Certificate.load(certificate.certificate),
        signing_key=PrivateKeyInfo.load(certificate.key),
        cert_registry=above,
    )
    signer.holder = certificate.holder
    return signer


def _look_at(found: EmbeddedPdfSignature, pdf: bytes) -> Signature:
    certificate = x509.load_der_x509_certificate(found.signer_cert.dump())
    signed_at = found.self_reported_timestamp
    return Signature(
        signer=name_of(certificate.subject),
        signed_at=None if signed_at is None else in_shanghai(signed_at),
        is_unchanged=_is_unchanged(found, pdf),
        was_in_time=signed_at is not None
        and certificate.not_valid_before_utc <= signed_at <= certificate.not_valid_after_utc,
        is_self_made=certificate.issuer == certificate.subject,
        fingerprint=certificate.fingerprint(SHA256()).hex(),
    )


def _is_unchanged(found: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Tell whether the bytes are those that were signed; whom to trust is another question."""
    is_intact, is_valid = validate_sig_integrity(
        found.signer_info,
        found.signer_cert,
        expected_content_type="data",
        actual_digest=found.compute_digest(),
    )
    covers_all = found.evaluate_signature_coverage() is SignatureCoverageLevel.ENTIRE_FILE
    return is_intact and is_valid and covers_all and _is_gap_plain(found, pdf)


def _is_gap_plain(found: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Tell whether the place of the signature, which it cannot cover, holds it and zeros alone."""
    _, start, end, _ = found.byte_range
    digits = ContentInfo.load(found.pkcs7_content).dump().hex().ljust(end - start - 2, "0")
    return pdf[start:end] in {f"<{each}>".encode() for each in (digits, digits.upper())}
