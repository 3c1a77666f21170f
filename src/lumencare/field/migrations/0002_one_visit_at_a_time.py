"""Keep PostgreSQL from holding two visits of one engineer that share a moment."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# On SQLite the action looks for overlaps in its transaction, which nobody else can write beside.
FORBID = {
    "sqlite": (),
    "postgresql": (
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        """
        ALTER TABLE field_visit ADD CONSTRAINT visit_one_at_a_time EXCLUDE USING gist
        (engineer_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state IN ('booked', 'on-the-way', 'on-site'))
        """,
    ),
}
ALLOW = {
    "sqlite": (),
    "postgresql": ("ALTER TABLE field_visit DROP CONSTRAINT visit_one_at_a_time",),
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
    """Visits that do not overlap."""

    dependencies = [("field", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
