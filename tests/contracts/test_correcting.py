"""A fact that was wrong is corrected by an amendment; only days to come are derived anew (D-17)."""

from datetime import date

import pytest

from lumencare.contracts.actions import change_system, correct_purchase
from lumencare.contracts.models import Contract, Payment, Term
from lumencare.domain.problems import InputProblems, Refused
from lumencare.sites.models import HeldPlan, System
from tests.contracts.contracts import active, coordinator, noon
from tests.office import NOW, TODAY, system

pytestmark = pytest.mark.django_db
# A system ordered on 2025-03-01 is in its second year by then.
LATER = noon(date(2026, 6, 1))


def spans(of: System) -> list[tuple[date, date]]:
    rows = Term.objects.filter(system=of).order_by("project_year")
    return [(each.starts_on, each.ends_on) for each in rows]


@pytest.mark.parametrize(
    ("right", "ends"),
    [
        # The running year 2 keeps the end that was issued; years 3 and 4 follow it at once.
        ("2025-03-15", (date(2028, 3, 16), date(2029, 3, 16))),
        ("2025-02-10", (date(2028, 2, 11), date(2029, 2, 11))),
    ],
)
def test_a_corrected_order_date_moves_the_years_to_come(
    right: str, ends: tuple[date, date]
) -> None:
    one = system()
    contract = active("technology-support:2,3,4", of=one)
    running = spans(one)[0]
    change_system(one, {"order_date": right}, by=coordinator(), now=LATER, why="订单号抄错")
    end = running[1]
    assert spans(one) == [running, (end, ends[0]), (ends[0], ends[1])]
    held = HeldPlan.objects.order_by("project_year").values_list("starts_on", "ends_on")
    assert list(held) == spans(one)
    contract.refresh_from_db()
    assert contract.ends_on == ends[1]
    found = contract.amendments.get()
    assert (found.kind, found.why) == ("correct", "订单号抄错")
    assert (found.before["order_date"], found.after["order_date"]) == ("2025-03-01", right)
    assert [each["ends_on"] for each in found.after["terms"]] == [each.isoformat() for each in ends]


def test_what_is_due_for_a_moved_year_moves_with_it_unless_it_was_paid() -> None:
    one = system()
    active("technology-support:2,3,4", of=one)
    paid = Payment.objects.get(term__project_year=4)
    Payment.objects.filter(pk=paid.pk).update(paid_fen=1)
    change_system(one, {"order_date": "2025-03-15"}, by=coordinator(), now=LATER, why="更正")
    due = dict(Payment.objects.values_list("term__project_year", "due_on"))
    assert due == {3: date(2027, 3, 2), 4: date(2028, 3, 2)}


def test_another_project_year_would_rewrite_what_was_sold() -> None:
    one = system()
    active("technology-support:2,3,4", of=one)
    before = spans(one)
    with pytest.raises(Refused, match="D-17"):
        change_system(one, {"order_date": "2024-03-01"}, by=coordinator(), now=NOW, why="更正")
    one.refresh_from_db()
    assert (one.order_date, spans(one)) == (date(2025, 3, 1), before)


def test_another_warranty_class_is_refused_while_a_contract_runs() -> None:
    one = system()
    contract = active("part-care-plus", of=one)
    with pytest.raises(Refused, match="D-17"):
        change_system(one, {"warranty_class": "1Y"}, by=coordinator(), now=NOW, why="更正")
    assert System.objects.get(pk=one.pk).warranty_class == "2Y"
    assert not contract.amendments.exists()


def test_a_renewed_chain_moves_as_a_whole() -> None:
    """The running year is one line, the next one its successor: they stay without a gap."""
    one = system()
    active("part-care-plus-annual", of=one)
    later = noon(date(2027, 2, 1))
    active("part-care-plus-annual", of=one, now=later)
    one.refresh_from_db()
    before = spans(one)
    change_system(one, {"order_date": "2025-03-20"}, by=coordinator(), now=later, why="更正")
    after = spans(one)
    assert after[:-1] == before[:-1]
    assert after[-1] == (before[-1][0], date(2028, 3, 21))


def test_a_purchase_day_is_put_right_on_record_alone() -> None:
    """D-16: cover, prices and due days were issued with the day that was known."""
    contract = active("part-care-plus", of=system())
    terms = list(Term.objects.values())
    correct_purchase(contract, date(2026, 1, 12), why="盖章日期", by=coordinator(), now=NOW)
    contract.refresh_from_db()
    assert (contract.purchased_on, list(Term.objects.values())) == (TODAY, terms)
    found = contract.amendments.get()
    assert (found.before, found.after) == (
        {"purchased_on": "2026-01-15"},
        {"purchased_on": "2026-01-12"},
    )


@pytest.mark.parametrize("day", [date(2026, 1, 16), TODAY])
def test_a_purchase_lies_before_the_signature_and_differs(day: date) -> None:
    contract = active("part-care-plus", of=system())
    with pytest.raises(InputProblems, match="purchased_on"):
        correct_purchase(contract, day, why="更正", by=coordinator(), now=NOW)


def test_a_system_without_contracts_changes_as_before() -> None:
    one = system()
    change_system(one, {"order_date": "2024-03-01"}, by=coordinator(), now=NOW, why="更正")
    assert not Contract.objects.exists()
    assert System.objects.get(pk=one.pk).order_date == date(2024, 3, 1)
