"""The four ladders: what each reminds of, and the rows that are on it (D-25, D-23)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef

from lumencare.accounts.models import User
from lumencare.contracts.hosts import RUNNING
from lumencare.contracts.models import Allowance, Contract, ContractLine
from lumencare.contracts.rungs import ALLOWANCE, CONTRACT, RENEWAL, WINDOW
from lumencare.contracts.said import (
    say_allowance,
    say_contract_end,
    say_renewal,
    say_window,
)
from lumencare.domain.contract import reminders
from lumencare.domain.period import DAY
from lumencare.domain.text import Text
from lumencare.sales.models import Quote
from lumencare.sites.models import Site, System

Ends = Iterator[tuple[int, date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Something that ends: what is said of it, at which site, who keeps it, and where it is."""

    subject: int
    last_day: date
    site: Site
    keeper: User | None
    said: tuple[Text, Text]
    path: str
    facts: dict[str, Any] = field(default_factory=dict)
    contract: str = ""

    @property
    def outside(self) -> str:
        """Where owner and partner find it: by their own door, where a code is enough."""
        return f"/portal/sites/{self.site.pk}/"


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder: its name in editions, the rows that end by a day, and what is said of some.

    `event` is what others are told of each rung; empty: nothing.
    """

    name: str
    of: str
    ends: Callable[[date, date], Ends]
    read: Callable[[Sequence[int]], Iterator[Ending]]
    event: str = ""


def _lines(on: date, until: date) -> Ends:
    rows = ContractLine.objects.filter(state="active", renew_by__gte=on, renew_by__lte=until)
    rows = rows.filter(contract__state__in=RUNNING)
    for key, last in rows.values_list("pk", "renew_by").iterator(chunk_size=2000):
        if last is not None:
            yield key, last


def _read_lines(keys: Sequence[int]) -> Iterator[Ending]:
    rows = ContractLine.objects.filter(pk__in=keys, successor=None, renew_by__isnull=False)
    # Locked: a renewal that is done meanwhile waits, and then finds the reminders to cancel.
    locked = rows.select_for_update(of=("self",))
    for row in locked.select_related("contract__author", *_PLACE).order_by("pk"):
        if row.renew_by is not None:
            yield Ending(
                subject=row.pk,
                last_day=row.renew_by,
                site=row.system.site,
                keeper=row.contract.author,
                said=say_renewal(row),
                path=f"/systems/{row.system_id}/",
                contract=row.contract.number,
                facts={"plan": row.code, "system": row.system.ref, "renew_by": row.renew_by},
            )


def _contracts(on: date, until: date) -> Ends:
    """Yield the contracts that end, but for those whose renewal is reminded of anyway."""
    renewed = ContractLine.objects.filter(contract=OuterRef("pk"), renew_by__isnull=False)
    rows = Contract.objects.filter(
        ~Exists(renewed), state__in=RUNNING, ends_on__gt=on, ends_on__lte=until + DAY
    )
    for key, end in rows.values_list("pk", "ends_on").iterator(chunk_size=2000):
        if end is not None:
            yield key, end - DAY


def _read_contracts(keys: Sequence[int]) -> Iterator[Ending]:
    rows = Contract.objects.filter(pk__in=keys, state__in=RUNNING, ends_on__isnull=False)
    for row in rows.select_related("author", "site__partner", "site__owner").order_by("pk"):
        if row.ends_on is not None:
            yield Ending(
                subject=row.pk,
                last_day=row.ends_on - DAY,
                site=row.site,
                keeper=row.author,
                said=say_contract_end(row),
                path=f"/sites/{row.site_id}/",
            )


def _allowances(on: date, until: date) -> Ends:
    rows = Allowance.objects.filter(ends_on__gt=on, ends_on__lte=until + DAY, ended_on=None)
    rows = rows.filter(drawn_tenths__lt=F("tenths"), contract__state__in=RUNNING)
    for key, end in rows.values_list("pk", "ends_on").iterator(chunk_size=2000):
        yield key, end - DAY


def _read_allowances(keys: Sequence[int]) -> Iterator[Ending]:
    rows = Allowance.objects.filter(pk__in=keys, ended_on=None, drawn_tenths__lt=F("tenths"))
    for row in rows.select_related("contract__author", *_PLACE).order_by("pk"):
        left = row.tenths - row.drawn_tenths
        yield Ending(
            subject=row.pk,
            last_day=row.ends_on - DAY,
            site=row.system.site,
            keeper=row.contract.author,
            said=say_allowance(row),
            path=f"/systems/{row.system_id}/",
            contract=row.contract.number,
            facts={
                "service": row.code,
                "system": row.system.ref,
                "left": f"{left / 10:g}",
                "ends_on": row.ends_on - DAY,
            },
        )


def _windows(on: date, until: date) -> Ends:
    """Yield the systems with an open window that hold no Part Care plan."""
    rows = System.objects.filter(
        window_ends_on__gte=on, window_ends_on__lte=until, retired_on=None, part_care_held=False
    )
    for key, last in rows.values_list("pk", "window_ends_on").iterator(chunk_size=2000):
        if last is not None:
            yield key, last


def _read_windows(keys: Sequence[int]) -> Iterator[Ending]:
    rows = System.objects.filter(pk__in=keys, retired_on=None, part_care_held=False)
    quotes = Quote.objects.filter(system__in=keys).order_by("pk").select_related("author")
    keepers = {each.system_id: each.author for each in quotes}
    for row in rows.select_related("site__owner", "site__partner").order_by("pk"):
        if row.window_ends_on is not None:
            yield Ending(
                subject=row.pk,
                last_day=row.window_ends_on,
                site=row.site,
                keeper=keepers.get(row.pk),
                said=say_window(row),
                path=f"/systems/{row.pk}/",
            )


_PLACE = ("system__site__owner", "system__site__partner")

LADDERS: tuple[Ladder, ...] = (
    Ladder(WINDOW, reminders.WINDOW, _windows, _read_windows),
    Ladder(RENEWAL, reminders.RENEWAL, _lines, _read_lines, "renewal.due"),
    Ladder(CONTRACT, reminders.CONTRACT_END, _contracts, _read_contracts),
    Ladder(ALLOWANCE, reminders.ALLOWANCE, _allowances, _read_allowances, "entitlement.ending"),
)
