"""Keep PostgreSQL from holding two terms of one plan on one system that share a day."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# On SQLite the action looks for overlaps in its transaction, which nobody else can write beside.
FORBID = {
    "sqlite": (),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        """
        ALTER TABLE contracts_term ADD CONSTRAINT term_no_overlap EXCLUDE USING gist
        (system_id WITH =, code WITH =, daterange(starts_on, ends_on) WITH &&)
        WHERE (ended_on IS NULL)
        """,
    ),
}
ALLOW = {
    "sqlite": (),
    "postgresql": ("ALTER TABLE contracts_term DROP CONSTRAINT term_no_overlap",),
}


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the constraint."""
    for statement in FORBID[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    for statement in ALLOW[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Terms that do not overlap."""

    dependencies = [("contracts", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
