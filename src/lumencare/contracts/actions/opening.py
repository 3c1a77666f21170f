"""Opening: an accepted quote becomes a contract, or joins the one whose plan it goes on with."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from lumencare.accounts.models import User
from lumencare.audit.actions import add_row, conflict_about, record
from lumencare.contracts.actions.activating import activate_ready
from lumencare.contracts.actions.amending import amend_by_quote
from lumencare.contracts.actions.conditions import add_conditions
from lumencare.contracts.actions.selling import add_lines, bought_on
from lumencare.contracts.clashes import require_compatible
from lumencare.contracts.facts import accepted_lines, sale_of
from lumencare.contracts.finding import remember_contract
from lumencare.contracts.hosts import RUNNING, find_host
from lumencare.contracts.models import Contract, ContractLine, ContractNumber
from lumencare.domain.codes import PART_CARE
from lumencare.domain.contract.sold import SoldLine, lines_sold
from lumencare.domain.money import Money, total
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.pricebook.queries import edition_by_code
from lumencare.sales.models import QuoteState, QuoteVersion
from lumencare.sites.holdings import note_part_care
from lumencare.sites.models import System
from lumencare.store.numbering import next_number

# A version carries its whole quotation.
VERSIONS_AT_ONCE = 100


def open_contract(
    version: QuoteVersion, *, by: User | str | None, now: datetime
) -> Contract | None:
    """Open what an accepted version sells, once; None where nothing of it has a price (SY-3).

    The next year of a plan, an upgrade and an option join the contract that they belong to.
    Raises Refused where a plan is held for the same days by then (D-22).
    """
    with transaction.atomic():
        system = System.objects.select_for_update().get(pk=version.quote.system_id)
        found = ContractLine.objects.filter(quote_version=version).first()
        if found is not None:
            return found.contract
        if version.state != QuoteState.ACCEPTED:
            return None
        bought = bought_on(version)
        edition = edition_by_code(version.edition)
        sold = lines_sold(sale_of(version, edition, system, bought), accepted_lines(version))
        if not sold:
            return None
        require_compatible(system, sold, edition, bought)
        host = _hold(find_host(system, sold, edition, bought))
        contract = host or _begin(version, system, bought, by=by, now=now)
        lines = add_lines(contract, version, system, sold)
        if any(each.code in PART_CARE for each in lines):
            note_part_care(system.pk, held=True)
        add_conditions(contract, lines, version, is_new=host is None)
        _add_up(contract, sold, by=by, now=now, is_new=host is None)
        if host is not None:
            amend_by_quote(host, lines, sold, by=by, now=now)
        activate_ready(contract, by=by, now=now)
    return contract


def _hold(host: Contract | None) -> Contract | None:
    """Hold the contract that a sale joins until it has; Conflict where it ended meanwhile."""
    if host is None:
        return None
    held = Contract.objects.select_for_update().filter(pk=host.pk, state__in=RUNNING).first()
    if held is None:
        raise conflict_about(host)
    return held


def open_missing(now: datetime) -> dict[str, Refused]:
    """Open the contracts of quotes that were accepted before there were any.

    Returns the quotes that a rule stands against, with the refusal; they stay as they are.
    """
    opened = Exists(ContractLine.objects.filter(quote_version=OuterRef("pk")))
    rows = QuoteVersion.objects.filter(~opened, state=QuoteState.ACCEPTED).order_by("ended_at")
    refused: dict[str, Refused] = {}
    for version in rows.select_related("quote").iterator(chunk_size=VERSIONS_AT_ONCE):
        try:
            open_contract(version, by=None, now=now)
        except Refused as against:
            refused[str(version)] = against
    return refused


def _begin(
    version: QuoteVersion, system: System, bought: date, *, by: User | str | None, now: datetime
) -> Contract:
    site = system.site
    row = Contract(
        number=next_number(ContractNumber.objects, "C", in_shanghai(now).date()),
        site=site,
        owner_id=site.owner_id,
        bill_to_id=site.owner_id,
        edition=version.edition,
        purchased_on=bought,
        net_fen=0,
        vat_fen=0,
        author=by if isinstance(by, User) else None,
        created_at=now,
        changed_at=now,
    )
    add_row(row, by=by, now=now)
    remember_contract(row)
    return row


def _add_up(
    contract: Contract,
    sold: Sequence[SoldLine],
    *,
    by: User | str | None,
    now: datetime,
    is_new: bool,
) -> None:
    """Count the new lines into the contract, and tell the trail what joined."""
    net, vat = total(each.net for each in sold), total(each.vat for each in sold)
    Contract.objects.filter(pk=contract.pk).update(
        net_fen=F("net_fen") + net.fen,
        vat_fen=F("vat_fen") + vat.fen,
        changed_at=now,
        version=F("version") + 1,
    )
    before = Money.of_fen(contract.net_fen)
    contract.refresh_from_db()
    changes = {
        "lines": (None, [each.code for each in sold]),
        "net_fen": (before.fen, contract.net_fen),
    }
    action = "open" if is_new else "extend"
    record(contract, action=action, by=by, now=now, changes=changes)
