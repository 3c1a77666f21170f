"""The work calendar for programs: read, staged by the line, approved by another, what moves."""

import pytest

from tests.api.calling import program
from tests.calendars.notices import SOURCE, YEAR_2027, somebody, staged
from tests.desk.cases import moment
from tests.field.visits import booked, engineer
from tests.moves.test_moves import urgent

pytestmark = pytest.mark.django_db


def test_a_year_tells_its_business_days_and_whether_it_is_certain() -> None:
    caller = program("engineer")
    year = caller.get("/calendars/2026").body
    assert year["certain"]
    assert {"day": "2026-01-04", "kind": "makeup-workday",
            "name": {"zh": "元旦", "en": "New Year's Day"}} in year["days"]  # fmt: skip
    assert "2026-01-04" in year["business_days"]
    assert "2026-10-01" not in year["business_days"]
    expected = caller.get("/calendars/2027").body
    assert not expected["certain"]
    assert "2027-01-01" in expected["business_days"]
    assert caller.get("/calendars/2050").body["days"] == []
    assert caller.get("/calendars/1900").status == 422


def test_a_notice_is_staged_looked_at_and_approved_by_another() -> None:
    case = urgent()
    writer, approver = (
        program(of=somebody(name), role="coordinator") for name in ("writer", "approver")
    )
    sent = {"text": YEAR_2027, "source": SOURCE}
    told = writer.post("/holiday-notices", sent, Idempotency_Key="1")
    assert (told.status, told.body["state"], told.body["cautions"]) == (201, "draft", [])
    again = writer.post("/holiday-notices", sent, Idempotency_Key="1")
    assert again.body["id"] == told.body["id"]
    address = f"/holiday-notices/{told.body['id']}"
    moves = approver.get(f"{address}/moves").body
    assert moves["days"][0] == {
        "day": "2027-01-01", "works": False, "name": {"zh": "元旦", "en": "New Year's Day"},
    }  # fmt: skip
    (of_cases,) = (each for each in moves["kinds"] if each["kind"] == "due-time")
    assert of_cases["total"] == 1
    assert of_cases["shown"][0]["label"] == case.number
    assert of_cases["shown"][0]["after"] == "2027-01-04T08:00:00+08:00"
    assert writer.post(f"{address}/approve", If_Match='"1"').status == 403
    assert approver.post(f"{address}/approve").status == 428
    assert approver.post(f"{address}/approve", If_Match='"7"').status == 412
    done = approver.post(f"{address}/approve", If_Match='"1"')
    assert (done.body["state"], done.body["moved"]) == ("in-force", {"due-time": 1})
    assert approver.get("/calendars/2027").body["certain"]
    (listed,) = approver.get("/holiday-notices?year=2027").body
    assert listed["decides"]
    back = writer.post(f"{address}/withdraw", {"why": "误读"}, If_Match="*")
    assert (back.body["state"], back.body["moved"]) == ("withdrawn", {"due-time": 1})


def test_wrong_lines_are_told_by_their_number() -> None:
    caller = program("coordinator")
    text = YEAR_2027.replace("共8天", "共9天")
    told = caller.post("/holiday-notices", {"text": text, "source": SOURCE})
    assert told.status == 422
    assert "text:3" in str(told.body)
    assert caller.get("/holiday-notices?yaer=2027").status == 422


def test_visits_on_the_new_holidays_are_offered_a_slot_and_moved_once() -> None:
    visit = booked(engineer(), start=moment("2027-01-01 08:00"))
    notice = staged()
    caller = program(of=somebody("approver"), role="coordinator")
    address = f"/holiday-notices/{notice.pk}"
    (offered,) = caller.get(f"{address}/visits").body
    assert (offered["number"], offered["chosen"]) == (visit.number, True)
    slot = offered["slot"]
    assert slot["starts_at"] == "2027-01-04T08:00:00+08:00"
    wanted = {"number": visit.number, "engineer": slot["engineer_id"],
              "starts_at": slot["starts_at"], "ends_at": slot["ends_at"]}  # fmt: skip
    early = caller.post(f"{address}/visits", {"visits": [wanted]}, Idempotency_Key="1")
    assert early.status == 422
    assert "D-8" in str(early.body)
    caller.post(f"{address}/approve", If_Match="*")
    done = caller.post(f"{address}/visits", {"visits": [wanted]}, Idempotency_Key="2")
    assert [(each["moved"], each["left"]) for each in done.body] == [(True, False)]
    again = caller.post(f"{address}/visits", {"visits": [wanted]}, Idempotency_Key="3")
    assert [(each["moved"], each["left"]) for each in again.body] == [(False, False)]
    assert caller.get(f"{address}/visits").body == []
