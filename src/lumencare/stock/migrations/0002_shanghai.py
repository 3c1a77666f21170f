"""Give every installation the pool's default place: Shanghai (SC-7, X-8)."""

from datetime import datetime

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from lumencare.domain.shanghai import SHANGHAI

# As old as the offer itself (decision 0008); no clock decides what a place is.
OFFERED = datetime(1990, 1, 1, tzinfo=SHANGHAI)


def add_shanghai(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the place."""
    apps.get_model("stock", "Place").objects.get_or_create(
        code="SH",
        defaults={
            "name_zh": "上海常用备件库",
            "name_en": "Shanghai spare pool",
            "kind": "pool",
            "created_at": OFFERED,
        },
    )


class Migration(migrations.Migration):
    """The place that the offer names."""

    dependencies = [("stock", "0001_initial")]
    operations = [migrations.RunPython(add_shanghai, migrations.RunPython.noop)]
