"""The ledger of allowances: used once, never more than there is, only in its days (D-23)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.contracts.actions import Use, draw, give_back
from lumencare.contracts.models import Allowance, Contract, Draw
from lumencare.domain.problems import Conflict, InputProblems, Refused
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import NOW, TODAY, person, system
from tests.sales.test_at_once import at_once, told

HALF = Use(5, TODAY, "第一季度巡检", "visit-1")


def man_day() -> Allowance:
    """Return the man-day of a year of service."""
    active("service-care", of=system())
    return Allowance.objects.get(code="preventive-man-day")


@pytest.mark.django_db
def test_a_use_is_counted_once_however_often_it_is_sent() -> None:
    one, by = man_day(), coordinator()
    first = draw(one, HALF, by=by, now=NOW)
    assert draw(one, HALF, by=by, now=NOW) == first
    assert (one.drawn_tenths, Draw.objects.count()) == (5, 1)
    with pytest.raises(Conflict):
        draw(one, replace(HALF, tenths=4), by=by, now=NOW)


@pytest.mark.django_db
def test_more_than_is_left_cannot_be_used() -> None:
    """D-23: half a day is left."""
    one, by = man_day(), coordinator()
    draw(one, HALF, by=by, now=NOW)
    with pytest.raises(Refused, match=r"0\.5"):
        draw(one, Use(6, TODAY, "巡检", "visit-2"), by=by, now=NOW)
    draw(one, Use(5, TODAY, "巡检", "visit-3"), by=by, now=NOW)
    assert one.drawn_tenths == one.tenths == 10


@pytest.mark.django_db
def test_what_did_not_happen_is_given_back_once() -> None:
    one, by = man_day(), coordinator()
    used = draw(one, HALF, by=by, now=NOW)
    back = give_back(used, why="客户改期", by=by, now=NOW)
    assert give_back(used, why="客户改期", by=by, now=NOW) == back
    one.refresh_from_db()
    assert (back.tenths, one.drawn_tenths) == (-5, 0)
    with pytest.raises(Refused):
        give_back(back, why="再退", by=by, now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "day", [TODAY - timedelta(days=1), date(2027, 1, 15)], ids=["before", "after the last day"]
)
def test_it_is_used_in_its_days_only(day: date) -> None:
    """D-23: the year runs from 2026-01-15 to 2027-01-14."""
    one = man_day()
    with pytest.raises(Refused, match="2026"):
        draw(one, replace(HALF, on=day), by=coordinator(), now=noon(date(2027, 1, 20)))


@pytest.mark.django_db
def test_only_a_contract_in_force_has_allowances_to_use() -> None:
    one = man_day()
    Contract.objects.update(state="suspended")
    with pytest.raises(Refused, match="D-23"):
        draw(one, HALF, by=coordinator(), now=NOW)
    assert not Draw.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tenths": 0}, "amount"),
        ({"tenths": -5}, "amount"),
        ({"tenths": 10**9}, "amount"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"why": " "}, "why"),
        ({"key": ""}, "key"),
        ({"key": "k" * 61}, "key"),
    ],
)
def test_what_is_typed_wrong_is_told_by_its_field(wrong: dict[str, object], field: str) -> None:
    one = man_day()
    with pytest.raises(InputProblems, match=field):
        draw(one, replace(HALF, **wrong), by=coordinator(), now=NOW)


@pytest.mark.django_db
def test_engineers_write_uses_and_clerks_do_not() -> None:
    one = man_day()
    draw(one, HALF, by=person("engineer"), now=NOW)
    with pytest.raises(NotAllowed):
        draw(one, replace(HALF, key="visit-2"), by=person("clerk"), now=NOW)
    entry = Entry.objects.get(action="draw")
    assert (entry.by_name, entry.after["used"], entry.why) == ("engineer", "0.5", HALF.why)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_use_more_than_there_is() -> None:
    """A man-day has room for one of two that want seven tenths, and for one of two of the same."""
    one, by = man_day(), coordinator()
    uses = [Use(7, TODAY, "巡检", f"visit-{number}") for number in range(4)]
    results = at_once(
        *(
            lambda use=use: draw(Allowance.objects.get(pk=one.pk), use, by=by, now=NOW)
            for use in uses
        )
    )
    assert len(told(results)) == 3
    one.refresh_from_db()
    assert (one.drawn_tenths, Draw.objects.count()) == (7, 1)
    same = at_once(
        *(
            lambda: draw(Allowance.objects.get(pk=one.pk), HALF_OF_REST, by=by, now=NOW)
            for _ in "ab"
        )
    )
    assert same[0] == same[1]
    one.refresh_from_db()
    assert one.drawn_tenths == 9


HALF_OF_REST = Use(2, TODAY, "培训", "rest")


@pytest.mark.django_db
def test_nothing_of_a_draft_can_be_used() -> None:
    bought("service-care", of=system())
    assert not Allowance.objects.exists()
