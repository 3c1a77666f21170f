"""Let names be as long as the portfolio workbook that they are imported from holds them."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Widen the columns of names."""

    dependencies: ClassVar = [("sites", "0001_initial")]

    operations: ClassVar = [
        migrations.AlterField("organization", "name", models.CharField(max_length=200)),
        migrations.AlterField(
            "organization", "name_en", models.CharField(blank=True, max_length=200)
        ),
        migrations.AlterField("site", "name", models.CharField(max_length=200)),
        migrations.AlterField("site", "name_en", models.CharField(blank=True, max_length=200)),
        migrations.AlterField("site", "city", models.CharField(max_length=200)),
        migrations.AlterField("system", "ref", models.CharField(max_length=60)),
        migrations.AlterField("system", "name", models.CharField(max_length=200)),
        migrations.AlterField("system", "system_type", models.CharField(max_length=200)),
        migrations.AlterField("bomline", "part_number", models.CharField(max_length=200)),
    ]
