"""Keep the signatures that signers draw beside their typed names; what is kept never changes."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FORBID = {
    "sqlite": """
        CREATE TRIGGER remote_drawing_never_changed BEFORE UPDATE ON remote_drawnsignature
        BEGIN SELECT RAISE(ABORT, 'a drawn signature is never changed'); END
        """,
    "postgresql": """
        CREATE TRIGGER remote_drawing_kept BEFORE UPDATE ON remote_drawnsignature
        FOR EACH ROW EXECUTE FUNCTION remote_refuse_change()
        """,
}
ALLOW = {
    "sqlite": "DROP TRIGGER remote_drawing_never_changed",
    "postgresql": "DROP TRIGGER remote_drawing_kept ON remote_drawnsignature",
}


def forbid(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the trigger."""
    schema_editor.execute(FORBID[schema_editor.connection.vendor])


def allow(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    schema_editor.execute(ALLOW[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    """One drawing for each agreement at most."""

    dependencies = [("remote", "0002_no_session_without_agreement")]
    operations = [
        migrations.CreateModel(
            name="DrawnSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to="remote/%Y/%m")),
                ("sha256", models.CharField(max_length=64)),
                ("drawn_at", models.DateTimeField()),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drawing",
                        to="remote.remoteagreement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(file="") & ~models.Q(sha256=""),
                        name="drawn_signature_is_kept",
                    )
                ],
            },
        ),
        migrations.RunPython(forbid, allow),
    ]
