"""Drift: hardware as built against the lists that running plans were priced on (D-13)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.models import ContractLine
from lumencare.contracts.priced_lists import PricedLists, priced_lists
from lumencare.contracts.queries.lines import name_of
from lumencare.contracts.queries.rows import find_contract, visible_contracts
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.drift import BoughtYear, DriftQuestion, PlanDrift, price_drift
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text
from lumencare.exchange.portfolio.bom import ref_key
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.bom_difference import BomDifference, PartTotal
from lumencare.sites.facts import system_of
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

LARGEST_FIRST = ("-system__bom_fen", "pk")
# A list of many compares amounts alone.
NO_LISTS = PricedLists({}, {}, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDrift:
    """A running plan, the amount it was priced on, the amount now, and what that changes.

    `list_number` is the list that it was priced on; where only a total was known then it is None,
    and `parts` too.
    """

    contract: str
    position: int
    plan: Text
    system_pk: int
    system_ref: str
    site: str
    owner: str
    contracted: Money
    as_built: Money
    list_number: int | None
    parts: BomDifference | None
    price: PlanDrift

    @property
    def amount(self) -> Money:
        """By how much the hardware grew since."""
        return self.as_built - self.contracted

    @property
    def exists(self) -> bool:
        """Whether anything differs, in amount or in parts."""
        return bool(self.amount) or bool(self.parts and self.parts.changes)


@dataclass(frozen=True, slots=True)
class UncoveredPart:
    """A part as built, and how many of it are on no covered list (D-13)."""

    part: PartTotal
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemDrift:
    """A system with drift: its list now, its plans, and the parts that none of them covers.

    `uncovered` is None where it cannot be told part by part.
    """

    system_pk: int
    system_ref: str
    system_name: str
    as_built: Money
    list_number: int | None
    taken_on: date | None
    lines: tuple[LineDrift, ...]
    uncovered: tuple[UncoveredPart, ...] | None


def drift_of_system(user: User, system_pk: int, on: date) -> tuple[SystemDrift, ...]:
    """Return the drift of a system as a tuple of one, or of none where nothing drifted."""
    return tuple(_drifts(_running(user).filter(system=system_pk), on))


def drift_of_contract(user: User, number: str, on: date) -> tuple[SystemDrift, ...]:
    """Return the systems of a contract whose hardware drifted; Http404 where it is not seen.

    A part may be covered by another contract of the system, so those are compared, too.
    """
    systems = find_contract(user, number).lines.values("system")
    found = _drifts(_running(user).filter(system__in=systems), on)
    return tuple(each for each in found if any(line.contract == number for line in each.lines))


def list_drift(
    user: User, on: date, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[LineDrift]:
    """Return the running plans whose system has another amount now, the largest systems first."""
    rows, edition = _running(user).exclude(bom_fen=F("system__bom_fen")), edition_in_force(on)
    return cut(
        rows, LARGEST_FIRST, lambda row: _line(row, edition, on, NO_LISTS), cursor=cursor, size=size
    )


def _running(user: User) -> QuerySet[ContractLine]:
    require_right(user, Right.SEE_PRICES)
    rows = ContractLine.objects.filter(
        state=ContractLine.State.ACTIVE,
        kind=LineKind.PLAN.value,
        contract__in=visible_contracts(user),
    )
    whole = rows.select_related("contract", "system__site__owner", "quote_version")
    return whole.prefetch_related("terms")


def _drifts(rows: QuerySet[ContractLine], on: date) -> Iterator[SystemDrift]:
    edition = edition_in_force(on)
    found = list(rows.order_by("system__ref", "contract__number", "position"))
    lists = priced_lists(found)
    by_system: dict[int, list[ContractLine]] = {}
    for row in found:
        by_system.setdefault(row.system_id, []).append(row)
    for group in by_system.values():
        drift = _system(group, lists, edition, on)
        if drift.lines:
            yield drift


def _system(
    group: list[ContractLine], lists: PricedLists, edition: Edition, on: date
) -> SystemDrift:
    system, latest = group[0].system, lists.latest.get(group[0].system_id)
    lines = (_line(row, edition, on, lists) for row in group)
    return SystemDrift(
        system_pk=system.pk,
        system_ref=system.ref,
        system_name=system.name,
        as_built=Money.of_fen(system.bom_fen),
        list_number=None if latest is None else latest.number,
        taken_on=None if latest is None else latest.taken_on,
        lines=tuple(each for each in lines if each.exists),
        uncovered=_uncovered([lists.parts.get(row.pk) for row in group]),
    )


def _line(row: ContractLine, edition: Edition, on: date, lists: PricedLists) -> LineDrift:
    contracted, priced_on = Money.of_fen(row.bom_fen), lists.priced.get(row.pk)
    years = tuple(
        BoughtYear(Span(each.starts_on, each.ends_on), each.project_year)
        for each in row.terms.all()
        if each.ended_on is None
    )
    system = system_of(row.system)
    asked = DriftQuestion(edition, system, PlanCode(row.code), contracted, years, on)
    return LineDrift(
        contract=row.contract.number,
        position=row.position,
        plan=name_of(row),
        system_pk=row.system_id,
        system_ref=row.system.ref,
        site=row.system.site.name,
        owner=row.system.site.owner.name,
        contracted=contracted,
        as_built=system.bom,
        list_number=None if priced_on is None else priced_on.number,
        parts=lists.parts.get(row.pk),
        price=price_drift(asked),
    )


def _uncovered(against: Sequence[BomDifference | None]) -> tuple[UncoveredPart, ...] | None:
    """Return what is missing on every list that is covered; one unknown list leaves it open."""
    known = [each for each in against if each is not None]
    if len(known) < len(against):
        return None
    missing = [_missing(each) for each in known]
    return tuple(
        UncoveredPart(part, min(each[key][1] for each in missing))
        for key, (part, _) in missing[0].items()
        if all(key in each for each in missing)
    )


def _missing(found: BomDifference) -> dict[str, tuple[PartTotal, Decimal]]:
    """Return the parts of which the newer list has more, with how many more."""
    return {
        ref_key(each.after.part_number): (each.after, each.quantity)
        for each in found.changes
        if each.after is not None and each.quantity > 0
    }
