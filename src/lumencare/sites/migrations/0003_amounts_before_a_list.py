"""Keep with each hardware list the amounts that it replaced, so that it can be taken back."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the replaced amounts; lists from before replaced nothing but their own amount."""

    dependencies: ClassVar = [("sites", "0002_names_as_long_as_a_portfolio_holds")]

    operations: ClassVar = [
        migrations.AddField("bomsnapshot", "replaced_fen", models.BigIntegerField(null=True)),
        migrations.AddField("bomsnapshot", "replaced_list_fen", models.BigIntegerField(null=True)),
        migrations.RunSQL(
            "UPDATE sites_bomsnapshot SET replaced_fen = amount_fen, replaced_list_fen = list_fen",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("bomsnapshot", "replaced_fen", models.BigIntegerField()),
    ]
