"""What was refused or differs waits for the office, until somebody has seen to it."""

import io
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from lumencare.audit.models import Entry
from lumencare.field.models import PhoneAction, Visit
from lumencare.field.phone import Sent, take_in
from tests.desk.cases import moment
from tests.field.visits import booked, dispatcher, engineer, proposed
from tests.office import person

pytestmark = pytest.mark.django_db
FRIDAY = moment("2026-01-16 09:00")


@pytest.fixture(autouse=True)
def _on_friday() -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=False):
        yield


@pytest.fixture
def refused() -> PhoneAction:
    """Return a photo that was none."""
    visit: Visit = booked(engineer(), proposed())
    assert visit.engineer is not None
    sent = Sent(
        key="k-1", kind="photo", device_at=FRIDAY, device_now=FRIDAY, file=io.BytesIO(b"MZ")
    )
    take_in(visit, sent, by=visit.engineer.person, now=FRIDAY)
    return PhoneAction.objects.get()


def test_it_is_listed_with_its_words_and_settled_once(client: Client, refused: PhoneAction) -> None:
    client.force_login(dispatcher())
    assert "Sent from phones, to be settled" in client.get("/en/").content.decode()
    page = client.get("/en/dispatch/sent/").content.decode()
    assert refused.visit.number in page
    assert "Not accepted" in page
    assert client.post(f"/en/dispatch/sent/{refused.pk}/settle").status_code == 302
    assert "Nothing to settle" in client.get("/en/dispatch/sent/").content.decode()
    assert Entry.objects.filter(action="settle").count() == 1
    assert client.post(f"/en/dispatch/sent/{refused.pk}/settle").status_code == 409


def test_only_who_assigns_visits_settles(client: Client, refused: PhoneAction) -> None:
    client.force_login(person("engineer", name="别人"))
    assert client.get("/dispatch/sent/").status_code == 403
    assert client.post(f"/dispatch/sent/{refused.pk}/settle").status_code == 403
