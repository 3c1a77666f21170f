"""What a customer has to pay for a case: one request for each charge, outside of any contract."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.contracts.models import Contract
from lumencare.desk.models.charges import Charge
from lumencare.sites.models import Organization

PERSON = settings.AUTH_USER_MODEL


class CaseBillNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class CaseBill(models.Model):
    """A charge as the customer is asked to pay it; fen, net and VAT apart, goodwill taken off.

    It is no payment of a contract: those are for what the contract sold, and carry its income.
    `contract` names the one that the case was served under. One that a later finding makes wrong
    is cancelled where it was not paid, else given back, by somebody other than who found it.
    """

    class State(models.TextChoices):
        """How far it has come."""

        DUE = "due"
        PAID = "paid"
        CANCELLED = "cancelled"
        TO_REFUND = "to-refund"
        REFUNDED = "refunded"

    number = models.CharField(max_length=20, unique=True)
    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, related_name="bill")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, null=True, related_name="+")
    bill_to = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE.value)
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    # The VAT rate in hundredths of a percent, and the edition it is from.
    vat_rate = models.PositiveIntegerField()
    edition = models.CharField(max_length=60)
    due_on = models.DateField()
    paid_on = models.DateField(null=True)
    paid_reference = models.CharField(max_length=80, blank=True)
    offered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)
    refund_reference = models.CharField(max_length=80, blank=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=["due", "paid", "cancelled", "to-refund", "refunded"]),
                name="case_bill_state",
            ),
            models.CheckConstraint(
                condition=Q(net_fen__gt=0, vat_fen__gte=0), name="case_bill_amounts"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["paid", "to-refund", "refunded"])
                | Q(paid_on__isnull=False) & ~Q(paid_reference=""),
                name="case_bill_paid_by_transfer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["cancelled", "to-refund", "refunded"]) | ~Q(ended_why=""),
                name="case_bill_ended_with_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due_on"], name="case_bill_due")
        ]

    def __str__(self) -> str:
        return self.number
