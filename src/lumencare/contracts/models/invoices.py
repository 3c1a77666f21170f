"""Invoices: what is to be invoiced, handed to the tax bureau in a file, and come back numbered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.contracts.models.contracts import Contract
from lumencare.contracts.models.payments import Payment
from lumencare.domain.contract.invoicing import InvoiceKind, InvoiceState
from lumencare.sites.models import Organization

NUMBERED = [InvoiceState.ISSUED.value, InvoiceState.RED.value]
EXPORTED = [InvoiceState.EXPORTED.value, *NUMBERED]


class InvoiceRequestNumber(models.Model):
    """The last number given in a month, so that requests have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class InvoiceRequest(models.Model):
    """One invoice to be issued for payments of one contract, or for a bill of a case; fen.

    A case that was served under no contract has a bill without one.
    `batch` names the file in which it was exported. `red` is issued and taken back by a
    red-letter invoice; it frees its payments for another request, as `withdrawn` does.
    """

    number = models.CharField(max_length=20, unique=True)
    contract = models.ForeignKey(
        Contract, on_delete=models.PROTECT, null=True, related_name="invoices"
    )
    bill_to = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=InvoiceState.REQUESTED.value)
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    batch = models.CharField(max_length=20, blank=True)
    invoice_number = models.CharField(max_length=20, blank=True)
    issued_on = models.DateField(null=True)
    red_number = models.CharField(max_length=20, blank=True)
    red_on = models.DateField(null=True)
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    exported_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in InvoiceState]), name="invoice_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in InvoiceKind]), name="invoice_kind"
            ),
            models.CheckConstraint(
                condition=Q(net_fen__gt=0, vat_fen__gte=0), name="invoice_amounts"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=EXPORTED) | Q(exported_at__isnull=False) & ~Q(batch=""),
                name="invoice_exported_in_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NUMBERED)
                | Q(issued_on__isnull=False) & ~Q(invoice_number=""),
                name="invoice_issued_with_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="red")
                | Q(red_on__isnull=False) & ~Q(red_number="") & ~Q(why=""),
                name="invoice_red_with_number",
            ),
            models.UniqueConstraint(
                fields=["invoice_number"],
                condition=~Q(invoice_number=""),
                name="invoice_number_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "id"], name="invoice_state_oldest"),
            models.Index(fields=["batch"], name="invoice_batch"),
        ]

    def __str__(self) -> str:
        return self.number


class InvoiceItem(models.Model):
    """What is on an invoice request: a payment, or a bill of a case, which the desk keeps.

    While the request stands, it is on no other. A payment says itself what it is for; a bill is
    kept by its number, with the name, kind and VAT rate that the tax bureau asks for.
    """

    request = models.ForeignKey(InvoiceRequest, on_delete=models.PROTECT, related_name="items")
    payment = models.ForeignKey(
        Payment, on_delete=models.PROTECT, null=True, related_name="invoice_items"
    )
    bill = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200, blank=True)
    vat_kind = models.CharField(max_length=30, blank=True)
    vat_rate = models.PositiveIntegerField(null=True)
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    stands = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["payment"], condition=Q(stands=True), name="invoice_item_once"
            ),
            models.UniqueConstraint(
                fields=["request", "payment"], name="invoice_item_of_request_once"
            ),
            models.UniqueConstraint(
                fields=["bill"], condition=Q(stands=True) & ~Q(bill=""), name="invoiced_bill_once"
            ),
            models.CheckConstraint(
                condition=Q(payment__isnull=False, bill="")
                | Q(payment=None, vat_rate__isnull=False) & ~Q(bill="") & ~Q(name=""),
                name="invoice_item_of_payment_or_bill",
            ),
            models.CheckConstraint(
                condition=Q(net_fen__gt=0, vat_fen__gte=0), name="invoice_item_amounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.payment_id or self.bill}"
