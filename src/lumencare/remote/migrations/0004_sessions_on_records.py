"""Let no session work on a database of which nothing is known; keep why one goes on without (SC-9).

Adding columns remakes the table on SQLite, which takes its triggers along: they are made anew.
"""

from importlib import import_module

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GROUNDS = ["there", "processor", "stated", "earlier"]
GUARDS = ("remote_session_starts_signed", "remote_session_resumes_signed")


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers of sessions anew where the table was remade."""
    if schema_editor.connection.vendor != "sqlite":
        return
    before = import_module("lumencare.remote.migrations.0002_no_session_without_agreement")
    for name in GUARDS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
        schema_editor.execute(next(each for each in before.FORBID["sqlite"] if name in each))


class Migration(migrations.Migration):
    """What a session works on, and on what that goes on."""

    dependencies = [("remote", "0003_drawn_signatures")]
    operations = [
        # Backwards the table is remade after all the rest: then the triggers are made again.
        migrations.RunPython(migrations.RunPython.noop, guard),
        migrations.AddField(
            model_name="remotesession",
            name="on_database",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="remotesession",
            name="records_ground",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="remotesession",
            name="records_why",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="remotesession",
            constraint=models.CheckConstraint(
                condition=models.Q(on_database=False, records_ground="")
                | models.Q(on_database=True, records_ground__in=GROUNDS),
                name="session_on_records",
            ),
        ),
        migrations.AddConstraint(
            model_name="remotesession",
            constraint=models.CheckConstraint(
                condition=~models.Q(records_ground="stated") | ~models.Q(records_why=""),
                name="session_without_records_says_why",
            ),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
