"""Credits: what is given back of what was paid, decided by one and approved by another (D-17)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.contracts.models.contracts import Contract
from lumencare.contracts.models.payments import Payment
from lumencare.domain.contract.credit import Treatment

PERSON = settings.AUTH_USER_MODEL
AGREED = ["approved", "refunded"]


class Credit(models.Model):
    """What a cancellation gives back; fen, net and VAT apart, never more than was paid.

    `ends_on` is the first day without cover that it was worked out for. One above zero waits for
    the approval of another person; `needs_red_invoice` where an invoice was issued for it.
    """

    class State(models.TextChoices):
        """How far a credit has come."""

        WAITING = "waiting"
        APPROVED = "approved"
        DECLINED = "declined"
        REFUNDED = "refunded"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="credits")
    treatment = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices)
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    ends_on = models.DateField()
    why = models.CharField(max_length=500)
    needs_red_invoice = models.BooleanField(default=False)
    key = models.CharField(max_length=80, unique=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_note = models.CharField(max_length=200, blank=True)
    refunded_on = models.DateField(null=True)
    reference = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(treatment__in=[each.value for each in Treatment]),
                name="credit_treatment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "approved", "declined", "refunded"]),
                name="credit_state",
            ),
            models.CheckConstraint(
                condition=Q(net_fen__gte=0, vat_fen__gte=0), name="credit_amounts"
            ),
            models.CheckConstraint(condition=~Q(why="") & ~Q(key=""), name="credit_with_reason"),
            models.CheckConstraint(
                condition=~Q(state__in=AGREED)
                | Q(net_fen=0, vat_fen=0)
                | Q(approved_by__isnull=False, approved_at__isnull=False)
                & ~Q(approved_by=F("decided_by")),
                name="credit_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="refunded") | Q(refunded_on__isnull=False),
                name="credit_refunded_on_a_day",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "id"], name="credit_state_oldest"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.net_fen + self.vat_fen}"


class CreditShare(models.Model):
    """What of a credit belongs to which payment, so that income is corrected where it was."""

    credit = models.ForeignKey(Credit, on_delete=models.PROTECT, related_name="shares")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="credit_shares")
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["credit", "payment"], name="credit_share_once"),
            models.CheckConstraint(
                condition=Q(net_fen__gte=0, vat_fen__gte=0), name="credit_share_amounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.credit_id} {self.payment_id}"
