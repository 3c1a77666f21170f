"""One's own calendar: a secret address, for as long as it is wanted, with what one may see."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from lumencare.accounts.models import User
from lumencare.data.edition_files import current_edition
from lumencare.notices.models import CalendarFeed
from lumencare.sites.windows import renew_windows
from tests.office import NOW, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db


def make_address(user: User) -> str:
    """Make a calendar address on one's account page; return its path."""
    client = Client()
    client.force_login(user)
    found = re.search(r"/calendar/[\w-]+\.ics", client.post("/account/calendar/").content.decode())
    assert found
    return found[0]


def events(path: str) -> list[Any]:
    """Return what a calendar program reads, on the tests' day."""
    with time_machine.travel(NOW, tick=False):
        answer = Client().get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


def world() -> User:
    """Return a customer with one system, beside somebody else's."""
    mine, other = organization("自家物业有限公司"), organization("别家物业有限公司")
    system(site(mine, name="滨江中心 A 座"), ref="S-1", order_date=date(2025, 6, 1))
    system(site(other, name="别家大厦"), ref="S-2", order_date=date(2025, 6, 1))
    renew_windows(current_edition())
    return outsider(mine)


def test_a_calendar_holds_the_windows_of_systems_that_its_owner_may_see() -> None:
    """PW-1."""
    owner = world()
    (event,) = events(make_address(owner))
    assert "滨江中心 A 座" in event["summary"]
    assert "Last day to buy" in event["summary"]
    assert event["url"].endswith("/")
    assert len(events(make_address(person("sales")))) == 2


def test_only_the_hash_is_kept_and_a_new_address_takes_the_place_of_the_old_one() -> None:
    owner = world()
    old = make_address(owner)
    new = make_address(owner)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert new.split("/")[-1].removesuffix(".ics") not in CalendarFeed.objects.get().token_hash
    client = Client()
    client.force_login(owner)
    client.post("/account/calendar/drop")
    assert Client().get(new).status_code == 404
    assert client.post("/account/calendar/drop").status_code == 302


def test_who_has_left_has_no_calendar() -> None:
    owner = world()
    path = make_address(owner)
    User.objects.update(is_active=False)
    assert Client().get(path).status_code == 404


def test_nothing_is_sent_again_while_nothing_changes() -> None:
    path = make_address(world())
    with time_machine.travel(NOW, tick=False):
        first = Client().get(path)
        again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"].startswith("private")
    assert Client().post(path).status_code == 405


def test_one_chooses_on_ones_account_whether_reminders_come_by_mail(client: Client) -> None:
    user = person("sales")
    client.force_login(user)
    assert 'name="by_mail" checked' in client.get("/account/me/").content.decode()
    for sent, kept in (({}, False), ({"by_mail": "on"}, True)):
        client.post("/account/reminders/", sent)
        user.refresh_from_db()
        assert user.reminders_by_mail is kept
