"""Serials and places: what is elsewhere is told, what was fitted inherits, what repeats is seen."""

from datetime import date

import pytest

from lumencare.claims.actions import fit, receive_return
from lumencare.claims.models import Claim
from lumencare.desk.actions import add_part
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites.models import FittedPart
from tests.claims.claims import (
    NOON,
    asked,
    clerk,
    engineer,
    faulty,
    fitted,
    part,
    pool,
    priced,
    stocked,
    supplied,
)
from tests.desk.cases import held, moment, opened, support
from tests.office import site, system
from tests.sites.test_fitted import listed

pytestmark = pytest.mark.django_db
LATER = moment("2026-06-01 10:00")


def test_a_serial_of_another_site_is_refused_with_where_it_is() -> None:
    part()
    here = system()
    listed(system(site(here.site.owner, name="远方"), ref="S-002"), serials="SN-7")
    with pytest.raises(InputProblems, match="recorded elsewhere: 远方"):
        asked(faulty(here), serial="sn-7")


def test_a_serial_that_lies_in_our_stock_has_not_failed_at_a_site() -> None:
    row = part(serialised=True)
    stocked(row, "SN-7")
    with pytest.raises(InputProblems, match="in our stock: Shanghai"):
        asked(serial="SN-7")


def test_a_serial_that_was_replaced_is_not_claimed_again() -> None:
    part(serialised=True)
    claim = fitted(supplied(asked(), "N-1"))
    with pytest.raises(InputProblems, match=f"was replaced on 15 January 2026 .{claim.number}"):
        asked(claim.case)


def test_a_serial_that_is_claimed_already_leads_to_its_claim() -> None:
    part()
    claim = asked()
    with pytest.raises(Conflict, match=claim.number):
        asked(claim.case)


def test_only_what_was_issued_is_fitted() -> None:
    """A scanned serial of another claim, of stock or of another place is told with where."""
    row = part(serialised=True)
    case = faulty()
    first = supplied(asked(case, serial="A"), "N-1")
    second = supplied(asked(case, serial="B", place=""), "N-2")
    for wrong in ("N-1", "N-3", "B"):
        with pytest.raises(InputProblems, match="N-2"):
            fitted(second, wrong)
    stocked(row, "N-3")
    fitted(second)
    fitted(first, "n-1")
    assert sorted(FittedPart.objects.values_list("serial", flat=True)) == ["N-1", "N-2"]


def test_a_part_not_kept_by_serial_is_recorded_by_what_is_scanned() -> None:
    part()
    case = faulty()
    first, second = asked(case, serial="A"), asked(case, serial="B", place="")
    fitted(supplied(first), "X-1")
    with pytest.raises(InputProblems, match="recorded elsewhere"):
        fitted(supplied(second), "x-1")
    with pytest.raises(InputProblems, match="old part"):
        fitted(second, "B")
    fitted(second)
    assert second.supplied_serial == ""


def test_it_is_fitted_between_its_issue_and_today() -> None:
    part(serialised=True)
    claim = supplied(asked(), "N-1")
    for wrong in ("2026-01-14", "2026-01-16"):
        with pytest.raises(InputProblems, match="Between 2026-01-15 and 2026-01-15"):
            fitted(claim, fitted_on=wrong)


def test_a_second_replacement_follows_the_first_and_is_warned_of() -> None:
    """D-14, D-13: the chain by serial; free within 90 days though nothing else covers."""
    part(serialised=True)
    of = system(order_date=date(2022, 1, 1))
    of = listed(of)
    first = asked(faulty(of))
    Claim.objects.filter(pk=first.pk).update(share_fen=0)
    first.refresh_from_db()
    fitted(supplied(first, "N-1"))
    again = asked(opened(of, "2026-01-15 11:00"), serial="N-1")
    assert again.follows == first
    assert (first.percent, again.percent, again.share_fen) == (0, 100, 0)
    assert again.decision is not None
    said = {each["rule"]: each for each in again.decision.because}
    assert said["D-14"]["facts"]["warns"] is True
    assert first.number in said["D-14"]["en"]


