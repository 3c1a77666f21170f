"""Secrets that must be read again: kept sealed with the installation's key, never in plain."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def seal(plain: str) -> str:
    """Return a secret as it may be kept."""
    return _box().encrypt(plain.encode()).decode()


def unseal(sealed: str) -> str | None:
    """Return a secret; None where it was sealed with a key that the installation has no more."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_of(str(each))) for each in keys])


def _key_of(key: str) -> bytes:
    digest = hashlib.sha256(f"lumencare.store.sealing:{key}".encode()).digest()
    return base64.urlsafe_b64encode(digest)
