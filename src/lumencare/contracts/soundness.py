"""What must hold for the money and the files of contracts, looked at by `lumencare doctor`."""

from collections.abc import Iterator

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from lumencare.contracts.archive import is_intact
from lumencare.contracts.models import (
    Contract,
    Credit,
    CreditShare,
    InvoiceItem,
    InvoiceRequest,
    Paper,
    Payment,
    Receipt,
    SealedCopy,
)


def wrong_payments() -> Iterator[str]:
    """Yield the payments whose paid amount is not the sum of their receipts."""
    received = _sum(Receipt.objects.filter(payment=OuterRef("pk")), "payment", F("fen"))
    rows = Payment.objects.annotate(received=Coalesce(received, Value(0)))
    differing = rows.exclude(received=F("paid_fen")).order_by("pk")
    for number, pk in differing.values_list("contract__number", "pk"):
        yield f"{number} #{pk}"


def wrong_credits() -> Iterator[str]:
    """Yield the contracts that were given back more than was paid, or whose shares differ."""
    gross = F("net_fen") + F("vat_fen")
    given = Credit.objects.filter(contract=OuterRef("pk")).exclude(state="declined")
    rows = Contract.objects.annotate(
        paid=Coalesce(
            _sum(Payment.objects.filter(contract=OuterRef("pk")), "contract", F("paid_fen")),
            Value(0),
        ),
        credited=Coalesce(_sum(given, "contract", gross), Value(0)),
    )
    over = rows.filter(credited__gt=F("paid")).order_by("pk")
    yield from over.values_list("number", flat=True)
    shares = _sum(CreditShare.objects.filter(credit=OuterRef("pk")), "credit", gross)
    uneven = Credit.objects.annotate(shared=Coalesce(shares, Value(0)))
    differing = uneven.exclude(shared=gross).order_by("pk")
    yield from differing.values_list("contract__number", flat=True)


def wrong_invoices() -> Iterator[str]:
    """Yield the invoice requests whose amount is not that of their items."""
    gross = F("net_fen") + F("vat_fen")
    items = _sum(InvoiceItem.objects.filter(request=OuterRef("pk")), "request", gross)
    rows = InvoiceRequest.objects.annotate(itemized=Coalesce(items, Value(0)))
    yield from rows.exclude(itemized=gross).order_by("pk").values_list("number", flat=True)


def count_files() -> int:
    """Return how many files of contracts there must be: issued, and signed by both."""
    return Paper.objects.count() + SealedCopy.objects.count()


def damaged_files() -> Iterator[str]:
    """Yield what was issued or uploaded whose file is missing or is not the one that was kept."""
    for paper in Paper.objects.order_by("pk").iterator(chunk_size=500):
        if not is_intact(paper.pdf, paper.pdf_sha256):
            yield paper.number
    copies = SealedCopy.objects.select_related("contract").order_by("pk")
    for copy in copies.iterator(chunk_size=500):
        if not is_intact(copy.file, copy.sha256):
            yield f"{copy.contract.number} {copy.file_name}"


def misnamed_files() -> Iterator[str]:
    """Yield the contracts that name another document than their latest revision."""
    latest = Paper.objects.filter(contract=OuterRef("pk"), amendment=None).order_by("-revision")
    copies = SealedCopy.objects.filter(contract=OuterRef("pk"), amendment=None).order_by("-pk")
    rows = Contract.objects.annotate(
        issued=Coalesce(Subquery(latest.values("pdf_sha256")[:1]), Value("")),
        signed=Coalesce(Subquery(copies.values("sha256")[:1]), Value("")),
    )
    differing = rows.exclude(issued=F("pdf_sha256"), signed=F("sealed_sha256")).order_by("pk")
    yield from differing.values_list("number", flat=True)


def _sum(
    rows: "QuerySet[Receipt] | QuerySet[Payment] | QuerySet[Credit] | QuerySet[CreditShare]"
    " | QuerySet[InvoiceItem]",
    of: str,
    amount: Combinable,
) -> Subquery:
    """Return the sum of an amount over the rows of each."""
    grouped = rows.order_by().values(of).annotate(sum=Sum(amount))
    return Subquery(grouped.values("sum"))
