"""What the phone's script sends: JSON answers in words, whatever is sent, whoever sends it."""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client

from lumencare.field.actions import unassign
from lumencare.field.models import PhoneAction, Visit
from lumencare.sites.uploads import MOST_BYTES
from tests.desk.cases import moment
from tests.field.visits import booked, dispatcher, engineer, proposed
from tests.office import person

pytestmark = pytest.mark.django_db
FRIDAY = moment("2026-01-16 09:00")
JPEG = b"\xff\xd8\xff"


@pytest.fixture(autouse=True)
def _on_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def visit() -> Visit:
    return booked(engineer(), proposed())


def sends(client: Client, visit: Visit, kind: str = "arrive", **more: Any) -> tuple[int, Any]:
    """Send something as the visit's engineer; return status and answer."""
    assert visit.engineer is not None
    client.force_login(more.pop("by", visit.engineer.person))
    fields = {
        "key": "k-1",
        "kind": kind,
        "device_at": FRIDAY.isoformat(),
        "device_now": FRIDAY.isoformat(),
        "payload": "{}",
        **more,
    }
    answer = client.post(f"/phone/visits/{visit.number}/actions", fields)
    return answer.status_code, answer.json()


def test_it_is_done_and_done_once(client: Client, visit: Visit) -> None:
    first, again = (sends(client, visit) for _ in range(2))
    assert (first[0], first[1]["outcome"], first[1]["again"]) == (200, "done", False)
    assert (again[1]["outcome"], again[1]["again"]) == ("done", True)


def test_somebody_signed_out_is_led_to_signing_in(client: Client, visit: Visit) -> None:
    """The script does not follow: it tells, and keeps everything."""
    answer = client.post(f"/phone/visits/{visit.number}/actions", {"kind": "arrive"})
    assert answer.status_code == 302
    assert not PhoneAction.objects.exists()


def test_a_form_of_another_site_is_refused(visit: Visit) -> None:
    assert visit.engineer is not None
    client = Client(enforce_csrf_checks=True)
    client.force_login(visit.engineer.person)
    answer = client.post(f"/phone/visits/{visit.number}/actions", {"kind": "arrive"})
    assert answer.status_code == 403
    assert not PhoneAction.objects.exists()


def test_a_photo_of_50_megabytes_is_refused_with_words_and_kept_in_mind(
    client: Client, visit: Visit
) -> None:
    file = BytesIO(JPEG + b"0" * 2 * MOST_BYTES)
    status, told = sends(client, visit, "photo", file=file)
    assert (status, told["outcome"]) == (200, "refused")
    assert "25 MB" in told["said"]["en"]
    assert PhoneAction.objects.get().outcome == "refused"


@pytest.mark.parametrize("taken_away", [False, True])
def test_what_a_colleague_sends_is_kept_and_not_done(
    client: Client, visit: Visit, *, taken_away: bool
) -> None:
    """The visit was given to somebody else, or to nobody, while the phone had no network."""
    assert visit.engineer is not None
    before = person("engineer", name="原工程师")
    if taken_away:
        unassign(visit, why="客户改期", by=dispatcher(), now=FRIDAY)
        visit.engineer = engineer("另一人")
    status, told = sends(client, visit, by=before)
    assert (status, told["outcome"]) == (200, "refused")
    visit.refresh_from_db()
    assert visit.arrived_at is None
    assert PhoneAction.objects.get().by == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "dance"},
        {"key": ""},
        {"key": "键"},
        {"device_at": "yesterday"},
        {"device_now": ""},
        {"payload": "[]"},
        {"payload": "{"},
        {"payload": "[" * 15_000},
        {"payload": json.dumps({"why": "\x00"})},
        {"payload": '{"why": "\\ud800"}'},
        {"payload": '{"why": NaN}'},
        {"payload": '{"why": 1e400}'},
        {"payload": '{"why": [[[[[[["x"]]]]]]]}'},
        {"payload": json.dumps({"why": "x" * 30_000})},
    ],
)
def test_what_cannot_be_read_is_refused_with_words(
    client: Client, visit: Visit, wrong: dict[str, str]
) -> None:
    status, told = sends(client, visit, **wrong)
    assert (status, told["outcome"]) == (422, "refused")
    assert told["said"]["zh"]
    assert told["said"]["en"]


@pytest.mark.parametrize("device_now", ["0001-01-02T00:00:00+08:00", "9999-12-30T00:00:00+08:00"])
@pytest.mark.parametrize("device_at", ["0001-01-02T00:00:00+08:00", "9999-12-30T00:00:00+08:00"])
def test_a_clock_beyond_reason_arrives_between_booking_and_now(
    client: Client, visit: Visit, device_at: str, device_now: str
) -> None:
    """D-7: nobody met a promise before the visit was written down."""
    sends(client, visit, device_at=device_at, device_now=device_now)
    visit.refresh_from_db()
    assert visit.arrived_at is not None
    assert visit.created_at <= visit.arrived_at <= FRIDAY


def test_an_unknown_visit_and_a_stranger(client: Client, visit: Visit) -> None:
    assert visit.engineer is not None
    visit.number = "V-none"
    assert sends(client, visit)[0] == 404
    assert sends(client, visit, by=person("sales"))[0] == 403
