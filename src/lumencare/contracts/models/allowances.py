"""Allowances of a contract year, and each use of them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.contracts.models.contracts import Contract, ContractLine
from lumencare.sites.models import System


class Allowance(models.Model):
    """How much of a service there is in some days; amounts in tenths of its unit (D-23).

    A preventive man-day or training hour belongs to its contract year; bought man-days to the
    contract. What is left ends with the last day.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="allowances")
    line = models.ForeignKey(ContractLine, on_delete=models.PROTECT, related_name="allowances")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)
    rule = models.CharField(max_length=10)
    starts_on = models.DateField()
    ends_on = models.DateField()
    tenths = models.PositiveIntegerField()
    drawn_tenths = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["line", "code", "starts_on"], name="allowance_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(drawn_tenths__lte=F("tenths")), name="allowance_not_overdrawn"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="allowance_ends_after_start"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["ends_on"], name="allowance_ending"),
            models.Index(fields=["system", "code"], name="allowance_of_system"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.code} {self.starts_on}"


class Draw(models.Model):
    """One use of an allowance, or its return (negative); append-only.

    `key` makes a draw that is sent twice count once.
    """

    allowance = models.ForeignKey(Allowance, on_delete=models.PROTECT, related_name="draws")
    tenths = models.IntegerField()
    on = models.DateField()
    why = models.CharField(max_length=200)
    key = models.CharField(max_length=80, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(tenths=0), name="draw_of_something"),
            models.CheckConstraint(condition=~Q(why=""), name="draw_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.allowance_id}: {self.tenths}"
