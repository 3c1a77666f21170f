"""Reminders leave in the service windows that were bought, not at any hour."""

from typing import Any

from django.db import migrations, models

BOTH = "after-hour weekend"


def name_windows(apps: Any, _editor: Any) -> None:
    """Let what may leave at any hour leave in all windows that can be bought."""
    apps.get_model("notices", "Notice").objects.filter(at_any_hour=True).update(windows=BOTH)


def forget_windows(apps: Any, _editor: Any) -> None:
    """Let what has a window leave at any hour, as before."""
    apps.get_model("notices", "Notice").objects.exclude(windows="").update(at_any_hour=True)


class Migration(migrations.Migration):
    """One field in place of another."""

    dependencies = [("notices", "0002_notices_at_any_hour")]
    operations = [
        migrations.AddField(
            model_name="notice",
            name="windows",
            field=models.CharField(blank=True, max_length=40, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(name_windows, forget_windows),
        migrations.RemoveField(model_name="notice", name="at_any_hour"),
    ]
