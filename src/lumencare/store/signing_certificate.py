"""The certificate that this installation signs with: the one its settings name, or its own."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from lumencare.documents.certificate import (
    Certificate,
    load_certificate,
    make_certificate,
    write_pem,
)
from lumencare.store.secret import kept_once

# The file of a certificate that the installation made for itself, in its own folder.
OWN = "signing-certificate.pem"
DEMO_NAME = "路明演示 Lumencare demo"


def signing_certificate(now: datetime) -> Certificate:
    """Return the certificate to sign with; one's own is made on first use, and anew when it ends.

    Raises InputProblems where the settings name files that cannot be used.
    """
    found = find_certificate()
    if found is not None and (_is_given() or found.is_valid_at(now)):
        return found
    own_file().unlink(missing_ok=True)
    kept_once(own_file(), lambda: write_pem(make_certificate(_own_name(), now)))
    return _load(own_file())


def find_certificate() -> Certificate | None:
    """Return the certificate that is there now; None where none was given and none made yet."""
    if _is_given():
        key = Path(settings.SIGNING_KEY) if settings.SIGNING_KEY else None
        return _load(Path(settings.SIGNING_CERTIFICATE), key, settings.SIGNING_PASSPHRASE)
    return _load(own_file()) if own_file().exists() else None


class FileMark(NamedTuple):
    """Which file it is, as it is now: written anew, replaced or given other rights, it differs."""

    path: Path
    device: int
    inode: int
    size: int
    written_at: int
    changed_at: int


def _load(certificate: Path, key: Path | None = None, passphrase: str | None = None) -> Certificate:
    """Return a certificate, read once per process as long as its files and passphrase stay.

    Files that cannot be looked at any more are read, and so refused as if nothing were known.
    """
    try:
        marks = _mark(certificate), None if key is None else _mark(key)
    except OSError:
        return load_certificate(certificate, key, passphrase)
    return _load_once(*marks, passphrase)


# One: a key that was replaced does not stay in memory.
@lru_cache(maxsize=1)
def _load_once(certificate: FileMark, key: FileMark | None, passphrase: str | None) -> Certificate:
    return load_certificate(certificate.path, None if key is None else key.path, passphrase)


def _mark(path: Path) -> FileMark:
    found = path.stat()
    return FileMark(
        path, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
    )


def own_file() -> Path:
    """Return where a certificate of the installation's own is kept."""
    return Path(settings.HOME) / OWN


def _is_given() -> bool:
    return bool(settings.SIGNING_CERTIFICATE)


def _own_name() -> str:
    return DEMO_NAME if settings.DEMO else f"Lumencare {urlsplit(settings.PUBLIC_URL).hostname}"
