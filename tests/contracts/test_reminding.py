"""Reminders by the ladder: each recipient and rung once, however the job runs."""

import contextlib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from lumencare.accounts.models import User
from lumencare.contracts.actions import Use, draw, put_down_reminders, run_continuity
from lumencare.contracts.models import Allowance, Contract, ContractLine, ToldRung
from lumencare.notices.models import Event, Notice
from lumencare.sites.models import Site, System
from tests.contracts.contracts import active, coordinator, noon
from tests.office import organization, outsider, person, site, system

pytestmark = pytest.mark.django_db
ANNUAL = "part-care-plus-annual"
LAST = date(2027, 3, 1)


def before(days: int) -> datetime:
    return noon(LAST - timedelta(days))


def keys(ladder: str = "renewal") -> list[str]:
    """Return ladder and rung of what is put down, without whom it is for."""
    rows = Notice.objects.filter(key__startswith=f"{ladder}:").order_by("pk")
    return [each.key.rpartition(":")[2] for each in rows]


def annual(one: System | None = None) -> Contract:
    return active(ANNUAL, of=one or system())


def everything() -> list[tuple[Any, ...]]:
    """Return what was put down and told, but for the moment."""
    notices = Notice.objects.order_by("key", "email").values_list("key", "email", "cancelled_why")
    events = Event.objects.filter(kind__in=["renewal.due", "entitlement.ending"])
    return [*notices, *sorted((each.kind, str(each.data)) for each in events)]


def test_each_rung_is_told_once_on_its_day() -> None:
    """D-25"""
    contract = annual()
    for days in range(95, -5, -1):
        put_down_reminders(before(days))
    assert keys() == ["90", "60", "30", "7"]
    rungs = ToldRung.objects.filter(ladder="renewal").order_by("pk")
    assert list(rungs.values_list("rung", flat=True)) == [90, 60, 30, 7]
    events = Event.objects.filter(kind="renewal.due").order_by("occurred_at")
    assert [each.data["rung"] for each in events] == [90, 60, 30, 7]
    assert events[0].data["renew_by"] == "2027-03-01"
    assert events[0].subject_key == contract.number
    assert keys("contract") == []


def test_a_run_that_comes_late_tells_the_latest_rung_alone() -> None:
    annual()
    put_down_reminders(before(57))
    assert keys() == ["60"]
    put_down_reminders(before(3))
    assert keys() == ["60", "7"]


@pytest.mark.parametrize("late", [0, 3])
def test_late_or_twice_it_writes_the_same(late: int) -> None:
    line = annual().lines.get()
    put_down_reminders(before(30 - late))
    put_down_reminders(before(30 - late))
    assert [each[0] for each in everything()[:1]] == [f"renewal:{line.pk}:30"]
    assert len(everything()) == 2


def test_a_clock_that_was_set_back_says_nothing_again() -> None:
    annual()
    put_down_reminders(before(7))
    put_down_reminders(before(60))
    assert keys() == ["7"]


class Killed(Exception):
    """The process died."""