def test_a_place_without_serials_is_a_chain_too() -> None:
    part()
    case = faulty()
    first = fitted(supplied(asked(case, serial="")))
    again = asked(case, serial="", place=" 8 层弱电间 ")
    assert again.follows == first
    elsewhere = asked(case, serial="", place="9 层")
    assert elsewhere.follows is None


def test_the_new_serial_answers_with_the_inherited_cover() -> None:
    """D-13, PC-2: after the 90 days the old part's years go on, also for a successor."""
    new = part("QSN-5P", "1500.00", serialised=True)
    part(serialised=True, state="obsolete", successor=new)
    of = listed(system(order_date=date(2023, 6, 1)))
    held(of, "part-care-basic", date(2023, 7, 1), date(2031, 6, 2))
    claim = asked(faulty(of))
    assert claim.supplied == new
    assert (claim.price_fen, claim.share_fen) == (150_000, 50_000)
    Claim.objects.filter(pk=claim.pk).update(share_fen=0)
    claim.refresh_from_db()
    fitted(supplied(claim, "N-1"))
    line = add_part(
        opened(of, "2026-06-01 09:00"),
        {"part_number": "QSN-5P", "serial": "N-1"},
        by=support(),
        now=LATER,
    )
    assert line.decision is not None
    assert (line.on_list, line.decision.parts_percent, line.decision.project_year) == (True, 50, 3)


def test_the_part_fitted_before_is_out_when_another_goes_in() -> None:
    part(serialised=True)
    of = system()
    first = fitted(supplied(asked(faulty(of)), "N-1"))
    receive_return(first, pool(), {}, by=clerk(), now=NOON)
    again = asked(faulty(of), serial="N-1")
    fitted(supplied(again, "N-2"))
    rows = dict(FittedPart.objects.values_list("serial", "removed_on"))
    assert rows == {"N-1": NOON.date(), "N-2": None}
    assert FittedPart.objects.get(serial="N-2").listed_as == "QSN-4P"


def test_an_obsolete_part_with_no_successor_leads_to_system_care() -> None:
    """SY-1: what the plan promises stays on record."""
    part(state="obsolete")
    claim = asked()
    assert (claim.lead, claim.percent, claim.state) == ("open", 100, "decided")


def test_a_refurbished_unit_that_comes_back_may_go_out_again() -> None:
    """The same serial twice in its life is in one place at a time."""
    row = part(serialised=True)
    of = system()
    first = fitted(supplied(asked(faulty(of)), "N-1"))
    second = fitted(supplied(asked(faulty(of), serial="N-1"), "N-2"))
    receive_return(second, pool(), {}, by=clerk(), now=NOON)
    from lumencare.claims.actions import issue, reserve
    from lumencare.domain.stock.kinds import Condition
    from lumencare.stock import actions as stock
    from lumencare.stock.goods import Goods, Slip

    goods = Goods(part=row, serials=("N-1",), condition=Condition.FAULTY)
    slip = Slip(key="regrade-1", reason="翻新")
    stock.regrade(goods, pool(), Condition.REFURBISHED, slip, by=clerk(), now=NOON)
    third = asked(faulty(of), serial="C", place="3 层")
    reserve(third, pool(), refurbished=True, by=clerk(), now=NOON)
    issue(third, {"serial": "N-1"}, by=clerk(), now=NOON)
    fit(third, {}, by=engineer(), now=NOON)
    assert first.number != third.number
    assert FittedPart.objects.filter(serial="N-1", removed_on=None).count() == 1


def test_prices_of_both_numbers_are_of_the_day_that_counts() -> None:
    """X-7: a successor's price of later does not count."""
    new = part("QSN-5P", "700.00")
    priced(new, "5000.00", code="2026-2", since=date(2026, 1, 16))
    part(state="obsolete", successor=new)
    of = system(order_date=date(2022, 1, 1))
    assert asked(faulty(of)).share_fen == 70_000
