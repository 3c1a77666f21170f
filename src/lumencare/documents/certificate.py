"""The certificate that documents are signed with: given in files, or made by the installation."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text

KEY_BITS = 3072
# As long as the longest contract, and two years in which it is still asked about.
DAYS_OF_SELF_MADE = 10 * 366
# A clock of another machine that is a little behind must not see a certificate of tomorrow.
LEEWAY = timedelta(hours=1)
LONGEST_NAME = 64

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

CANNOT_READ = Text(
    "应为能读取的 PKCS#12 或 PEM 文件，口令正确，并含证书与私钥。",
    "A PKCS#12 or PEM file that can be read with the passphrase, with certificate and key, is "
    "expected.",
)
NOT_A_PAIR = Text("证书与私钥应属于同一对。", "Certificate and key must belong together.")
NO_SUCH_KEY = Text("私钥应为 RSA 或椭圆曲线。", "The key must be RSA or of an elliptic curve.")


@dataclass(frozen=True)
class Certificate:
    """A certificate with its private key and the certificates above it, all DER."""

    certificate: bytes
    key: bytes = field(repr=False)
    chain: tuple[bytes, ...] = ()

    @cached_property
    def _read(self) -> x509.Certificate:
        return x509.load_der_x509_certificate(self.certificate)

    @cached_property
    def holder(self) -> PrivateKey:
        """The key, loaded: once, as looking whether it is a sound one takes longer than signing."""
        return _usable(load_der_private_key(self.key, None))

    @property
    def signer(self) -> str:
        """In whose name it signs."""
        return name_of(self._read.subject)

    @property
    def is_self_made(self) -> bool:
        """Whether nobody but the holder vouches for the name."""
        return self._read.issuer == self._read.subject

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the certificate, by which people compare it."""
        return self._read.fingerprint(SHA256()).hex()

    @property
    def ends(self) -> date:
        """The last day on which it holds."""
        return in_shanghai(self._read.not_valid_after_utc).date()

    def is_valid_at(self, moment: datetime) -> bool:
        """Tell whether the certificate holds at an instant."""
        return self._read.not_valid_before_utc <= moment <= self._read.not_valid_after_utc


def name_of(subject: x509.Name) -> str:
    """Return the name of a certificate that people read."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        found = subject.get_attributes_for_oid(kind)
        if found:
            return str(found[0].value)
    return subject.rfc4514_string()


def make_certificate(name: str, moment: datetime) -> Certificate:
    """Return a fresh self-made certificate in a name, for documents signed from now on."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:LONGEST_NAME])])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - LEEWAY)
        .not_valid_after(moment + timedelta(days=DAYS_OF_SELF_MADE))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signatures(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    return Certificate(made.public_bytes(Encoding.DER), _key_bytes(key))


def load_certificate(
    certificate: Path, key: Path | None = None, passphrase: str | None = None
) -> Certificate:
    """Return the certificate of PKCS#12 or PEM files; without `key` it is in the same file.

    Raises InputProblems that name the file.
    """
    secret = passphrase.encode() if passphrase else None
    read = _read_pem if b"-----BEGIN" in _read_file(certificate) else _read_pkcs12
    try:
        found, holder, above = read(certificate, key or certificate, secret)
    except (ValueError, TypeError) as error:
        raise _refuse(certificate, CANNOT_READ) from error
    if not isinstance(holder, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise _refuse(key or certificate, NO_SUCH_KEY)
    if found.public_key() != holder.public_key():
        raise _refuse(key or certificate, NOT_A_PAIR)
    chain = tuple(each.public_bytes(Encoding.DER) for each in above)
    return Certificate(found.public_bytes(Encoding.DER), _key_bytes(holder), chain)


def write_pem(certificate: Certificate) -> bytes:
    """Return certificate and key as one PEM file, which only its owner may read."""
    key = load_der_private_key(certificate.key, None)
    first = x509.load_der_x509_certificate(certificate.certificate)
    written = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return written + first.public_bytes(Encoding.PEM)


Found = tuple[x509.Certificate, object, list[x509.Certificate]]


def _read_pem(certificate: Path, key: Path, passphrase: bytes | None) -> Found:
    first, *above = x509.load_pem_x509_certificates(_read_file(certificate))
    holder = load_pem_private_key(_read_file(key), passphrase)
    return first, holder, above


def _read_pkcs12(certificate: Path, _: Path, passphrase: bytes | None) -> Found:
    holder, first, above = pkcs12.load_key_and_certificates(_read_file(certificate), passphrase)
    if first is None or holder is None:
        raise ValueError("no certificate or no key")
    return first, holder, above


def _read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refuse(path, CANNOT_READ) from error


def _refuse(path: Path, allowed: Text) -> InputProblems:
    return InputProblems([Problem("signing certificate", str(path), allowed)])


def _usable(key: object) -> PrivateKey:
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError("neither RSA nor of an elliptic curve")
    return key


def _key_bytes(key: PrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _for_signatures() -> x509.KeyUsage:
    """Return the use of a key that signs documents, and nothing else."""
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
