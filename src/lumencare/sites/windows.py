"""The purchase window of a system as the worklist sorts by it: its last day, the money at stake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from lumencare.domain.codes import PART_CARE, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.money import ZERO, Money
from lumencare.domain.pricing import payments
from lumencare.domain.system import System
from lumencare.sites.facts import system_of
from lumencare.sites.models import System as SystemRow

ROWS_AT_ONCE = 2000
WINDOW_FIELDS = ("window_ends_on", "window_value_fen", "window_edition")


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
    """Write every window that another edition decided anew; return how many were."""
    done = last = 0
    while pks := _renew_some(edition, last):
        done += len(pks)
        last = pks[-1]
    return done


def _renew_some(edition: Edition, last: int) -> list[int]:
    """Renew the next windows, read and written while nobody else can change what they rest on."""
    with transaction.atomic():
        wanted = SystemRow.objects.exclude(window_edition=edition.code).filter(pk__gt=last)
        rows = list(wanted.order_by("pk").select_for_update()[:ROWS_AT_ONCE])
        fill_windows(edition, rows)
        SystemRow.objects.bulk_update(rows, WINDOW_FIELDS, batch_size=ROWS_AT_ONCE // 4)
        return [each.pk for each in rows]


def fill_windows(edition: Edition, rows: Iterable[SystemRow]) -> None:
    """Set the window on rows that are about to be written."""
    for row in rows:
        for name, value in window_fields(edition, system_of(row)).items():
            setattr(row, name, value)
