"""Contracts, invoices and allowances as a visitor of the portal sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import Http404

from lumencare.contracts.models import Allowance, Contract, ContractLine, InvoiceRequest, Paper
from lumencare.contracts.queries.facts import AllowanceFacts
from lumencare.contracts.queries.ledger import Drawing, allowance_facts
from lumencare.contracts.queries.lines import name_of
from lumencare.contracts.renewing import with_response
from lumencare.domain.contract.invoicing import INVOICE_STATE_NAMES, InvoiceState
from lumencare.domain.contract.states import STATE_NAMES, ContractState
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.visitors import Visitor, is_party

MOST = 100
NUMBERED = [InvoiceState.ISSUED.value, InvoiceState.RED.value]
RUNNING = [ContractState.ACTIVE.value, ContractState.SUSPENDED.value]
# A renewal is offered as early as its first reminder goes out.
RENEWED_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicContract:
    """A contract; `has_paper` where its document was issued and the visitor may read it."""

    number: str
    state: str
    state_name: Text
    site: int
    site_name: str
    plans: tuple[Text, ...]
    starts_on: date | None
    last_day: date | None
    has_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicInvoice:
    """An invoice that has its number."""

    number: str
    contract: str
    issued_on: date | None
    gross: Money
    state: str
    state_name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAllowance:
    """What is left of a service, and the system that it is for."""

    pk: int
    site: int
    system_name: str
    contract: str
    facts: AllowanceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRenewal:
    """A plan whose next year can be bought now, and until when.

    `net` is the price of the plan alone; `response` tells that a response time goes on with it.
    """

    line: int
    site: int
    system_name: str
    plan: Text
    renew_by: date
    net: Money
    response: bool


def contracts_of(visitor: Visitor, site: int | None = None) -> tuple[PublicContract, ...]:
    """Return the contracts of the sites that a visitor sees, newest first."""
    rows = _seen(visitor).exclude(state=ContractState.CANCELLED.value)
    rows = rows if site is None else rows.filter(site=site)
    readable = set(rows.filter(is_party(visitor)).values_list("pk", flat=True))
    whole = rows.select_related("site").prefetch_related("lines", "papers").order_by("-pk")[:MOST]
    return tuple(_contract(each, readable=each.pk in readable) for each in whole)


def paper_of(visitor: Visitor, number: str) -> Paper:
    """Return the latest document of a contract, for the people of its parties; else Http404.

    Who owns the site today is not enough: the paper holds what its parties agreed (D-18).
    """
    rows = Paper.objects.filter(
        contract__in=_seen(visitor).filter(is_party(visitor), number=number.replace("\x00", "")),
        amendment=None,
    )
    found = rows.order_by("-revision").first()
    if found is None:
        raise Http404(f"document of {number}")
    return found


def invoices_of(visitor: Visitor, site: int | None = None) -> tuple[PublicInvoice, ...]:
    """Return the invoices to the visitor's organizations, newest first."""
    rows = InvoiceRequest.objects.filter(
        contract__in=_seen(visitor), bill_to__in=visitor.organizations, state__in=NUMBERED
    )
    rows = rows if site is None else rows.filter(contract__site=site)
    whole = rows.select_related("contract").order_by("-issued_on", "-pk")[:MOST]
    return tuple(_invoice(each) for each in whole)


def allowances_of(
    visitor: Visitor, on: date, site: int | None = None
) -> tuple[PublicAllowance, ...]:
    """Return what is left of the services of contracts that run, what ends first on top."""
    rows = Allowance.objects.filter(
        contract__in=_seen(visitor).filter(state__in=RUNNING),
        ended_on=None,
        starts_on__lte=on,
        ends_on__gt=on,
    )
    rows = rows if site is None else rows.filter(system__site=site)
    found = list(
        rows.select_related("system", "contract")
        .prefetch_related("draws")
        .order_by("ends_on", "pk")
    )
    facts = allowance_facts(found, Drawing(on, allowed=False))
    return tuple(map(_allowance, found, facts))


def allowance_seen(visitor: Visitor, pk: int) -> Allowance:
    """Return an allowance of a running contract that a visitor sees; else Http404."""
    rows = Allowance.objects.filter(
        pk=pk, ended_on=None, contract__in=_seen(visitor).filter(state__in=RUNNING)
    )
    found = rows.select_related("system__site", "contract__site").first()
    if found is None:
        raise Http404(f"allowance {pk}")
    return found


def renewals_of(visitor: Visitor, on: date, site: int | None = None) -> tuple[PublicRenewal, ...]:
    """Return the plans that can be renewed soon, whose last day to do so comes first on top."""
    rows = _lines(visitor).filter(renew_by__gte=on, renew_by__lte=on + RENEWED_WITHIN)
    rows = rows if site is None else rows.filter(system__site=site)
    found = list(rows.order_by("renew_by", "pk"))
    going_on = with_response(found, edition_in_force(on))
    return tuple(
        PublicRenewal(
            line=each.pk,
            site=each.system.site_id,
            system_name=each.system.name,
            plan=name_of(each),
            renew_by=each.renew_by,
            net=Money.of_fen(each.renew_fen),
            response=each.pk in going_on,
        )
        for each in found
        if each.renew_by is not None
    )


def line_seen(visitor: Visitor, pk: int) -> ContractLine:
    """Return a running line that the visitor's organization may renew; else Http404."""
    found = _lines(visitor).filter(pk=pk).prefetch_related("terms").first()
    if found is None:
        raise Http404(f"line {pk}")
    return found


def _lines(visitor: Visitor) -> QuerySet[ContractLine]:
    contracts = _seen(visitor).filter(is_party(visitor))
    rows = ContractLine.objects.filter(contract__in=contracts, state="active")
    return rows.select_related("contract__author", "quote_version__author", "system__site__owner")


def _seen(visitor: Visitor) -> QuerySet[Contract]:
    return Contract.objects.filter(site__in=visitor.sites)


def _contract(row: Contract, *, readable: bool) -> PublicContract:
    lines: Iterable[ContractLine] = row.lines.all()
    return PublicContract(
        number=row.number,
        state=row.state,
        state_name=STATE_NAMES[ContractState(row.state)],
        site=row.site_id,
        site_name=row.site.name,
        plans=tuple(dict.fromkeys(name_of(each) for each in lines if each.kind == "plan")),
        starts_on=row.starts_on,
        last_day=row.ends_on - DAY if row.ends_on else None,
        has_paper=readable and any(each.amendment_id is None for each in row.papers.all()),
    )


def _invoice(row: InvoiceRequest) -> PublicInvoice:
    return PublicInvoice(
        number=row.invoice_number,
        contract=row.contract.number if row.contract else "",
        issued_on=row.issued_on,
        gross=Money.of_fen(row.net_fen + row.vat_fen),
        state=row.state,
        state_name=INVOICE_STATE_NAMES[InvoiceState(row.state)],
    )


def _allowance(row: Allowance, facts: AllowanceFacts) -> PublicAllowance:
    return PublicAllowance(
        pk=row.pk,
        site=row.system.site_id,
        system_name=row.system.name,
        contract=row.contract.number,
        facts=facts,
    )
