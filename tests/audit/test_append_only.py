"""What happened stays: the database itself refuses to change or delete it."""

import importlib

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from lumencare.audit.actions import record
from lumencare.audit.models import Entry
from tests.office import NOW, site

APPEND_ONLY = importlib.import_module("lumencare.audit.migrations.0002_append_only")


@pytest.fixture
def _as_installed() -> None:
    """Put the trigger back that tests do without."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(APPEND_ONLY.FORBID["sqlite"][1])


@pytest.mark.django_db
@pytest.mark.usefixtures("_as_installed")
def test_an_entry_is_neither_changed_nor_deleted() -> None:
    record(site(), action="add", by="王建国", now=NOW)
    for act in (lambda: Entry.objects.update(by_name="X"), lambda: Entry.objects.all().delete()):
        with pytest.raises(DatabaseError, match="audit entries are never"), transaction.atomic():
            act()
    assert Entry.objects.get().by_name == "王建国"


@pytest.mark.django_db
@pytest.mark.usefixtures("_as_installed")
def test_the_refusal_can_be_taken_back_and_given_again() -> None:
    record(site(), action="add", by="王建国", now=NOW)
    migration = MigrationExecutor(connection).loader.get_migration("audit", "0002_append_only")
    assert migration.operations[0].reversible
    for statement in APPEND_ONLY.ALLOW[connection.vendor]:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    assert Entry.objects.update(by_name="X") == 1
