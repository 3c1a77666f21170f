"""Let the index of purchase windows hold only systems in use, so that it answers alone."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the index partial."""

    dependencies: ClassVar = [("sites", "0003_amounts_before_a_list")]

    operations: ClassVar = [
        migrations.RemoveIndex("system", "system_window"),
        migrations.AddIndex(
            "system",
            models.Index(
                fields=["window_ends_on", "-window_value_fen"],
                condition=models.Q(retired_on=None),
                name="system_window",
            ),
        ),
    ]
