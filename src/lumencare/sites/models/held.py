"""What a system holds: one row for each year or purchase of a plan, and each response option."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lumencare.sites.models.systems import System


class HeldPlan(models.Model):
    """A plan or response option that a system holds, as the rules take it; written by contracts.

    `bought_on` is the day of the purchase (for 12 months of service: their first day); the days
    run from `starts_on` up to, not including, `ends_on`. `ended_on` is the first day on which it
    holds no more because staff ended it; a suspended one covers nothing meanwhile.
    """

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="held_plans")
    code = models.CharField(max_length=30)
    project_year = models.PositiveSmallIntegerField(null=True)
    bought_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)
    suspended = models.BooleanField(default=False)
    source = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="held_plan_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["system", "code", "project_year"],
                condition=Q(ended_on=None) & ~Q(project_year=None),
                name="held_plan_year_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["system", "ends_on"], name="held_plan_of_system")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.starts_on}"
