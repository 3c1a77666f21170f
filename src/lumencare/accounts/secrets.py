"""Secrets of links and tokens: long, random, and kept as a hash only."""

import hashlib
import secrets

TOKEN_PREFIX = "lum_"  # how a token begins, not one  # nosec B105


def fresh_secret() -> str:
    """Return 256 bits of chance as text that fits into an address."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret; a long random one needs neither salt nor slowness."""
    return hashlib.sha256(secret.encode()).hexdigest()
