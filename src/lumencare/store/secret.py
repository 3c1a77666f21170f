"""The key that signs sessions and links: made once for an installation, readable by it alone."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

READABLE_BY_OWNER = 0o600
# The database lies beside the key: nobody else on the machine looks into a folder that we make.
OWNERS_OWN = 0o700


def kept_secret(path: Path) -> str:
    """Return the key in a file, made on first use; two processes that start at once agree."""
    return kept_once(path, lambda: secrets.token_urlsafe(50).encode()).decode().strip()


def kept_once(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return what a file of the owner's own holds, made on first use by whoever is first."""
    path.parent.mkdir(mode=OWNERS_OWN, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, READABLE_BY_OWNER)
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
        try:
            # A link fails where the other process was first, and never leaves half a key.
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()
