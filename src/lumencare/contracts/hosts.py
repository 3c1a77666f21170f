"""Which running contract a sale joins: the one whose plan it renews, upgrades or adds to."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef

from lumencare.contracts.models import Contract, ContractLine, Term
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.sold import SoldLine
from lumencare.domain.contract.states import ContractState
from lumencare.domain.edition import Edition
from lumencare.domain.quotation.line import LineKind
from lumencare.sites.models import System

# Lines that are not over: in force, or waiting for something.
GOING_ON = ["active", "pending"]
RUNNING = [ContractState.ACTIVE.value, ContractState.SUSPENDED.value]


def find_host(
    system: System, sold: Sequence[SoldLine], edition: Edition, on: date
) -> Contract | None:
    """Return the contract that a sale of a day belongs to; None where it is a deal of its own.

    A sale with a plan of its own, beside what it goes on with, is a new deal as a whole.
    """
    plans = [each for each in sold if each.kind is LineKind.PLAN]
    lines = [_predecessor(system, each, edition, on) for each in plans]
    if any(each is None for each in lines):
        return None
    found = next((each for each in lines if each is not None), None)
    if found is None:
        holders = [each.value for each in edition.holders]
        found = _running(system, holders, on)
    return None if found is None else found.contract


def find_predecessor(
    system: System, line: SoldLine, edition: Edition, on: date
) -> ContractLine | None:
    """Return the line that a sold plan follows or replaces and that has no successor yet."""
    if line.kind is not LineKind.PLAN:
        return None
    found = _predecessor(system, line, edition, on)
    return found if found is None or not hasattr(found, "successor") else None


def upgraded_plans(code: str, edition: Edition) -> list[str]:
    """Return the plans that a plan may replace at the price difference (D-22)."""
    return [
        each.plans[0].value
        for each in edition.overlaps
        if each.upgrade is not None and each.plans[1] == code
    ]


def _predecessor(system: System, line: SoldLine, edition: Edition, on: date) -> ContractLine | None:
    return _running(system, [line.code, *upgraded_plans(PlanCode(line.code), edition)], on)


def _running(system: System, codes: Sequence[str], on: date) -> ContractLine | None:
    """Return the line that has days left: one that is over is none, whether or not a job saw it."""
    days_left = Term.objects.filter(line=OuterRef("pk"), ended_on=None, ends_on__gt=on)
    rows = ContractLine.objects.filter(
        Exists(days_left),
        system=system,
        code__in=codes,
        state="active",
        contract__state__in=RUNNING,
    )
    return rows.select_related("contract").order_by("-bought_on", "-pk").first()
