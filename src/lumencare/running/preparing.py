"""Prepare an installation: its tables, its throttle counts, the files that pages load."""

import os
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lumencare.store.secret import OWNERS_OWN

STAMP = "made-for"
# Large files of libraries that no page loads; compressing them would take longer than all others.
UNUSED = ["redoc*", "htmax*", "htmx-4*"]


def prepare() -> None:
    """Bring the database and the files of an installation to this version; safe to repeat."""
    prepare_database()
    collect_static()


def prepare_database() -> None:
    """Bring the database of an installation to this version."""
    Path(settings.HOME).mkdir(mode=OWNERS_OWN, parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def missing_migrations() -> list[str]:
    """Return the changes of the database that this version needs and that are not made yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def collect_static() -> None:
    """Gather what pages load, named by content and compressed, unless it is there already."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    state = _state_of_sources()
    if stamp.is_file() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
    stamp.write_text(state)


def _state_of_sources() -> str:
    from django.contrib.staticfiles.finders import get_finders  # noqa: PLC0415

    newest, count = 0.0, 0
    for finder in get_finders():
        for name, storage in finder.list([]):
            newest = max(newest, os.path.getmtime(storage.path(name)))
            count += 1
    return f"{version('lumencare')} {count} {newest}"
