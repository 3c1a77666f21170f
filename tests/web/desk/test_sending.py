"""Sending from the desk: one click where a slot is in time; else the reason is asked for."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from lumencare.field.models import Visit
from tests.desk.cases import moment, opened, served
from tests.field.visits import engineer
from tests.office import person

pytestmark = pytest.mark.django_db
OPENED, LATE = "2026-01-13 09:00", "2026-01-15 14:00"
SLOT = re.compile(r'name="slot" value="([^"]+)"')


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(moment(LATE), tick=False):
        yield


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(person("coordinator"))
    return client


def slots_of(desk: Client, number: str) -> list[str]:
    """Return what the buttons of a case's candidates send."""
    return SLOT.findall(desk.get(f"/en/cases/{number}/candidates").content.decode())


def test_a_slot_in_time_is_sent_by_its_button(desk: Client) -> None:
    case, who = opened(served("24h")), engineer()
    (slot,) = slots_of(desk, case.number)
    answer = desk.post(f"/en/cases/{case.number}/send", {"slot": slot})
    assert answer.headers["Location"] == f"/en/desk/?case={case.number}#detail"
    assert Visit.objects.get(case=case).engineer == who


def test_a_slot_that_is_too_late_asks_for_the_reason_and_comes_back_to_the_desk(
    desk: Client,
) -> None:
    """D-7: where no slot meets the promise, the least bad one is sent for a stated reason."""
    case = opened(served("24h"), at=OPENED)
    engineer()
    (slot,) = slots_of(desk, case.number)
    path = f"/en/cases/{case.number}/send"
    asked = desk.post(path, {"slot": slot})
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "D-7" in page
    assert f'action="{path}"' in page
    assert slot in page
    assert not Visit.objects.filter(case=case).exists()
    answer = desk.post(path, {"slot": slot, "why": "客户同意改期"})
    assert answer.headers["Location"] == f"/en/desk/?case={case.number}#detail"
    assert Visit.objects.get(case=case).moves.get().why == "客户同意改期"


def test_a_slot_of_another_case_is_not_sent(desk: Client) -> None:
    site = served("24h")
    case, other = opened(site), opened(site)
    engineer()
    (slot,) = slots_of(desk, other.number)
    assert desk.post(f"/en/cases/{case.number}/send", {"slot": slot}).status_code == 404


def test_whoever_can_come_is_offered_the_best_three_at_a_glance(desk: Client) -> None:
    case = opened(served("24h"))
    everybody = {engineer(name=f"工程师{each}").pk for each in range(4)}
    page = desk.get(f"/en/cases/{case.number}/candidates").content.decode()
    at_once, others = page.split("Others who can come (1)")
    assert (len(SLOT.findall(at_once)), len(SLOT.findall(others))) == (3, 1)
    assert {int(each.split("|")[1]) for each in SLOT.findall(page)} == everybody
