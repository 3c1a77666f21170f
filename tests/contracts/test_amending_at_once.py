"""Amended at once one wins; killed in between, a contract is amended whole or not at all."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from lumencare.contracts.actions import accept, add_system, cancel, renew, resume, suspend
from lumencare.contracts.cancelling import Cancelling
from lumencare.contracts.models import Amendment, Contract, ContractLine, Credit, Payment, Term
from lumencare.contracts.soundness import wrong_credits
from lumencare.domain.contract.credit import Treatment
from lumencare.domain.problems import Conflict, Refused
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import HeldPlan, Site, System
from tests.apart import KILLED, run_apart
from tests.at_once import at_once, told
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import site, system
from tests.sales.quotes import signed
from tests.sales.test_killed import LAST

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 6, 1)
NOW = noon(TODAY)
JANUARY = noon(date(2027, 1, 10))


def read(contract: Contract) -> Contract:
    """Return a contract as another process reads it."""
    return Contract.objects.get(pk=contract.pk)


def decided(treatment: Treatment = Treatment.BY_DAY, on: date = TODAY) -> Cancelling:
    return Cancelling(on=on, treatment=treatment, why="停业")


def numbers(contract: Contract) -> list[int]:
    rows = Amendment.objects.filter(contract=contract).order_by("number")
    return list(rows.values_list("number", flat=True))


def test_of_two_who_suspend_and_cancel_at_once_one_happens() -> None:
    contract, by = active("service-care", of=system()), coordinator()
    one, other = read(contract), read(contract)
    results = at_once(
        lambda: suspend(one, why="停工", by=by, now=NOW),
        lambda: cancel(other, decided(), by=by, now=NOW),
    )
    (late,) = told(results)
    assert isinstance(late, Conflict)
    assert (read(contract).state in {"suspended", "cancelled"}, numbers(contract)) == (True, [1])


def test_of_eight_who_cancel_at_once_one_gives_back() -> None:
    contract, by = active("service-care", of=system()), coordinator()
    payment = Payment.objects.get()
    Payment.objects.update(paid_fen=payment.net_fen + payment.vat_fen)
    rows = [read(contract) for _ in range(8)]
    results = at_once(*(lambda row=row: cancel(row, decided(), by=by, now=NOW) for row in rows))
    assert len(told(results)) == 7
    assert (Credit.objects.count(), numbers(contract)) == (1, [1])
    assert list(wrong_credits()) == []


def test_of_renewing_and_cancelling_at_once_one_wins() -> None:
    contract, by = active("part-care-plus-annual", of=system()), coordinator()
    offer = renew(contract.lines.get(), by=by, now=JANUARY)
    row, version = read(contract), QuoteVersion.objects.get(pk=offer.pk)
    results = at_once(
        lambda: accept(version, signed(version), by=by, now=JANUARY),
        lambda: cancel(row, decided(on=JANUARY.date()), by=by, now=JANUARY),
    )
    (late,) = told(results)
    assert isinstance(late, Conflict | Refused)
    offer.refresh_from_db()
    kept = (read(contract).state, offer.state, contract.lines.count())
    assert kept in {("active", "accepted", 2), ("cancelled", "withdrawn", 1)}
    assert (numbers(contract), Contract.objects.count()) == ([1], 1)


def test_a_renewal_and_a_suspension_at_once_are_both_kept_in_order_or_one_is_told() -> None:
    contract, by = active("part-care-plus-annual", of=system()), coordinator()
    offer = renew(contract.lines.get(), by=by, now=JANUARY)
    row, version = read(contract), QuoteVersion.objects.get(pk=offer.pk)
    results = at_once(
        lambda: accept(version, signed(version), by=by, now=JANUARY),
        lambda: suspend(row, why="停工", by=by, now=JANUARY),
    )
    assert numbers(contract) == list(range(1, 3 - len(told(results))))
    held = HeldPlan.objects.filter(source=contract.number)
    states = set(held.values_list("suspended", flat=True))
    assert states == {read(contract).state == "suspended"}


def test_of_resuming_twice_at_once_one_is_told() -> None:
    contract, by = active("service-care", of=system()), coordinator()
    suspend(contract, why="停工", by=by, now=NOW)
    rows = [read(contract) for _ in range(4)]
    results = at_once(*(lambda row=row: resume(row, why="复工", by=by, now=NOW) for row in rows))
    assert (len(told(results)), numbers(contract)) == (3, [1, 2])


def test_a_system_that_is_added_to_two_contracts_at_once_joins_one() -> None:
    place, by = site(), coordinator()
    hosts = [active("part-care-plus", of=system(place, ref=f"S-00{each}")) for each in (1, 2)]
    version = bought("part-care-plus", of=system(place, ref="S-003")).lines.get().quote_version
    rows = [read(each) for each in hosts]
    results = at_once(*(lambda row=row: add_system(row, version, by=by, now=NOW) for row in rows))
    assert len(told(results)) == 1
    assert sum(each.lines.count() for each in hosts) == 3
    assert Amendment.objects.filter(kind="add-system").count() == 1


def run(deed: str, pk: int, last: int) -> int:
    """Let another process do a deed on the same database, and die at a point of it."""
    return run_apart("tests.contracts.killed_amending", deed, pk, last)


def everything() -> list[Any]:
    """Return all that an amendment writes, to be compared."""
    return [
        list(each.objects.order_by("pk").values())
        for each in (Contract, ContractLine, Term, Payment, HeldPlan, Amendment, Credit, System)
    ]


def _one() -> int:
    contract = active("service-care", of=system())
    payment = Payment.objects.get()
    Payment.objects.update(paid_fen=payment.net_fen + payment.vat_fen)
    return contract.lines.get().pk


def _two() -> int:
    contract = active("part-care-plus", of=system())
    opened = bought("part-care-plus", of=system(Site.objects.get(), ref="S-002"))
    assert contract.pk != opened.pk
    return opened.lines.get().pk


def _years() -> int:
    return active("technology-support:2,3", of=system()).lines.get().pk


@pytest.mark.parametrize(
    ("deed", "begin", "kind", "points"),
    [
        ("suspend", _one, "suspend", (1, 2, 3, 4)),
        ("cancel", _one, "cancel", (1, 2, 4, 6, 8, 10)),
        ("add", _two, "add-system", (1, 3, 5, 7, 9, 11)),
        ("correct", _years, "correct", (1, 2, 4, 6, 8)),
    ],
)
def test_killed_anywhere_it_is_amended_whole_or_not_at_all(
    deed: str, begin: Callable[[], int], kind: str, points: tuple[int, ...]
) -> None:
    pk = begin()
    before = everything()
    for last in points:
        assert run(deed, pk, last) == KILLED
        assert everything() == before
    assert run(deed, pk, LAST) == KILLED
    assert [each.kind for each in Amendment.objects.all()] == [kind]
    assert everything() != before
