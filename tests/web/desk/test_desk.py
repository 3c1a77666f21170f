"""The page of the service desk: tabs, groups, clocks, the panel, and what keeps it live."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lumencare.desk.actions import assign, find_cause, pause, resolve, start_work
from lumencare.desk.models import Case
from tests.desk.cases import moment, opened, served, support
from tests.office import organization, person, site

pytestmark = pytest.mark.django_db
NOW = "2026-01-15 14:00"
MOST_QUERIES, MOST_OF_A_POLL = 38, 4


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(moment(NOW), tick=False):
        yield


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(person("coordinator"))
    return client


def shown(client: Client, path: str = "/en/desk/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def at_place(
    name: str, response: str = "24h", at: str = "2026-01-15 10:00", **more: object
) -> Case:
    """Return a case of a system at a site of its own."""
    where = site(organization(f"业主 {name}"), name=name)
    return opened(served(response, at=where, ref=name), at=at, **more)


def test_the_queue_stands_in_groups_most_pressing_first(desk: Client) -> None:
    at_place("甲", at="2026-01-13 10:00")
    at_place("乙", at="2026-01-14 16:00")
    at_place("丙", at="2026-01-15 10:00")
    opened(None, reporter_name="陌生人")
    page = shown(desk)
    order = [page.index(f"</span>{name}<") for name in ("Overdue", "Due today", "Due later")]
    assert order == sorted(order)
    assert page.index("No deadline") > order[-1]
    assert 'role="timer"' in page
    assert "−28:00:00" in page
    assert "02:00:00" in page


def test_only_waiting_for_the_customer_is_shown_as_paused(desk: Client) -> None:
    """D-7"""
    case = at_place("甲")
    pause(
        case, at=moment("2026-01-15 11:00"), reason="等钥匙", evidence="王先生来电",
        by=support(), now=moment("2026-01-15 11:00"),
    )  # fmt: skip
    page = shown(desk, "/en/desk/?tab=waiting")
    assert "Clock paused" in page
    assert "waits for the customer" in page
    assert "等钥匙" in page


def test_a_promise_in_business_days_says_business_days(desk: Client) -> None:
    at_place("甲", "")
    assert "business days" in shown(desk)


def test_the_panel_says_who_pays_and_by_when(desk: Client) -> None:
    """SC-4, NB-1, SC-10"""
    case = at_place("甲", at="2026-01-14 16:00")
    page = shown(desk, f"/en/desk/?case={case.number}")
    assert "diagnostic labour is free; an engineer is there by 16:00 today." in page
    assert "Per man-day outside business hours" in page
    assert "¥3,000" in page
    assert "A visit may be charged where the product is not the cause" in page
    assert "missing" in page


def test_an_unknown_system_has_no_answer_but_says_what_to_do(desk: Client) -> None:
    case = opened(None)
    page = shown(desk, f"/en/cases/{case.number}/panel")
    assert "Ask technical support before you promise anything." in page


def test_tabs_cut_the_queue(desk: Client) -> None:
    mine = person("coordinator", name="我")
    desk.force_login(mine)
    first, second = at_place("甲"), at_place("乙")
    assign(first, mine, by=mine, now=moment(NOW))
    assert second.number not in shown(desk, "/en/desk/?tab=mine").split('id="detail"')[0]
    assert first.number not in shown(desk, "/en/desk/?tab=unassigned").split('id="detail"')[0]
    resolve(first, resolution="已重启", how="phone", by=mine, now=moment(NOW))
    assert first.number in shown(desk, "/en/desk/?tab=done")
    find_cause(second, "other", why="进水", by=mine, now=moment(NOW))
    assert second.number in shown(desk, "/en/desk/?tab=to-quote")


def test_few_cases_are_counted_and_many_make_a_share(desk: Client) -> None:
    case = at_place("甲")
    start_work(
        case, at=moment(NOW), how="remote", by=support(), now=moment(NOW), session="SE-2601-001"
    )
    assert "<b>1/1</b>" in shown(desk)


def test_the_queue_goes_on_where_a_page_ends(desk: Client) -> None:
    system = served("24h")
    cases = [opened(system) for _each in range(45)]
    first = shown(desk)
    cursor = first.split("cursor=")[1].split('"')[0]
    second = shown(desk, f"/en/desk/?tab=open&cursor={cursor}")
    for case in cases:
        lists = [page.split('id="detail"')[0] for page in (first, second)]
        assert sum(f"t-{case.number}" in each for each in lists) == 1
    assert shown(desk, "/en/desk/?cursor=nonsense")


def test_nothing_new_is_answered_by_nothing(desk: Client) -> None:
    case = at_place("甲")
    seen = shown(desk).split("seen=")[1].split('"')[0]
    path = f"/en/desk/live?tab=open&seen={seen}"
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(path).status_code == 204
    assert len(asked) <= MOST_OF_A_POLL
    assert not any(each["sql"].startswith(("INSERT", "UPDATE")) for each in asked)
    assign(case, person("support", name="小李"), by=support(), now=moment("2026-01-15 13:59"))
    news = desk.get(path)
    assert news.status_code == 200
    assert "小李" in news.content.decode()
    seen = news.content.decode().split("seen=")[1].split('"')[0]
    assert desk.get(f"/en/desk/live?seen={seen}").status_code == 204


def test_the_page_asks_as_many_questions_for_many_cases_as_for_few(desk: Client) -> None:
    numbers = []
    for start in (0, 2):
        for each in range(start, start * 4 + 2):
            at_place(f"项目{each}")
        shown(desk)
        with CaptureQueriesContext(connection) as asked:
            shown(desk)
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= MOST_QUERIES


def test_a_page_reads_the_calendar_and_the_edition_of_its_case_once(desk: Client) -> None:
    case = at_place("甲")
    for path in ("/en/desk/", reverse("case", args=[case.number])):
        shown(desk, path)
        with CaptureQueriesContext(connection) as asked:
            shown(desk, path)
        said = [each["sql"] for each in asked]
        assert len([each for each in said if 'FROM "calendars_holidaynotice"' in each]) == 1
        assert len([each for each in said if 'FROM "pricebook_officeedition"' in each]) == 1
