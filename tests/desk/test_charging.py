"""Charges of a case: shown, agreed, charged; goodwill; taken back when the finding changes."""

from typing import Any

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.desk.actions import (
    PartShare,
    agree_charge,
    charge_customer,
    decide_goodwill,
    dispute_charge,
    find_cause,
    give_goodwill,
    pay_bill,
    refund_bill,
    show_charge,
    show_share,
    undo_charge,
    withdraw_charge,
)
from lumencare.desk.models import Case, Charge
from lumencare.desk.queries import charges_of, goodwill_of_year, goodwill_waiting, totals_of
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.text import Text
from tests.desk.cases import moment, opened, served, support
from tests.office import person, system

pytestmark = pytest.mark.django_db
NOW = moment("2026-01-15 14:00")
AGREED = {"agreed_by": "李经理", "agreed_how": "电话确认"}
PAID = {"on": "2026-01-15", "reference": "BOC-1"}


def surged() -> Case:
    """Return a case whose fault did not come from the product."""
    case = opened(served("24h"))
    find_cause(case, "other", why="市电浪涌，有电能质量记录", by=support(), now=NOW)
    return case


def shown(case: Case, code: str = "visit", **more: Any) -> Charge:
    return show_charge(case, {"code": code, "shown_to": "李经理", **more}, by=support(), now=NOW)


def agreed(case: Case, code: str = "visit", **more: Any) -> Charge:
    return agree_charge(shown(case, code, **more), AGREED, by=support(), now=NOW)


def test_nothing_is_charged_for_what_the_product_caused() -> None:
    """SC-10: the visit is free until another cause is found."""
    with pytest.raises(Refused, match="costs nothing"):
        shown(opened(served()))


def test_a_visit_costs_what_the_decision_says() -> None:
    """SC-10, D-12: one man-day of AV-1."""
    charge = shown(surged())
    assert (charge.state, charge.net_fen, charge.rule) == ("shown", 480_000, "SC-10")


def test_a_visit_is_shown_once() -> None:
    case = surged()
    first = shown(case)
    with pytest.raises(Refused):
        shown(case)
    withdraw_charge(first, why="改期", by=support(), now=NOW)
    assert shown(case).pk != first.pk


def test_hours_outside_business_cost_by_the_man_day() -> None:
    """NB-1, D-10: two people on a Saturday."""
    charge = shown(opened(served()), "weekend", man_days="2")
    assert (charge.net_fen, charge.man_days, charge.rule) == (800_000, 2, "NB-1")


def test_hours_are_for_holders_of_a_plan() -> None:
    """NB-1: nobody else has a published price."""
    with pytest.raises(Refused, match="price on"):
        shown(opened(system()), "after-hour")


@pytest.mark.parametrize(
    "more",
    [
        {"amount": "900"},
        {"why": "元旦上门"},
        {"why": "元旦上门", "amount": "-900"},
    ],
)
def test_what_has_no_published_price_needs_amount_and_reason(more: dict[str, str]) -> None:
    """D-9: on request, entered by staff with a reason."""
    with pytest.raises((InputProblems, Refused)):
        shown(opened(served()), "on-request", **more)


def test_what_was_not_agreed_is_not_charged() -> None:
    """SC-10: shown and disputed alike."""
    charge = shown(surged())
    with pytest.raises(Refused, match="not agreed"):
        charge_customer(charge, by=support(), now=NOW)
    dispute_charge(charge, why="认为是产品问题", by=support(), now=NOW)
    with pytest.raises(Refused):
        charge_customer(charge, by=support(), now=NOW)


def test_what_was_agreed_is_charged_once_with_its_vat() -> None:
    """D-3: 6 % on services; asked again it is the same bill."""
    charge = agreed(surged())
    bill = charge_customer(charge, by=support(), now=NOW)
    assert charge_customer(charge, by=support(), now=NOW) == bill
    assert (bill.net_fen, bill.vat_fen, str(bill.due_on)) == (480_000, 28_800, "2026-02-14")
    assert bill.bill_to_id == charge.case.system.site.owner_id


def test_goodwill_within_the_limit_is_the_desks_own_word() -> None:
    """Decision 0029: up to 4,800 a case; all of it given up is a charge waived."""
    charge = shown(surged())
    given = give_goodwill(charge, {"why": "长期客户"}, by=support(), now=NOW)
    assert (given.state, charge.state) == ("approved", "waived")
    assert goodwill_of_year(support(), 2026) == Money.of("4800")


def test_goodwill_past_the_limit_waits_for_another_person() -> None:
    """Decision 0029: the total of the case counts, and nobody approves their own."""
    case = surged()
    give_goodwill(shown(case), {"why": "长期客户"}, by=support(), now=NOW)
    asker = person("manager", name="经理甲")
    second = agreed(case, "weekend")
    given = give_goodwill(second, {"why": "再让", "amount": "1000"}, by=asker, now=NOW)
    assert given.state == "asked"
    with pytest.raises(Refused, match="waits"):
        charge_customer(second, by=support(), now=NOW)
    with pytest.raises(NotAllowed):
        decide_goodwill(given, approved=True, by=asker, now=NOW)
    approver = person("approver", name="审批")
    assert [each.pk for each in goodwill_waiting(approver)] == [given.pk]
    decide_goodwill(given, approved=True, by=approver, now=NOW)
    second.refresh_from_db()
    assert charge_customer(second, by=support(), now=NOW).net_fen == 300_000
    with pytest.raises(Conflict):
        decide_goodwill(given, approved=False, why="不行", by=approver, now=NOW)


