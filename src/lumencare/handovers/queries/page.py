"""An accepted upgrade as its page shows it: bills, work, the handover, what staff still end."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.hosts import GOING_ON
from lumencare.contracts.models import Contract
from lumencare.domain.dispatch.states import STATE_NAMES as VISIT_STATES
from lumencare.domain.dispatch.states import VisitState
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import OPTION_KIND_NAMES, OptionKind
from lumencare.domain.upgrade.open_things import (
    DECISION_NAMES,
    THING_NAMES,
    Decision,
    ThingKind,
)
from lumencare.domain.upgrade.states import STATE_NAMES, WON, ProposalState
from lumencare.handovers.accepted import accepted_option
from lumencare.handovers.models import Handover, UpgradeBill
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.upgrades.models import ProposalVersion

WON_STATES = sorted(each.value for each in WON)


@dataclass(frozen=True, slots=True, kw_only=True)
class BillFacts:
    """A bill of an accepted upgrade; amounts with VAT apart."""

    pk: int
    number: str
    proposal: str
    name: str
    bill_to: str
    state: str
    net: Money
    vat: Money
    gross: Money
    due_on: date
    paid_on: date | None
    reference: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFacts:
    """A visit that does work of the option."""

    number: str
    summary: str
    state_name: Text
    starts_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledFacts:
    """What was decided about one thing that was open at the old system."""

    kind_name: Text
    number: str
    what: Text
    decision: str
    decision_name: Text
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """The handover: when, to whom, what it brought, and what it settled."""

    completed_on: date
    handed_to: str
    note: str
    by: str
    recorded_at: datetime
    file_name: str
    sha256: str
    new_pk: int | None
    new_ref: str
    whole: bool
    software_before: str
    software_after: str
    parts: tuple[str, ...]
    settled: tuple[SettledFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedPage:
    """An accepted upgrade; `to_end` are contracts of a replaced system that still run."""

    number: str
    version: int
    state: str
    state_name: Text
    kind: str
    kind_name: Text
    system_pk: int
    system_ref: str
    system_name: str
    site_pk: int
    site_name: str
    owner: str
    option: str
    gross: Money | None
    accepted_name: str
    accepted_at: datetime | None
    signatures: tuple[str, ...]
    bills: tuple[BillFacts, ...]
    work: tuple[WorkFacts, ...]
    handover: HandoverFacts | None
    to_end: tuple[str, ...]
    can: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedLine:
    """An accepted upgrade in a list."""

    number: str
    state: str
    state_name: Text
    kind_name: Text
    site_name: str
    system_name: str
    owner: str
    net: Money | None
    accepted_at: datetime | None
    completed_on: date | None


def visible_accepted(user: User) -> QuerySet[ProposalVersion]:
    """Return the accepted versions that a person may see."""
    require_right(user, Right.SEE_PROPOSALS)
    rows = ProposalVersion.objects.filter(state__in=WON_STATES)
    return rows.select_related("proposal__system__site__owner", "handover__replacement__new")


def find_accepted(user: User, number: str) -> ProposalVersion:
    """Return the accepted version of a proposal; Http404 where none is."""
    found = visible_accepted(user).filter(proposal__number=number).first()
    if found is None:
        raise Http404(f"accepted proposal {number}")
    return found


def find_offered(user: User, number: str) -> ProposalVersion:
    """Return the version of a proposal that a customer holds; else Http404."""
    require_right(user, Right.ACCEPT_QUOTES)
    require_right(user, Right.SEE_PROPOSALS)
    rows = ProposalVersion.objects.filter(
        proposal__number=number, state__in=[ProposalState.SENT.value, *WON_STATES]
    )
    found = rows.select_related("proposal__system__site__owner").order_by("-number").first()
    if found is None:
        raise Http404(f"offered proposal {number}")
    return found


def find_handover(user: User, number: str) -> Handover:
    """Return the handover of a proposal; else Http404."""
    row = Handover.objects.filter(proposal_version=find_accepted(user, number))
    found = row.select_related("proposal_version__proposal__system").first()
    if found is None:
        raise Http404(f"handover of {number}")
    return found


def find_bill(user: User, pk: int) -> UpgradeBill:
    """Return a bill's row for an action; else Http404."""
    require_right(user, Right.SEE_MONEY)
    found = UpgradeBill.objects.select_related("bill_to", "proposal_version").filter(pk=pk).first()
    if found is None:
        raise Http404(f"bill {pk}")
    return found


