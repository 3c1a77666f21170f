"""The board and its pages: what waits, what fits, sending in one form, and taking it back."""

from datetime import datetime

import pytest
import time_machine
from django.test import Client

from lumencare.domain.shanghai import SHANGHAI
from lumencare.field.models import Absence, Engineer, Visit
from tests.desk.cases import opened, served
from tests.field.visits import booked, dispatcher, engineer, preventive, proposed
from tests.office import person

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 1, 15, 11, 0, tzinfo=SHANGHAI)
SLOT = "{}|{}|2026-01-16T08:00:00+08:00|2026-01-16T13:00:00+08:00"


@pytest.fixture(autouse=True)
def _thursday() -> object:
    """Let it be Thursday 2026-01-15, 11:00."""
    with time_machine.travel(THURSDAY, tick=False):
        yield


def client() -> Client:
    """Return a browser of somebody who assigns visits."""
    found = Client()
    found.force_login(dispatcher(), backend="allauth.account.auth_backends.AuthenticationBackend")
    return found


def text(response: object) -> str:
    """Return a page's text."""
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_what_waits_stands_beside_the_board_and_slots_light_up() -> None:
    who, case = engineer(), opened(served())
    page = text(client().get("/dispatch/"))
    assert case.summary in page
    assert who.person.name in page
    found = text(client().get(f"/dispatch/fit?r={case.number}", headers={"HX-Request": "true"}))
    assert "<html" not in found
    assert f"{case.number}|{who.pk}|" in found
    assert 'class="ghost' in found


def test_a_slot_sends_and_is_taken_back() -> None:
    who, case = engineer(), opened(served())
    sent = client().post("/dispatch/send", {"slot": SLOT.format(case.number, who.pk)})
    visit = Visit.objects.get()
    assert sent.url == f"/dispatch/?day=2026-01-16&undo={visit.number}"  # type: ignore[attr-defined]
    assert (visit.state, visit.case, visit.engineer) == ("booked", case, who)
    assert "data-undo" in text(client().get(sent.url))  # type: ignore[attr-defined]
    client().post("/dispatch/undo", {"visit": visit.number})
    visit.refresh_from_db()
    assert visit.state == "proposed"


def test_a_slot_that_is_gone_is_refused_with_its_reason_and_kept_so() -> None:
    who = engineer()
    first = booked(who)
    second = proposed(first.site)
    answer = client().post("/dispatch/send", {"slot": SLOT.format(second.number, who.pk)})
    assert answer.status_code == 422
    assert first.number in text(answer)
    assert 'name="why"' not in text(answer)


def test_what_may_be_stated_is_asked_for_and_then_sent() -> None:
    visit, who = proposed(), engineer()
    saturday = SLOT.replace("01-16", "01-17").format(visit.number, who.pk)
    answer = client().post("/dispatch/send", {"slot": saturday})
    assert answer.status_code == 422
    assert 'name="why"' in text(answer)
    assert client().post("/dispatch/send", {"slot": saturday, "why": "客户要求"}).status_code == 302


def test_the_week_of_the_slots_is_a_click_away_where_this_one_has_none() -> None:
    engineer()
    case = opened(served("24h"))
    later = f'data-week href="/dispatch/?r={case.number}&amp;day=2026-01-19"'
    with time_machine.travel(datetime(2026, 1, 16, 19, tzinfo=SHANGHAI), tick=False):
        assert later in text(client().get(f"/dispatch/?r={case.number}"))
        shown = text(client().get(f"/dispatch/?r={case.number}&day=2026-01-19"))
    assert "data-week" not in shown
    assert 'class="ghost' in shown
    assert "data-week" not in text(client().get(f"/dispatch/?r={case.number}"))


@pytest.mark.parametrize("slot", ["", "x", "V-1|a|b|c", "V-1|1|never|never"])
def test_a_slot_that_is_none_does_no_harm(slot: str) -> None:
    assert client().post("/dispatch/send", {"slot": slot}).status_code in {404, 422}


@pytest.mark.parametrize(
    "query", ["view=day", "view=list", "day=2026-02-17", "day=x", "skill=homes", "group=beijing"]
)
def test_the_board_has_its_views_weeks_and_filters(query: str) -> None:
    booked(engineer())
    assert client().get(f"/dispatch/?{query}").status_code == 200


def test_a_visit_is_moved_and_goes_through_its_day_on_its_page() -> None:
    who = engineer()
    visit = booked(who)
    typed = {"engineer": who.pk, "starts_at": "2026-01-19T08:00", "ends_at": "2026-01-19T13:00"}
    assert client().post(f"/visits/{visit.number}/move", typed).status_code == 302
    assert (
        client().post(f"/visits/{visit.number}/move", {**typed, "ends_at": "x"}).status_code == 422
    )
    for step in ("offer", "confirm", "set-out", "arrive", "finish"):
        assert client().post(f"/visits/{visit.number}/{step}").status_code == 302, step
    page = text(client().get(f"/visits/{visit.number}/"))
    assert "已完成" in page
    visit.refresh_from_db()
    assert visit.state == "done"
    assert client().post(f"/visits/{visit.number}/fly").status_code == 404


def test_a_visit_is_proposed_by_its_form() -> None:
    one = served()
    typed = {
        "kind": "added-value",
        "ref": one.ref,
        "service": "system-orientation",
        "summary": "操作培训 12 人",
        "man_days": "1",
        "wanted_by": "2026-01-30",
    }
    assert client().post("/dispatch/new", typed).status_code == 302
    assert Visit.objects.get().tenths == 10
    for wrong in ({"man_days": "x"}, {"kind": "x"}, {"wanted_by": "x"}, {"service": ""}):
        assert client().post("/dispatch/new", {**typed, **wrong}).status_code == 422, wrong


def test_a_year_of_preventive_visits_names_what_is_owed() -> None:
    visit = preventive()
    page = text(client().get("/dispatch/preventive"))
    assert visit.number in page
    assert "应做 1 人天" in page


def test_engineers_are_added_changed_and_sent_away() -> None:
    somebody = person("engineer", name="周凯")
    typed = {"person": somebody.pk, "group": "shanghai", "city": "上海", "skills": ["homes"]}
    assert client().post("/dispatch/engineers/new", typed).status_code == 302
    row = Engineer.objects.get()
    changed = {**typed, "skills": ["homes", "teaching"], "evenings": "on", "days_off": ["4"]}
    assert client().post(f"/dispatch/engineers/{row.pk}", changed).status_code == 302
    row.refresh_from_db()
    assert (row.skills, row.evenings, row.days_off) == (["homes", "teaching"], True, [4])
    away = {"kind": "leave", "starts_at": "2026-01-20T00:00", "ends_at": "2026-01-22T00:00"}
    assert client().post(f"/dispatch/engineers/{row.pk}/away", away).status_code == 302
    assert "休假" in text(client().get("/dispatch/engineers/"))
    assert client().post(f"/dispatch/away/{Absence.objects.get().pk}/end").status_code == 302
