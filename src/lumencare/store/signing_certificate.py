"""The certificate that this installation signs with: the one its settings name, or its own."""

from datetime import datetime
from pathlib import Path
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
    return load_certificate(own_file())


def find_certificate() -> Certificate | None:
    """Return the certificate that is there now; None where none was given and none made yet."""
    if _is_given():
        key = Path(settings.SIGNING_KEY) if settings.SIGNING_KEY else None
        return load_certificate(
            Path(settings.SIGNING_CERTIFICATE), key, settings.SIGNING_PASSPHRASE
        )
    return load_certificate(own_file()) if own_file().exists() else None


def own_file() -> Path:
    """Return where a certificate of the installation's own is kept."""
    return Path(settings.HOME) / OWN


def _is_given() -> bool:
    return bool(settings.SIGNING_CERTIFICATE)


def _own_name() -> str:
    return DEMO_NAME if settings.DEMO else f"Lumencare {urlsplit(settings.PUBLIC_URL).hostname}"
