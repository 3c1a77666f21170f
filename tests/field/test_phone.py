"""What a phone sends is done once, in its own time, and never lost."""

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lumencare.desk.models import Case
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.field.models import PhoneAction, Visit
from lumencare.field.phone import Sent, Taken, day_of, take_in
from tests.desk.cases import moment, opened, served
from tests.field.visits import HALF, booked, engineer, proposed
from tests.office import person

pytestmark = pytest.mark.django_db
NINE = moment("2026-01-16 09:00")
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
JPEG = b"\xff\xd8\xff" + b"1" * 40


def on_a_case() -> Visit:
    """Return a visit that is booked for Friday at eight, for a case of a system with 24 hours."""
    of = served("24h", order_date=date(2021, 3, 1))
    case = opened(of, at="2026-01-15 10:00")
    visit = booked(engineer(), proposed(of.site))
    Visit.objects.filter(pk=visit.pk).update(case=case, system=of)
    visit.refresh_from_db()
    return visit


def sends(visit: Visit, kind: str, at: datetime = NINE, *, key: str = "", **more: Any) -> Taken:
    """Send something as the visit's engineer."""
    file = more.pop("file", None)
    assert visit.engineer is not None
    sent = Sent(
        key=key or f"{kind}-{at:%H%M}",
        kind=kind,
        device_at=at,
        device_now=more.pop("device_now", at),
        file=io.BytesIO(file) if file else None,
        payload=more,
    )
    return take_in(visit, sent, by=visit.engineer.person, now=at)


def test_a_visit_is_closed_from_the_phone() -> None:
    """SC-4, SC-10, D-7: arrival meets the promise, the cause decides, the case is resolved."""
    visit = on_a_case()
    answers = day_of(visit.engineer.person, date(2026, 1, 16)).visits[0]  # type: ignore[union-attr]
    assert sends(visit, "set-out").outcome == "done"
    assert sends(visit, "arrive").outcome == "done"
    assert sends(visit, "photo", file=JPEG).outcome == "done"
    shown = {"answers": answers.facts["answers"], "mark": answers.mark}
    assert sends(visit, "cause", cause="product", **shown).outcome == "done"
    assert sends(visit, "checks", checks=["power"], findings="更换调光模块").outcome == "done"
    assert sends(visit, "part", part_number="QSN-4A-S", new_serial="N1").outcome == "done"
    assert sends(visit, "sign", signer="王建国", file=PNG).outcome == "done"
    ended = sends(visit, "finish", NINE + HALF)
    assert ended.outcome == "done", ended.said
    visit.refresh_from_db()
    case = Case.objects.get()
    assert (visit.state, case.state, case.met_in_time) == ("done", "resolved", True)
    assert (case.resolution, case.started_at) == ("更换调光模块", NINE)


def test_what_is_sent_twice_is_done_once() -> None:
    """The network was lost after we had taken it in."""
    visit = on_a_case()
    first, again = (sends(visit, "arrive", key="k-1") for _ in range(2))
    assert (first.again, again.again, again.outcome) == (False, True, "done")
    assert PhoneAction.objects.count() == 1


def test_a_key_is_of_one_content() -> None:
    visit = on_a_case()
    sends(visit, "arrive", key="k-1")
    with pytest.raises(Conflict):
        sends(visit, "set-out", key="k-1")


def test_a_clock_that_is_wrong_is_put_right() -> None:
    """The phone is 40 minutes ahead: what counts is when it was by our clock."""
    visit = on_a_case()
    assert visit.engineer is not None
    ahead = timedelta(minutes=40)
    sent = Sent(key="k-1", kind="arrive", device_at=NINE + ahead, device_now=NINE + ahead + HALF)
    take_in(visit, sent, by=visit.engineer.person, now=NINE + HALF)
    visit.refresh_from_db()
    assert visit.arrived_at == NINE
    assert PhoneAction.objects.get().skew_seconds == -2400


def test_a_second_signature_is_refused_and_kept() -> None:
    """The first one stands; nothing that was sent is lost."""
    visit = on_a_case()
    sends(visit, "arrive")
    sends(visit, "sign", signer="王建国", file=PNG, key="s-1")
    second = sends(visit, "sign", signer="李四", file=PNG + b"2", key="s-2")
    assert second.outcome == "refused"
    assert visit.report.signer == "王建国"
    assert PhoneAction.objects.get(key="s-2").payload["signer"] == "李四"


def test_nobody_finishes_without_a_signature_or_a_reason() -> None:
    visit = on_a_case()
    sends(visit, "arrive")
    assert sends(visit, "finish").outcome == "refused"
    told = sends(visit, "finish", key="f-2", unsigned_why="夜间无人值守")
    assert told.outcome == "done"


def test_an_answer_that_differs_now_is_said() -> None:
    """The phone carried an old answer; the decision made now holds, the difference shows."""
    visit = on_a_case()
    assert visit.engineer is not None
    old = day_of(visit.engineer.person, date(2026, 1, 16)).visits[0]
    of = visit.system
    assert of is not None
    of.held_plans.filter(code="service-care").update(ended_on=date(2026, 1, 15))
    told = sends(visit, "cause", cause="product", answers=old.facts["answers"], mark=old.mark)
    assert told.outcome == "differs"
    assert "诊断" in told.said.zh


def test_an_answer_that_we_did_not_sign_is_not_believed() -> None:
    visit = on_a_case()
    made_up = {"product": {"parts_percent": 100, "labour_covered": True, "visit_charge": "0.00"}}
    told = sends(visit, "cause", cause="product", answers=made_up, mark="x:y")
    assert told.outcome == "differs"


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("photo", {"file": b"MZ program"}),
        ("photo", {}),
        ("part", {"part_number": ""}),
        ("part", {"part_number": "A", "quantity": "-1"}),
        ("cause", {"cause": "ghosts"}),
        ("checks", {"checks": ["warp-core"]}),
    ],
)
def test_what_cannot_be_done_is_kept_with_its_reason(kind: str, more: dict[str, Any]) -> None:
    visit = on_a_case()
    told = sends(visit, kind, **more)
    assert (told.outcome, bool(told.said.en)) == ("refused", True)
    assert PhoneAction.objects.get().said_zh


def test_an_unknown_kind_is_no_action() -> None:
    with pytest.raises(InputProblems):
        sends(on_a_case(), "dance")


def test_a_day_holds_what_is_mine_and_near() -> None:
    """Visits of others, and of next month, are not carried away."""
    visit = on_a_case()
    assert visit.engineer is not None
    day = day_of(visit.engineer.person, date(2026, 1, 15))
    (mine,) = day.visits
    assert mine.facts["case"] == "R-2601-001"
    assert mine.facts["answers"]["other"]["visit_charge"] == "4800.00"
    assert day_of(person("engineer", name="别人"), date(2026, 1, 15)).visits == ()
    assert day_of(visit.engineer.person, date(2026, 1, 1)).visits == ()
