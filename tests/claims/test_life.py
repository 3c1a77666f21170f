"""Claims from the question to the old part in stock."""

from datetime import date

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.claims.actions import (
    agree_share,
    ask_return,
    decide,
    issue,
    issue_from_bag,
    order,
    receive_return,
    release,
    reserve,
    set_price,
    show_share,
    take_back,
    waive_return,
    withdraw,
)
from lumencare.claims.models import Claim, ClaimDecision
from lumencare.desk.actions import charge_customer, find_cause, give_goodwill
from lumencare.desk.models import Case, CaseBill, Charge
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.notices.models import Event
from lumencare.sites.models import FittedPart
from lumencare.stock.models import Balance, Move, Reservation, Serial
from tests.claims.claims import (
    NOON,
    asked,
    bag_of,
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
from tests.desk.cases import held, support
from tests.office import person, system

pytestmark = pytest.mark.django_db
AGREED = {"agreed_by": "李经理", "agreed_how": "电话确认"}


def in_year_three() -> Claim:
    """Return a claim of which half is paid: Basic, year 3 (PC-2)."""
    part(serialised=True)
    of = system(order_date=date(2023, 6, 1), warranty_class="2Y")
    held(of, "part-care-basic", date(2023, 7, 1), date(2031, 6, 2))
    return asked(faulty(of))


def test_a_free_part_goes_from_question_to_closed() -> None:
    """PP-2, SC-8: asked, decided, reserved, issued, fitted, the old one back; one trail."""
    part(serialised=True)
    claim = fitted(supplied(asked(), "N-1"))
    assert (claim.state, claim.returned, claim.return_due_on) == (
        "fitted",
        "asked",
        date(2026, 1, 29),
    )
    receive_return(claim, pool(), {}, by=clerk(), now=NOON)
    claim.refresh_from_db()
    assert (claim.state, claim.returned, claim.percent, claim.share_fen) == (
        "closed",
        "received",
        100,
        0,
    )
    assert claim.issue is not None
    assert claim.issue.reference == claim.number
    units = dict(Serial.objects.values_list("serial", "condition"))
    assert units == {"N-1": "good", "SN-1": "faulty"}
    told = list(Event.objects.filter(kind__startswith="claim.").values_list("kind", flat=True))
    assert told == [
        "claim.asked",
        "claim.decided",
        "claim.reserved",
        "claim.issued",
        "claim.fitted",
        "claim.return-asked",
        "claim.return-received",
        "claim.closed",
    ]
    deeds = Entry.objects.filter(kind="claims.claim", key=str(claim.pk))
    assert deeds.count() == len(told)


def test_a_share_is_shown_agreed_charged_with_the_vat_of_parts() -> None:
    """PC-2, D-3: half of 1,000.00 and 13 %."""
    claim = in_year_three()
    assert (claim.percent, claim.price_fen, claim.share_fen) == (50, 100_000, 50_000)
    show_share(claim, shown_to="李经理", by=support(), now=NOON)
    assert claim.state == "decided"
    agree_share(claim, AGREED, by=support(), now=NOON)
    assert claim.state == "agreed"
    charge_customer(Charge.objects.get(), by=support(), now=NOON)
    bill = CaseBill.objects.get()
    assert (bill.net_fen, bill.vat_fen) == (50_000, 6_500)
    assert Charge.objects.get().decision_id == claim.case.decision_id


def test_no_part_leaves_before_its_share_is_agreed_to() -> None:
    """X-7: it may be kept meanwhile, not issued, not ordered."""
    claim = in_year_three()
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    reserve(claim, pool(), by=clerk(), now=NOON)
    with pytest.raises(Refused, match="not agreed"):
        issue(claim, {"serial": "N-1"}, by=clerk(), now=NOON)
    agree_share(claim, AGREED, by=support(), now=NOON)
    assert claim.state == "reserved"
    issue(claim, {"serial": "N-1"}, by=clerk(), now=NOON)
    assert claim.state == "issued"


def test_another_cause_decides_anew_and_takes_the_old_share_back() -> None:
    """SC-10: the later decision names the one before; what was agreed falls."""
    claim = in_year_three()
    agree_share(claim, AGREED, by=support(), now=NOON)
    find_cause(claim.case, "other", why="市电浪涌", by=support(), now=NOON)
    claim = Claim.objects.get()
    with pytest.raises(Refused, match="decide the claim anew"):
        order(claim, pool(), {"expected_on": "2026-02-01"}, by=clerk(), now=NOON)
    decide(claim, by=support(), now=NOON, why="市电浪涌")
    assert (claim.state, claim.percent, claim.share_fen) == ("decided", 0, 100_000)
    assert claim.charge is None
    assert Charge.objects.get().state == "withdrawn"
    first, second = ClaimDecision.objects.order_by("pk")
    assert second.follows == first
    assert second.why == "市电浪涌"


def test_what_damaged_one_part_does_not_uncover_another() -> None:
    """SC-10: water came to one of two parts of a case."""
    part()
    case = faulty()
    wet, dry = asked(case, serial="SN-1", damage="water"), asked(case, serial="SN-2", place="")
    assert (wet.percent, dry.percent) == (0, 100)
    assert wet.decision is not None
    assert wet.decision.because[0]["rule"] == "SC-10"


def test_goodwill_settles_a_share_that_is_given_up() -> None:
    """SC-10: goodwill is possible through the desk's charge."""
    claim = in_year_three()
    agree_share(claim, AGREED, by=support(), now=NOON)
    assert claim.charge is not None
    give_goodwill(claim.charge, {"amount": "", "why": "老客户"}, by=support(), now=NOON)
    claim = Claim.objects.get()
    assert claim.charge is not None
    assert claim.charge.state == "waived"
    fitted(supplied(claim, "N-1"))
    waive_return(claim, why="已损毁", by=clerk(), now=NOON)
    assert claim.state == "closed"


def test_a_part_without_a_price_is_quoted_by_hand_with_a_reason() -> None:
    """D-20: a missing price is no zero; a free part needs none."""
    part(price=None)
    free = asked()
    assert (free.percent, free.price_fen, free.share_fen) == (100, None, 0)
    of = system(ref="S-2", at=free.system.site, order_date=date(2022, 1, 1))
    paid = asked(faulty(of), serial="SN-9")
    assert (paid.percent, paid.share_fen) == (0, None)
    with pytest.raises(Refused, match="no published price"):
        agree_share(paid, AGREED, by=support(), now=NOON)
    with pytest.raises(InputProblems):
        set_price(paid, {"amount": "880", "why": ""}, by=clerk(), now=NOON)
    set_price(paid, {"amount": "880", "why": "工厂报价"}, by=clerk(), now=NOON)
    assert paid.share_fen == 88_000
    assert paid.decision is not None
    assert paid.decision.price_from == "set"


def test_the_price_list_of_the_day_that_counts_prices() -> None:
    """X-7: a newer list does not reach back."""
    row = part(price="1000.00")
    priced(row, "1200.00", code="2026-1", since=date(2026, 1, 15))
    of = system(order_date=date(2022, 1, 1))
    late = asked(faulty(of), serial="A")
    early = asked(faulty(of), serial="B", failed_on="2026-01-14", failed_proof="日志")
    prices = [(each.price_fen, each.decision.price_list) for each in (late, early) if each.decision]
    assert prices == [(120_000, "2026-1"), (100_000, "2025-1")]


def test_an_order_has_a_day_and_is_kept_once_it_arrived() -> None:
    """SC-8: ordered, expected on another day, then reserved."""
    part(serialised=True)
    claim = asked()
    order(claim, pool(), {"expected_on": "2026-02-01"}, by=clerk(), now=NOON)
    order(claim, pool(), {"expected_on": "2026-02-09"}, by=clerk(), now=NOON)
    assert claim.supply is not None
    claim.supply.refresh_from_db()
    assert claim.supply.expected_on == claim.expected_on == date(2026, 2, 9)
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    reserve(claim, pool(), by=clerk(), now=NOON)
    assert (claim.state, claim.source) == ("reserved", "order")


def test_a_part_that_was_not_needed_goes_back_and_the_claim_can_end() -> None:
    part(serialised=True)
    claim = supplied(asked(), "N-1")
    with pytest.raises(Refused, match="withdrawn"):
        withdraw(claim, why="客户自修", by=support(), now=NOON)
    take_back(claim, why="现场未损坏", by=clerk(), now=NOON)
    assert (claim.state, claim.issue, claim.supplied_serial) == ("decided", None, "")
    assert Balance.objects.get(condition="good").on_hand == 1
    withdraw(claim, why="客户自修", by=support(), now=NOON)
    assert claim.state == "withdrawn"


def test_what_is_withdrawn_lets_go_of_all_that_was_kept() -> None:
    claim = in_year_three()
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    reserve(claim, pool(), by=clerk(), now=NOON)
    agree_share(claim, AGREED, by=support(), now=NOON)
    withdraw(claim, why="客户不更换", by=support(), now=NOON)
    assert Reservation.objects.get().state == "released"
    assert Charge.objects.get().state == "withdrawn"
    assert Balance.objects.get().reserved == 0


def test_it_can_be_kept_issued_and_let_go_more_than_once() -> None:
    """Each time has a key of its own in stock."""
    part(serialised=True)
    claim = asked()
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    for _ in range(2):
        reserve(claim, pool(), by=clerk(), now=NOON)
        release(claim, why="改期", by=clerk(), now=NOON)
        reserve(claim, pool(), by=clerk(), now=NOON)
        issue(claim, {"serial": "N-1"}, by=clerk(), now=NOON)
        take_back(claim, why="未用", by=clerk(), now=NOON)
    assert Move.objects.filter(kind="issue").count() == 2


def test_an_engineer_takes_a_part_from_their_own_bag() -> None:
    row = part(serialised=True)
    mine = bag_of(engineer())
    stocked(row, "N-1", place=mine)
    claim = asked(by=engineer())
    with pytest.raises(Refused, match="no bag"):
        issue_from_bag(claim, {"serial": "N-1"}, by=support(), now=NOON)
    issue_from_bag(claim, {"serial": "n-1"}, by=engineer(), now=NOON)
    fitted(claim)
    assert (claim.source, claim.supplied_serial) == ("bag", "N-1")


def test_an_engineer_lets_go_in_the_pool_of_what_is_not_needed() -> None:
    """SC-8: by a part from the own bag, and by withdrawing; neither needs a right of the pool."""
    part()
    claim = reserved_one()
    stocked(claim.supplied, place=bag_of(engineer()))  # type: ignore[arg-type]
    issue_from_bag(claim, {}, by=engineer(), now=NOON)
    assert list(Reservation.objects.values_list("state", flat=True)) == ["released"]
    other = reserved_one(serial="SN-2")
    withdraw(other, why="报错部件", by=engineer(), now=NOON)
    assert not Reservation.objects.filter(state="held").exists()


def reserved_one(serial: str = "SN-1") -> Claim:
    """Return a claim of an engineer for which the pool keeps a part."""
    case = Case.objects.first() or faulty()
    claim = asked(case, by=engineer(), serial=serial)
    stocked(claim.supplied)  # type: ignore[arg-type]
    return reserve(claim, pool(), by=clerk(), now=NOON)


def test_the_second_case_is_told_of_the_last_part() -> None:
    """SC-7: one part, two cases; the other is offered an order."""
    row = part(serialised=True)
    stocked(row, "N-1")
    case = faulty()
    first, second = asked(case, serial="A"), asked(case, serial="B", place="")
    reserve(first, pool(), by=clerk(), now=NOON)
    with pytest.raises(Refused, match="can be ordered"):
        reserve(second, pool(), by=clerk(), now=NOON)


def test_the_day_of_a_return_is_bounded_and_asked_anew() -> None:
    part(serialised=True)
    claim = fitted(supplied(asked(), "N-1"))
    with pytest.raises(InputProblems):
        ask_return(claim, {"due_on": "2026-01-14"}, by=clerk(), now=NOON)
    ask_return(claim, {"due_on": "2026-03-01"}, by=clerk(), now=NOON)
    assert claim.return_due_on == date(2026, 3, 1)


def test_only_who_may_does_what() -> None:
    part()
    claim = asked()
    with pytest.raises(NotAllowed):
        reserve(claim, pool(), by=engineer(), now=NOON)
    with pytest.raises(NotAllowed):
        asked(claim.case, by=person("finance"), serial="X")


def test_somebody_who_was_faster_is_told() -> None:
    part()
    claim = asked()
    stale = Claim.objects.get(pk=claim.pk)
    withdraw(claim, why="重复", by=support(), now=NOON)
    with pytest.raises(Conflict):
        decide(stale, by=support(), now=NOON)
    assert FittedPart.objects.count() == 0


def test_what_is_sent_twice_is_one_claim() -> None:
    part()
    case = faulty()
    assert asked(case, key="k1").pk == asked(case, key="k1").pk
