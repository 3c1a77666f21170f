"""A slot is checked again where it is taken: what holds for good, what a reason overrules."""

from datetime import datetime

import pytest

from lumencare.contracts.models import Allowance
from lumencare.domain.dispatch.mandays import Agreed
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import SHANGHAI
from lumencare.field.actions import Placement, book, move, unassign, undo
from lumencare.field.models import Engineer, Visit
from tests.contracts.contracts import active
from tests.field.visits import (
    FRIDAY_8,
    HALF,
    booked,
    dispatcher,
    engineer,
    placement,
    preventive,
    proposed,
)
from tests.office import NOW, site, system

pytestmark = pytest.mark.django_db

SATURDAY = datetime(2026, 1, 17, 8, 0, tzinfo=SHANGHAI)
# The first working day of the Spring Festival.
HOLIDAY = datetime(2026, 2, 17, 8, 0, tzinfo=SHANGHAI)
AGREED = Agreed(Money.of(6000), "客户书面同意")
WHY = "客户要求"


def course() -> Visit:
    """Return half a man-day of training, sold by the man-day."""
    return proposed(kind=VisitKind.ADDED_VALUE, service="customer-site-training")


def test_a_price_is_frozen_with_the_slot_and_gone_with_it() -> None:
    """AV-1, NB-1, D-10."""
    visit, who = course(), engineer(weekends="on")
    book(visit, placement(who), by=dispatcher(), now=NOW)
    assert (visit.net_fen, visit.edition) == (2400_00, "cn-mainland-1")
    move(visit, placement(who, SATURDAY), by=dispatcher(), now=NOW)
    assert [line["net"] for line in visit.price_lines] == ["2400.00", "2000.00"]
    unassign(visit, by=dispatcher(), now=NOW)
    assert (visit.net_fen, visit.price_lines) == (0, [])


def test_man_days_that_were_bought_are_not_charged_again() -> None:
    one = system()
    active("service-care", "customer-site-training*2", of=one)
    bought = Allowance.objects.get(code="customer-site-training")
    visit = proposed(
        one.site,
        kind=VisitKind.ADDED_VALUE,
        service="customer-site-training",
        system=one,
        allowance=bought,
    )
    assert booked(engineer(), visit).net_fen == 0


def test_a_visit_is_moved_into_a_holiday_with_a_reason_and_a_price_only() -> None:
    """D-9."""
    who = engineer()
    visit = booked(who)
    for tried in (placement(who, HOLIDAY), placement(who, HOLIDAY, why=WHY)):
        with pytest.raises(Refused, match="D-9"):
            move(visit, tried, by=dispatcher(), now=NOW)
    move(visit, placement(who, HOLIDAY, why=WHY, agreed=AGREED), by=dispatcher(), now=NOW)
    assert (visit.agreed_fen, visit.net_fen, visit.agreed_why) == (6000_00, 6000_00, AGREED.why)
    undo(visit, by=dispatcher(), now=NOW)
    assert (visit.starts_at, visit.agreed_fen) == (FRIDAY_8, None)


def test_a_refusal_that_may_be_overruled_says_so() -> None:
    visit, who = proposed(), engineer()
    with pytest.raises(Refused) as refused:
        book(visit, placement(who, SATURDAY), by=dispatcher(), now=NOW)
    assert refused.value.reason.facts["may_be_stated"]
    assert refused.value.reason.text.en.endswith("To go on nevertheless, state why.")
    book(visit, placement(who, SATURDAY, why=WHY), by=dispatcher(), now=NOW)
    # Labour that is covered costs the weekend alone: half a man-day of it (D-10).
    assert visit.net_fen == 2000_00


def test_what_stands_for_good_is_not_overruled() -> None:
    visit = proposed(system=None)
    past = Placement(engineer=engineer(), starts_at=NOW - HALF, ends_at=NOW, why="必须")
    with pytest.raises(Refused, match="passed"):
        book(visit, past, by=dispatcher(), now=NOW)


def test_a_skill_that_is_missing_stands_for_good() -> None:
    visit, who = preventive(), engineer(skills="homes")
    with pytest.raises(Refused, match="Commercial"):
        book(visit, placement(who, why=WHY), by=dispatcher(), now=NOW)


def test_the_way_between_two_cities_is_reckoned_with() -> None:
    """D-19: from Shanghai to Beijing no half hour is enough."""
    who, here = engineer(), site()
    booked(who, proposed(here))
    far = proposed(site(here.owner, name="国贸公寓", city="北京市"))
    start = FRIDAY_8 + HALF
    with pytest.raises(Refused, match="D-19"):
        book(far, placement(who, start), by=dispatcher(), now=NOW)
    book(far, placement(who, start, why="乘早班飞机"), by=dispatcher(), now=NOW)


def test_a_city_that_the_data_does_not_have_is_no_obstacle() -> None:
    at = site(city="某开发区", city_known=False)
    assert booked(engineer(), proposed(at)).state == "booked"
    assert Engineer.objects.count() == 1
