"""Money that came in for what was due, and the reminders of what did not."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.contracts.models.payments import Payment
from lumencare.domain.contract.payments import DUNNING_DAYS


class Receipt(models.Model):
    """Money received for a payment, VAT included; append-only, a mistake is reversed by another.

    `key` makes one that is posted twice count once. A reversal is negative and names what it
    takes back. `Payment.paid_fen` is their sum, written in the same transaction.
    """

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="receipts")
    fen = models.BigIntegerField()
    received_on = models.DateField()
    reference = models.CharField(max_length=80, blank=True)
    why = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=80, unique=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversal"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(fen__gt=0, reverses=None)
                | Q(fen__lt=0, reverses__isnull=False) & ~Q(why=""),
                name="receipt_negative_only_to_reverse",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="receipt_with_key"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-received_on", "-id"], name="receipt_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.payment} {self.fen}"


class DunningNotice(models.Model):
    """That a payment was reminded of at a rung, once; `late_days` and `unpaid_fen` as it was."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="dunning")
    rung = models.PositiveSmallIntegerField()
    late_days = models.PositiveIntegerField()
    unpaid_fen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["payment", "rung"], name="dunning_rung_once"),
            models.CheckConstraint(
                condition=Q(rung__gte=1, rung__lte=len(DUNNING_DAYS)), name="dunning_rung_known"
            ),
            models.CheckConstraint(
                condition=Q(unpaid_fen__gt=0, late_days__gte=1), name="dunning_of_something_late"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payment} {self.rung}"