def list_bills(
    user: User, *, state: str = "", cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[BillFacts]:
    """Return the bills of upgrades, those due longest first."""
    require_right(user, Right.SEE_MONEY)
    rows = UpgradeBill.objects.select_related("bill_to", "proposal_version__proposal")
    rows = rows.filter(state=state) if state else rows
    return cut(rows, ("due_on", "pk"), bill_facts, cursor=cursor, size=size)


def list_accepted(
    user: User, *, state: str = "", cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[AcceptedLine]:
    """Return accepted upgrades, newest first."""
    rows = visible_accepted(user)
    rows = rows.filter(state=state) if state else rows
    return cut(rows, ("-pk",), _line, cursor=cursor, size=size)


def accepted_page(user: User, number: str) -> AcceptedPage:
    """Return an accepted upgrade with all that followed; Http404 where it may not be seen."""
    row = find_accepted(user, number)
    system, option = row.proposal.system, accepted_option(row)
    handover = getattr(row, "handover", None)
    to_end = _to_end(row, handover)
    bills = row.bills.select_related("bill_to", "proposal_version__proposal").order_by("pk")
    return AcceptedPage(
        number=number,
        version=row.number,
        state=row.state,
        state_name=STATE_NAMES[ProposalState(row.state)],
        kind=option.kind.value,
        kind_name=OPTION_KIND_NAMES[option.kind],
        system_pk=system.pk,
        system_ref=system.ref,
        system_name=system.name,
        site_pk=system.site_id,
        site_name=system.site.name,
        owner=system.site.owner.name,
        option=row.accepted_option,
        gross=_money(row.gross_fen),
        accepted_name=row.accepted_name,
        accepted_at=row.accepted_at,
        signatures=tuple(row.signatures.order_by("pk").values_list("file_name", flat=True)),
        bills=tuple(bill_facts(each) for each in bills),
        work=_work(row),
        handover=None if handover is None else handover_facts(handover),
        to_end=to_end,
        can=_steps(user, row, to_end),
    )


def bill_facts(row: UpgradeBill) -> BillFacts:
    """Return a bill as lists show it."""
    return BillFacts(
        pk=row.pk,
        number=row.number,
        proposal=row.proposal_version.proposal.number,
        name=row.name,
        bill_to=row.bill_to.name,
        state=row.state,
        net=Money.of_fen(row.net_fen),
        vat=Money.of_fen(row.vat_fen),
        gross=Money.of_fen(row.net_fen + row.vat_fen),
        due_on=row.due_on,
        paid_on=row.paid_on,
        reference=row.paid_reference,
        version=row.version,
    )


def handover_facts(row: Handover) -> HandoverFacts:
    """Return a handover as it was recorded."""
    made = row.replacement
    gone = () if made is None else made.parts.order_by("pk")
    return HandoverFacts(
        completed_on=row.completed_on,
        handed_to=row.handed_to,
        note=row.note,
        by=row.completed_by.name,
        recorded_at=row.recorded_at,
        file_name=row.file_name,
        sha256=row.sha256,
        new_pk=made.new_id if made else None,
        new_ref=made.new.ref if made else "",
        whole=made is not None and made.whole,
        software_before=row.software_before,
        software_after=row.software_after,
        parts=tuple(f"{each.part_number} × {each.quantity_milli / 1000:g}" for each in gone),
        settled=tuple(_settled(each) for each in row.settled),
    )


def _settled(each: dict[str, Any]) -> SettledFacts:
    return SettledFacts(
        kind_name=THING_NAMES[ThingKind(each["kind"])],
        number=each["number"],
        what=Text(each["zh"], each["en"]),
        decision=each["decision"],
        decision_name=DECISION_NAMES[Decision(each["decision"])],
        why=each["why"],
    )


def _work(row: ProposalVersion) -> tuple[WorkFacts, ...]:
    rows = row.work.select_related("visit").order_by("line", "day")
    return tuple(
        WorkFacts(
            number=each.visit.number,
            summary=each.visit.summary,
            state_name=VISIT_STATES[VisitState(each.visit.state)],
            starts_at=each.visit.starts_at,
        )
        for each in rows
    )


def _to_end(row: ProposalVersion, handover: Handover | None) -> tuple[str, ...]:
    """Return the contracts that still run for a system that is gone as a whole (D-17)."""
    if handover is None or handover.replacement is None or not handover.replacement.whole:
        return ()
    rows = Contract.objects.filter(
        lines__system=row.proposal.system_id,
        lines__state__in=GOING_ON,
        state__in=["active", "suspended"],
    )
    return tuple(rows.distinct().order_by("pk").values_list("number", flat=True))


def _steps(user: User, row: ProposalVersion, to_end: tuple[str, ...]) -> frozenset[str]:
    open_now = row.state == ProposalState.ACCEPTED
    found = {
        "complete": open_now and may(user, Right.COMPLETE_UPGRADES),
        "plan": open_now and may(user, Right.COMPLETE_UPGRADES),
        "end": bool(to_end) and may(user, Right.CANCEL_CONTRACTS),
    }
    return frozenset(name for name, is_so in found.items() if is_so)


def _line(row: ProposalVersion) -> AcceptedLine:
    handover, system = getattr(row, "handover", None), row.proposal.system
    return AcceptedLine(
        number=row.proposal.number,
        state=row.state,
        state_name=STATE_NAMES[ProposalState(row.state)],
        kind_name=OPTION_KIND_NAMES[OptionKind(accepted_option(row).kind)],
        site_name=system.site.name,
        system_name=system.name,
        owner=system.site.owner.name,
        net=_money(row.net_fen),
        accepted_at=row.accepted_at,
        completed_on=handover.completed_on if handover else None,
    )


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money.of_fen(fen)