def dies_after(last: int) -> Callable[..., Any]:
    """Return what lets the process die after some statements that write."""
    count = 0

    def run(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal count
        answer = execute(sql, *rest)
        if sql.startswith(("INSERT", "UPDATE")):
            count += 1
            if count == last:
                raise Killed
        return answer

    return run


@pytest.mark.parametrize("last", range(1, 10))
def test_killed_at_any_point_the_next_run_completes_it(last: int) -> None:
    one = system()
    active(ANNUAL, "technology-support:3", of=one)
    system(site(organization("别家"), "别处"), "S-2", window_ends_on=LAST, window_value_fen=1)
    at = before(30)
    with connection.execute_wrapper(dies_after(last)), contextlib.suppress(Killed):
        put_down_reminders(at)
    put_down_reminders(at)
    found = everything()
    Notice.objects.all().delete()
    Event.objects.all().delete()
    ToldRung.objects.all().delete()
    put_down_reminders(at)
    assert found == everything()


def told(ladder: str = "renewal") -> set[str]:
    rows = Notice.objects.filter(key__startswith=f"{ladder}:")
    return set(rows.values_list("name", flat=True))


def test_owner_partner_and_who_sold_it_are_told() -> None:
    owner, partner = organization(), organization("照明集成商", kind="partner")
    one = system(site(owner, partner=partner))
    annual(one)
    outsider(owner, name="业主")
    outsider(partner, role="partner", name="集成商")
    outsider(organization("别家"), name="别人")
    person("coordinator", name="另一位")
    put_down_reminders(before(90))
    assert told() == {"业主", "集成商", coordinator().name}
    Site.objects.update(partner_may_see=False)
    put_down_reminders(before(60))
    assert keys().count("60") == 2


def test_owners_are_led_to_their_own_door_and_staff_to_the_office() -> None:
    owner = organization()
    one = system(site(owner))
    annual(one)
    outsider(owner, name="业主")
    put_down_reminders(before(90))
    paths = dict(Notice.objects.values_list("name", "path"))
    assert paths["业主"] == f"/portal/sites/{one.site_id}/"
    assert paths[coordinator().name] == f"/systems/{one.pk}/"


def test_coordinators_are_told_of_what_nobody_keeps_any_more() -> None:
    annual()
    User.objects.filter(pk=coordinator().pk).update(is_active=False)
    person("coordinator", name="接班")
    put_down_reminders(before(90))
    assert told() == {"接班"}


def test_nobody_is_reminded_of_what_was_renewed() -> None:
    """D-25: what waits is cancelled, and no rung follows."""
    one = system()
    annual(one)
    put_down_reminders(before(30))
    active(ANNUAL, of=one, now=before(20))
    put_down_reminders(before(7))
    (notice,) = Notice.objects.filter(key__startswith="renewal:")
    assert (notice.key[-3:], notice.cancelled_why) == (":30", "renewed")


def test_what_still_waits_after_the_last_day_is_cancelled() -> None:
    annual()
    put_down_reminders(before(0))
    put_down_reminders(before(-1))
    assert Notice.objects.get().cancelled_why == "over"


def test_a_lapse_cancels_what_waits() -> None:
    """PA-3"""
    annual()
    put_down_reminders(before(0))
    run_continuity(before(-1))
    assert Notice.objects.get().cancelled_why == "over"


def test_an_open_window_is_reminded_of_until_part_care_is_held() -> None:
    """PW-1, D-25"""
    sales = person("sales", name="销售")
    assert sales
    one = system(window_ends_on=LAST, window_value_fen=1)
    coordinator()
    put_down_reminders(before(90))
    assert (keys("window"), told("window")) == (["90"], {coordinator().name})
    active("part-care-plus", of=one, now=before(80))
    assert Notice.objects.get(key__startswith="window:").cancelled_why == "bought"
    put_down_reminders(before(60))
    assert keys("window") == ["90"]
    System.objects.update(part_care_held=False, retired_on=LAST)
    put_down_reminders(before(30))
    assert keys("window") == ["90"]


def test_a_contract_without_a_renewal_is_reminded_of_its_end() -> None:
    """D-25"""
    contract = active("technology-support:8", of=system())
    assert contract.ends_on is not None
    last = contract.ends_on - timedelta(1)
    put_down_reminders(noon(last - timedelta(7)))
    assert (keys("contract"), keys("renewal")) == (["7"], [])
    assert str(last) in Notice.objects.filter(key__startswith="contract:").get().text["zh"]


def test_an_allowance_is_reminded_of_while_something_is_left() -> None:
    """D-23"""
    active("service-care", of=system())
    day, hour = Allowance.objects.order_by("code")
    last = day.ends_on - timedelta(1)
    draw(hour, Use(hour.tenths, last, "培训", "k-1"), by=coordinator(), now=noon(last))
    for left in (91, 90, 60, 30, 7, 0):
        put_down_reminders(noon(last - timedelta(left)))
    assert keys("allowance") == ["90", "60", "30"]
    events = Event.objects.filter(kind="entitlement.ending").order_by("occurred_at")
    assert [each.data["rung"] for each in events] == [90, 60, 30]
    assert {each.data["service"] for each in events} == {day.code}


def test_what_is_suspended_or_over_is_left_alone() -> None:
    contract = annual()
    ContractLine.objects.update(state="ended", ended_on=LAST)
    Contract.objects.filter(pk=contract.pk).update(state="ended", ended_at=before(90))
    put_down_reminders(before(60))
    assert not Notice.objects.exists()
