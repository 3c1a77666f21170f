"""Book no visit for programming of which nobody knows on what database it goes on (SC-9).

Those that were booked before it was asked say so.
"""

from django.db import migrations, models

BOOKED = ["booked", "on-the-way", "on-site", "done"]
PROGRAMMING = ["onsite-programming", "remote-programming"]
GROUNDS = ["there", "processor", "stated", "earlier"]


class Migration(migrations.Migration):
    """On what a visit for programming goes on."""

    dependencies = [("field", "0006_work_of_proposals")]
    operations = [
        migrations.AddField(
            model_name="visit",
            name="records_ground",
            field=models.CharField(blank=True, default="earlier", max_length=10),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=~models.Q(state__in=BOOKED)
                | ~models.Q(service__in=PROGRAMMING)
                | models.Q(records_ground__in=GROUNDS),
                name="visit_on_records",
            ),
        ),
    ]
