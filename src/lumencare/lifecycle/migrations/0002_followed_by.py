"""Name who follows a lead otherwise than who owns a building."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lifecycle", "0001_initial")]

    operations = [migrations.RenameField("lead", "owner", "followed_by")]
