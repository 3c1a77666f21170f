"""What a contract makes due, one row each."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lumencare.contracts.models.contracts import Contract, ContractLine
from lumencare.contracts.models.terms import Term


class Payment(models.Model):
    """An amount that falls due once; fen, net and VAT apart, `paid_fen` gross.

    One that a cancellation took away keeps what was paid of it and is `cancelled_on` a day.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="payments")
    line = models.ForeignKey(ContractLine, on_delete=models.PROTECT, related_name="payments")
    term = models.OneToOneField(Term, on_delete=models.PROTECT, null=True, related_name="payment")
    due_on = models.DateField()
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    paid_fen = models.BigIntegerField(default=0)
    cancelled_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(net_fen__gt=0, vat_fen__gte=0), name="payment_amounts"
            ),
            models.CheckConstraint(
                condition=Q(paid_fen__gte=0, paid_fen__lte=F("net_fen") + F("vat_fen")),
                name="payment_paid_at_most_due",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on"], name="payment_due"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.due_on}"
