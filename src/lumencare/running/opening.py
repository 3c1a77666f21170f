"""Open an installation for a command: its settings, what they name, its database."""

import os

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

SETTINGS = "lumencare.settings"


def open_installation() -> None:
    """Load the installation's settings and applications; what is wrong with them is named."""
    import django  # noqa: PLC0415 - commands that need no database start without it
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as wrong:
        raise InputProblems([_problem_of_settings(wrong)]) from wrong


def require_database() -> None:
    """Raise InputProblems where the database cannot be reached, with what it says."""
    from django.db import DatabaseError, connection  # noqa: PLC0415

    try:
        connection.ensure_connection()
    except DatabaseError as wrong:
        said = " ".join(str(wrong).split())
        allowed = Text(f"数据库无法连接：{said}", f"The database cannot be reached: {said}")
        raise InputProblems([Problem("DATABASE_URL", shown_address(), allowed)]) from wrong


def shown_address() -> str:
    """Return where the database is, without its password."""
    from django.conf import settings  # noqa: PLC0415

    chosen = settings.DATABASES["default"]
    if chosen["ENGINE"].endswith("sqlite3"):
        return str(chosen["NAME"])
    return f"{chosen['HOST']}:{chosen['PORT'] or 5432}/{chosen['NAME']}"


def _problem_of_settings(wrong: Exception) -> Problem:
    said = " ".join(str(wrong).split())
    allowed = Text(
        f"环境变量中的设置有误：{said}", f"A setting in the environment is wrong: {said}"
    )
    return Problem("DATABASE_URL, EMAIL_URL, LUMENCARE_*", "", allowed)
