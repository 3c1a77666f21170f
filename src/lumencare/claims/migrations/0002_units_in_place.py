"""Mark the units that claims put in as installed, where the stock still has them as gone out."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def mark_installed(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Mark each unit whose claim fitted it and that was not replaced since."""
    claims = apps.get_model("claims", "Claim").objects.filter(
        fitted__removed_on=None, fitted__isnull=False
    )
    units = apps.get_model("stock", "Serial").objects
    rows = claims.exclude(supplied_serial="").values_list("number", "supplied", "supplied_serial")
    for number, part, serial in rows.iterator(chunk_size=2000):
        gone = units.filter(part=part, serial=serial, state="out", reference=number)
        gone.update(state="installed")


class Migration(migrations.Migration):
    """What is in place says so in the stock."""

    dependencies = [("claims", "0001_initial")]
    operations = [migrations.RunPython(mark_installed, migrations.RunPython.noop)]