@pytest.mark.parametrize("amount", ["0", "4800.01", "-1"])
def test_no_more_is_given_up_than_there_is(amount: str) -> None:
    charge = shown(surged())
    with pytest.raises(InputProblems):
        give_goodwill(charge, {"why": "x", "amount": amount}, by=support(), now=NOW)


def test_a_later_finding_takes_back_what_was_not_charged() -> None:
    """SC-10: the product after all; what is asked for as goodwill falls with it."""
    case = surged()
    charge = agreed(case)
    find_cause(case, "product", why="复检为驱动板故障", by=support(), now=NOW)
    charge.refresh_from_db()
    assert (charge.state, charge.ended_why) == ("withdrawn", "复检为驱动板故障")


def test_a_later_finding_cancels_a_bill_and_gives_back_what_was_paid() -> None:
    """Decision 0031: cancelled where it was not paid, else refunded by another person."""
    case = surged()
    bill = charge_customer(agreed(case), by=support(), now=NOW)
    finance = person("finance", name="财务")
    pay_bill(bill, PAID, by=finance, now=NOW)
    finder = person("manager", name="经理")
    case.refresh_from_db()
    find_cause(case, "product", why="复检", by=finder, now=NOW)
    bill.refresh_from_db()
    assert bill.state == "to-refund"
    with pytest.raises(NotAllowed):
        refund_bill(bill, PAID, by=finder, now=NOW)
    assert refund_bill(bill, PAID, by=finance, now=NOW).state == "refunded"


def test_a_bill_that_nobody_paid_is_cancelled_by_the_finding() -> None:
    case = surged()
    bill = charge_customer(agreed(case), by=support(), now=NOW)
    find_cause(case, "product", why="复检", by=support(), now=NOW)
    bill.refresh_from_db()
    assert (bill.state, bill.ended_why) == ("cancelled", "复检")
    with pytest.raises(Conflict):
        pay_bill(bill, PAID, by=person("finance"), now=NOW)


def test_a_bill_is_paid_once() -> None:
    bill = charge_customer(agreed(surged()), by=support(), now=NOW)
    finance = person("finance")
    pay_bill(bill, PAID, by=finance, now=NOW)
    assert pay_bill(bill, PAID, by=finance, now=NOW).state == "paid"
    with pytest.raises(Conflict):
        pay_bill(bill, {**PAID, "reference": "BOC-2"}, by=finance, now=NOW)


def test_totals_leave_out_what_was_taken_back() -> None:
    case = surged()
    withdraw_charge(shown(case), why="改期", by=support(), now=NOW)
    give_goodwill(agreed(case, "weekend"), {"why": "让", "amount": "1000"}, by=support(), now=NOW)
    shown(case, "after-hour")
    sums = totals_of(charges_of(support(), case.number))
    found = [str(each) for each in (sums.shown, sums.agreed, sums.charged, sums.waived)]
    assert found == ["3000.00", "3000.00", "0.00", "1000.00"]


def test_the_share_of_a_part_is_shown_agreed_and_billed_with_the_vat_of_parts() -> None:
    """X-7, D-3: a charge like any other, at 13 %."""
    case = opened(served())
    share = PartShare(net=Money.of("500.00"), name=Text("更换件 A", "Part A"), why="P-2601-001")
    charge = show_share(case, share, shown_to="李经理", by=support(), now=NOW)
    assert (charge.code, charge.rule, charge.state) == ("part", "X-7", "shown")
    bill = charge_customer(
        agree_charge(charge, AGREED, by=support(), now=NOW), by=support(), now=NOW
    )
    assert (bill.net_fen, bill.vat_fen, bill.vat_rate) == (50_000, 6_500, 1300)


@pytest.mark.parametrize(("paid", "state"), [(False, "cancelled"), (True, "to-refund")])
def test_a_share_that_falls_away_is_taken_back_as_far_as_it_went(*, paid: bool, state: str) -> None:
    case = opened(served())
    share = PartShare(net=Money.of("500.00"), name=Text("更换件 A", "Part A"), why="P-2601-001")
    charge = show_share(case, share, shown_to="李经理", by=support(), now=NOW)
    bill = charge_customer(
        agree_charge(charge, AGREED, by=support(), now=NOW), by=support(), now=NOW
    )
    if paid:
        pay_bill(bill, PAID, by=person("finance"), now=NOW)
    undo_charge(Charge.objects.get(pk=charge.pk), why="另有判定", by=support(), now=NOW)
    bill.refresh_from_db()
    assert bill.state == state
