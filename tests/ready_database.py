"""An empty SQLite database of today's shape, migrated once and copied to every run that needs one.

Django still looks for migrations that a copy lacks and applies them. PostgreSQL, and `lumencare
init` as the tests of backups and documents call it, migrate for real in every whole run.
"""

import fcntl
import os
import shutil
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
SHAPING = ("src/lumencare/*/migrations/*.py", "src/lumencare/*/models.py",
           "src/lumencare/*/models/*.py", "src/lumencare/settings.py", "uv.lock")  # fmt: skip
# Open while this process makes what others wait for; the system lets go should it die.
making: list[int] = []


def lay_out() -> bool:
    """Copy a ready database to where the tests of this process look; False where they make one."""
    if connection.vendor != "sqlite":
        return False
    wait = os.open(settings.HOME / "ready.lock", os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(wait, fcntl.LOCK_EX)
    if not _ready().exists():
        making.append(wait)
        return False
    os.close(wait)
    shutil.copyfile(_ready(), connection.settings_dict["TEST"]["NAME"])
    return True


def keep() -> None:
    """Keep the database that was just made, for those who wait and for later runs."""
    while making:
        for old in Path(settings.HOME).glob("ready-*.db"):
            old.unlink()
        fresh = Path(settings.HOME) / f"ready-{os.getpid()}.new"
        fresh.unlink(missing_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(fresh)])
        fresh.replace(_ready())
        os.close(making.pop())


def remove() -> None:
    """Remove the copy of this process."""
    connection.close()
    name = connection.settings_dict["TEST"]["NAME"]
    for each in ("", "-wal", "-shm"):
        Path(f"{name}{each}").unlink(missing_ok=True)


def _ready() -> Path:
    """Return the place of a database whose shape is what these files say."""
    digest = sha256()
    for path in sorted(path for each in SHAPING for path in ROOT.glob(each)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return Path(settings.HOME) / f"ready-{digest.hexdigest()[:16]}.db"
