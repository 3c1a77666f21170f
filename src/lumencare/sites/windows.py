"""The purchase window of a system as the worklist sorts by it: its last day, the money at stake."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lumencare.domain.codes import PART_CARE, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.money import ZERO, Money
from lumencare.domain.pricing import payments
from lumencare.domain.system import System
from lumencare.sites.facts import system_of
from lumencare.sites.models import System as SystemRow

ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Window:
    """Until when a Part Care plan can be bought, and the dearest of what is due on buying one.

    Both follow from the order alone and stay as they are after the last day has passed: whether
    the window is open is a question about today, which nothing that is kept can answer.
    """

    last_day: date | None
    value: Money
    edition: str


def window_of(edition: Edition, system: System) -> Window:
    """Return the purchase window of a system (PW-1); no last day where none is ever offered."""
    bought = system.order_date
    judged = [judge(edition, system, plan, bought) for plan in PlanCode if plan in PART_CARE]
    offered = [each for each in judged if each.eligible and each.last_day_to_buy]
    return Window(
        last_day=max(
            (each.last_day_to_buy for each in offered if each.last_day_to_buy), default=None
        ),
        value=max(
            (due_on_buying(edition, system, each.plan, bought) for each in offered), default=ZERO
        ),
        edition=edition.code,
    )


def due_on_buying(edition: Edition, system: System, plan: PlanCode, on: date) -> Money:
    """Return the first payment of a plan that is bought on a day."""
    due = payments(edition, system, plan, on)
    return due[0].net if due else ZERO


def window_fields(edition: Edition, system: System) -> dict[str, Any]:
    """Return the purchase window as the fields of a system's row."""
    window = window_of(edition, system)
    return {
        "window_ends_on": window.last_day,
        "window_value_fen": window.value.fen,
        "window_edition": window.edition,
    }


def renew_windows(edition: Edition) -> int:
    """Write every window that another edition decided anew; return how many were.

    Derived from the order and the edition, so nothing that a person wrote can be lost by it.
    """
    done = 0
    for rows in _outdated(edition):
        for row in rows:
            for name, value in window_fields(edition, system_of(row)).items():
                setattr(row, name, value)
        done += SystemRow.objects.bulk_update(
            rows, ["window_ends_on", "window_value_fen", "window_edition"]
        )
    return done


def _outdated(edition: Edition) -> Iterator[list[SystemRow]]:
    wanted = SystemRow.objects.exclude(window_edition=edition.code).order_by("pk")
    last = 0
    while rows := list(wanted.filter(pk__gt=last)[:ROWS_AT_ONCE]):
        yield rows
        last = rows[-1].pk


def fill_windows(edition: Edition, rows: Iterable[SystemRow]) -> None:
    """Set the window on rows that are about to be inserted."""
    for row in rows:
        for name, value in window_fields(edition, system_of(row)).items():
            setattr(row, name, value)
