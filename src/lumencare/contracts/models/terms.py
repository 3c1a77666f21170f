"""Terms: the days that each year of a line runs for, and what they cost."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lumencare.contracts.models.contracts import ContractLine
from lumencare.sites.models import System


class Term(models.Model):
    """The days from `starts_on` up to, not including, `ends_on`; amounts are fen.

    A `floating` one moves until its line takes effect (D-6). `ended_on` is the first day without
    it where staff ended it early. PostgreSQL keeps terms of one plan on one system from
    overlapping by an exclusion constraint; on SQLite the action does, in its transaction.
    """

    line = models.ForeignKey(ContractLine, on_delete=models.PROTECT, related_name="terms")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    project_year = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    floating = models.BooleanField(default=False)
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="term_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["system", "code", "project_year"],
                condition=Q(ended_on=None) & ~Q(project_year=None),
                name="term_year_once",
            ),
            models.CheckConstraint(
                condition=Q(net_fen__gte=0, vat_fen__gte=0), name="term_amounts"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["code", "ends_on"], name="term_ending"),
            models.Index(fields=["system", "code", "starts_on"], name="term_of_system"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.starts_on}"
