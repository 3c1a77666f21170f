"""An empty database of today's shape, migrated once and copied to every run that needs one.

Django still looks for migrations that a copy lacks and applies them. A change of the shape is
migrated for real on both databases, and the documents' `lumencare init` migrates each time. Other
commands that tests call in an installation of their own may begin with a copy.
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


class Files:
    """SQLite: a ready file is copied to where the tests of this process look."""

    def is_ready(self) -> bool:
        """Tell whether there is something to copy."""
        return self.ready().exists()

    def copy(self) -> None:
        """Give this process a copy."""
        self.copy_to(connection.settings_dict["TEST"]["NAME"])

    def copy_to(self, name: str) -> None:
        """Lay a copy to where an installation will look for its file."""
        shutil.copyfile(self.ready(), name)

    def keep(self) -> None:
        """Keep what this process made, in the place of all earlier ones."""
        for old in Path(settings.HOME).glob("ready-*.db"):
            old.unlink()
        fresh = Path(settings.HOME) / f"ready-{os.getpid()}.new"
        fresh.unlink(missing_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(fresh)])
        fresh.replace(self.ready())

    def remove(self) -> None:
        """Remove the copy of this process."""
        name = connection.settings_dict["TEST"]["NAME"]
        for each in ("", "-wal", "-shm"):
            Path(f"{name}{each}").unlink(missing_ok=True)

    def ready(self) -> Path:
        """Return where the ready file is, or will be."""
        return Path(settings.HOME) / f"ready-{_shape()}.db"


class Templates:
    """PostgreSQL: a ready database is the template of those that processes work on."""

    def is_ready(self) -> bool:
        """Tell whether there is something to copy."""
        return self._ready() in self._kept()

    def copy(self) -> None:
        """Give this process a copy; one that a killed run left goes first."""
        self.copy_to(connection.creation._get_test_db_name())

    def copy_to(self, name: str) -> None:
        """Make a copy under a name, in the place of what has it."""
        self._say(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
            f'CREATE DATABASE "{name}" TEMPLATE "{self._ready()}"',
        )

    def keep(self) -> None:
        """Keep what this process made, in the place of all earlier ones."""
        # A database can be copied while nobody is in it.
        connection.close()
        own = connection.settings_dict["NAME"]
        self._say(
            *(f'DROP DATABASE "{old}"' for old in self._kept()),
            f'CREATE DATABASE "{self._ready()}" TEMPLATE "{own}"',
        )

    def remove(self) -> None:
        """Remove the copy of this process."""
        self._say(f'DROP DATABASE "{connection.settings_dict["NAME"]}" WITH (FORCE)')

    def _kept(self) -> list[str]:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'ready-%%'")
            return [name for (name,) in cursor.fetchall()]

    def _say(self, *statements: str) -> None:
        with connection._nodb_cursor() as cursor:
            for each in statements:
                cursor.execute(each)

    def _ready(self) -> str:
        return f"ready-{_shape()}"


FILES = Files()
KINDS: dict[str, Files | Templates] = {"sqlite": FILES, "postgresql": Templates()}


def lay_out() -> bool:
    """Copy a ready database to where the tests of this process look; False where they make one."""
    kind = KINDS[connection.vendor]
    wait = os.open(settings.HOME / f"ready-{connection.vendor}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(wait, fcntl.LOCK_EX)
    if not kind.is_ready():
        making.append(wait)
        return False
    kind.copy()
    os.close(wait)
    return True


def give(kind: str, name: str) -> None:
    """Give an installation of its own a copy; where there is none, it migrates for itself."""
    if KINDS[kind].is_ready():
        KINDS[kind].copy_to(name)


def keep() -> None:
    """Keep the database that was just made, for those who wait and for later runs."""
    while making:
        # Where no test asks for a database, Django makes none.
        if connection.introspection.table_names():
            KINDS[connection.vendor].keep()
        os.close(making.pop())


def give_up() -> None:
    """Make nothing: the next of those who wait will try."""
    while making:
        os.close(making.pop())


def remove() -> None:
    """Remove the copy of this process."""
    connection.close()
    KINDS[connection.vendor].remove()


def _shape() -> str:
    """Return a short name for what these files say."""
    digest = sha256()
    for path in sorted(path for each in SHAPING for path in ROOT.glob(each)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]
