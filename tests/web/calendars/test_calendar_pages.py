"""The work calendar in the browser: a year, a notice pasted, approved by another, withdrawn."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from lumencare.calendars.models import HolidayNotice
from lumencare.desk.models import Case
from lumencare.field.actions import confirm
from tests.calendars.notices import SOURCE, YEAR_2027, approved, somebody, staged
from tests.desk.cases import moment
from tests.field.visits import booked, engineer, proposed
from tests.moves.test_moves import NOW, urgent
from tests.office import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browser(client: Client) -> Client:
    """Return a browser in which the coordinator who writes is signed in."""
    client.force_login(somebody("writer"))
    return client


def page(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_year_says_whether_it_is_certain_and_shows_each_day_that_is_special(
    browser: Client,
) -> None:
    shown = page(browser, "/en/calendars/")
    assert "Work calendar 2026" in shown
    assert "Announced" in shown
    assert 'class="on" title="Spring Festival">14<small>on</small>' in shown
    assert 'class="off" title="National Day">1<small>off</small>' in shown
    assert "The notice for 2027 is not in force yet" in shown
    expected = page(browser, "/en/calendars/2027/")
    assert "Not announced" in expected
    assert "<small>off?</small>" in expected
    assert "休" in page(browser, "/calendars/2026/")
    page(browser, "/calendars/2031/", 404)


def test_a_notice_is_pasted_by_one_and_approved_by_another(browser: Client) -> None:
    case = urgent()
    sent = {"text": YEAR_2027, "source": SOURCE, "year": ""}
    answer = browser.post("/en/calendars/paste", sent)
    row = HolidayNotice.objects.get()
    assert answer["Location"] == f"/en/calendars/notices/{row.pk}/"
    shown = page(browser, answer["Location"])
    assert "another person has to approve it" in shown
    assert "/approve" not in shown
    assert "Fri 1 Jan 2027" in shown
    assert case.number in shown
    assert "2027-01-01 15:00" in shown
    assert "2027-01-04 08:00" in shown
    approving = f"/en/calendars/notices/{row.pk}/approve"
    assert browser.post(approving, {"version": 1}).status_code == 403
    browser.force_login(somebody("approver"))
    assert "/approve" in page(browser, f"/en/calendars/notices/{row.pk}/")
    done = browser.post(approving, {"version": 1}, follow=True).content.decode()
    assert "One due time was moved." in done
    assert "What would move if it were withdrawn" in done
    assert Case.objects.get().due_at > case.due_at
    assert browser.post(approving, {"version": 1}).status_code == 409


def test_every_wrong_line_is_shown_in_place_and_what_was_typed_is_kept(browser: Client) -> None:
    text = YEAR_2027.replace("共8天", "共9天").replace("6月9日（周三）", "6月9日（周四）")
    answer = browser.post("/en/calendars/paste", {"text": text, "source": "", "year": ""})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert '<th scope="row">3</th><td>9天' in shown
    assert "The days named are 8." in shown
    assert '<th scope="row">6</th>' in shown
    assert "It is Wed 9 Jun 2027." in shown
    assert "Where it was announced is expected" in shown
    assert "5月8日（周六）上班" in shown
    assert not HolidayNotice.objects.exists()
    missing = browser.post("/calendars/paste", {"text": "2027年放假安排", "source": SOURCE})
    assert "整份通知" in missing.content.decode()
    assert browser.post("/en/calendars/paste", {}).status_code == 422


def test_a_draft_is_corrected_unless_somebody_was_faster(browser: Client) -> None:
    row = staged(at=NOW)
    address = f"/en/calendars/notices/{row.pk}/correct"
    assert "5月8日（周六）上班" in page(browser, address)
    longer = YEAR_2027.replace("6月9日（周三）放假1天", "6月9日（周三）至10日放假，共2天")
    sent = {"text": longer, "source": SOURCE, "year": "2027", "version": "1"}
    assert browser.post(address, sent)["Location"] == f"/en/calendars/notices/{row.pk}/"
    shown = page(browser, f"/en/calendars/notices/{row.pk}/")
    assert "where the law gives 13" in shown
    again = browser.post(address, sent)
    assert again.status_code == 409
    assert 'name="version" value="2"' in again.content.decode()


def test_one_in_force_is_replaced_by_another_or_withdrawn_with_a_reason(browser: Client) -> None:
    row = approved(at=NOW)
    shown = page(browser, f"/en/calendars/notices/{row.pk}/")
    assert f"/en/calendars/paste?from={row.pk}" in shown
    assert "/correct" not in shown
    assert "5月8日（周六）上班" in page(browser, f"/en/calendars/paste?from={row.pk}")
    address = f"/en/calendars/notices/{row.pk}/withdraw"
    page(browser, address)
    assert browser.post(address, {"why": " ", "version": "1"}).status_code == 422
    row.refresh_from_db()
    answer = browser.post(address, {"why": "误读", "version": str(row.version)}, follow=True)
    assert "0 due times were moved" in answer.content.decode()
    assert "Withdrawn" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_a_notice_is_shown_as_text_and_never_as_markup(browser: Client) -> None:
    evil = "<script>alert(1)</script>"
    text = YEAR_2027.replace("国务院办公厅关于", evil)
    row = staged(text, at=NOW)
    shown = page(browser, f"/en/calendars/notices/{row.pk}/")
    assert evil not in shown
    assert "&lt;script&gt;" in shown


def test_who_only_sees_calendars_finds_no_step(client: Client) -> None:
    row = staged(at=NOW)
    client.force_login(person("engineer"))
    for address in ("/en/calendars/", f"/en/calendars/notices/{row.pk}/"):
        shown = page(client, address)
        assert "/paste" not in shown
        assert "/approve" not in shown
        assert "/withdraw" not in shown


def test_visits_on_a_new_holiday_are_moved_with_the_approval_where_ticked(client: Client) -> None:
    of = engineer()
    visit = booked(of, start=moment("2027-01-01 08:00"))
    agreed = booked(of, proposed(visit.site), start=moment("2027-02-10 08:00"))
    confirm(agreed, by=somebody("writer"), now=NOW)
    row = staged(at=NOW)
    client.force_login(somebody("approver"))
    address = f"/en/calendars/notices/{row.pk}/"
    shown = page(client, address)
    boxes = re.findall(r'name="move" form="steps" value="([^"]+)"( checked)?', shown)
    assert [(each.split("|")[0], bool(ticked)) for each, ticked in boxes] == [
        (visit.number, True), (agreed.number, False),
    ]  # fmt: skip
    sent = {"version": 1, "move": boxes[0][0]}
    done = client.post(f"{address}approve", sent, follow=True).content.decode()
    assert "One visit was moved." in done
    assert "Visits left on the holidays" in done
    assert agreed.number in page(client, "/en/")
    again = client.post(f"{address}move", {"move": boxes[0][0]}, follow=True).content.decode()
    assert f"{visit.number} was not moved: It is not on one of the holidays any more." in again
    client.post(f"{address}move", {"move": boxes[1][0]})
    assert "Visits left on" not in page(client, address)
    assert "Visits left on holidays" not in page(client, "/en/")


def test_a_box_that_no_page_made_approves_nothing(client: Client) -> None:
    row = staged(at=NOW)
    client.force_login(somebody("approver"))
    sent = {"version": 1, "move": "V-1|x"}
    assert client.post(f"/en/calendars/notices/{row.pk}/approve", sent).status_code == 404
    row.refresh_from_db()
    assert row.state == "draft"


def test_who_keeps_calendars_and_no_visits_sees_them_without_a_box(client: Client) -> None:
    visit = booked(engineer(), start=moment("2027-01-01 08:00"))
    row = staged(at=NOW)
    client.force_login(person("administrator"))
    shown = page(client, f"/en/calendars/notices/{row.pk}/")
    assert visit.number in shown
    assert 'name="move"' not in shown
