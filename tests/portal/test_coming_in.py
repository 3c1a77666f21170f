"""Coming in: by a link, with a code; and what neither of them opens."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client

from lumencare.accounts.models import SignInCode
from lumencare.audit.models import Entry
from lumencare.notices.models import Notice
from lumencare.people.actions import deactivate
from lumencare.sites.actions import change_owner, remove_contact
from lumencare.sites.portal_links import revoke_link, token_of
from lumencare.sites.sign_in import MOST_TRIES
from tests.office import NOW, organization, outsider, person
from tests.portal.guests import (
    come,
    link_to,
    office_building,
    others_building,
    signed_in,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def outbox(settings: object, monkeypatch: pytest.MonkeyPatch) -> list[mail.EmailMessage]:
    """Keep mails here instead of in the queue."""
    monkeypatch.setattr("django.conf.settings.EMAIL_BACKEND", LOCAL)
    mail.outbox = []
    return mail.outbox


LOCAL = "django.core.mail.backends.locmem.EmailBackend"


def ask(client: Client, email: str) -> None:
    """Ask for a code."""
    assert client.post("/portal/enter", {"email": email}).status_code == 302


def code_in(letter: mail.EmailMessage) -> str:
    """Return the code that a mail holds."""
    found = re.search(r"\b\d{6}\b", letter.subject)
    assert found is not None
    return found[0]


def test_a_link_shows_its_sites_and_is_counted_in_the_trail() -> None:
    place = office_building()
    link = link_to(place)
    browser = come(link)
    page = browser.get("/portal/", follow=True).content.decode()
    assert "云栖会议中心" in page
    assert "零件" in page
    link.refresh_from_db()
    assert (link.used_count, link.last_used_at) == (1, NOW)
    assert Entry.objects.filter(action="use-link", by_name="王建国").count() == 1


@pytest.mark.parametrize("token", ["none", "x" * 43, "a.b", "%00", "../../etc/passwd"])
def test_a_made_up_link_says_no_more_than_that_it_does_not_work(token: str) -> None:
    answer = Client().get(f"/portal/in/{token}")
    assert answer.status_code == 404


def test_an_expired_a_revoked_and_a_removed_contacts_link_let_nobody_in(
    now: time_machine.Traveller,
) -> None:
    place = office_building()
    ended, taken, removed = (link_to(place, days=days) for days in (1, 30, 30))
    browser, other = come(taken), come(removed)
    revoke_link(taken, by=staff(), now=NOW)
    remove_contact(removed.contact, by=staff(), now=NOW)
    tokens = [token_of(each) for each in (ended, taken, removed)]
    now.move_to(NOW + timedelta(days=2))
    assert [Client().get(f"/portal/in/{each}").status_code for each in tokens] == [404] * 3
    # Who was inside already is outside from the next page on.
    for each in (browser, other):
        assert each.get(f"/portal/sites/{place.pk}/")["Location"].startswith("/portal/enter")


def test_a_link_shows_nothing_of_a_site_that_was_sold() -> None:
    place = office_building()
    browser = come(link_to(place))
    buyer = organization("买方有限公司")
    boss = person("manager", name="boss")
    change_owner(place, to=buyer, on=NOW.date(), why="转让合同", by=boss, now=NOW)
    assert browser.get(f"/portal/sites/{place.pk}/").status_code == 404
    assert "还没有" in browser.get("/portal/").content.decode()


def test_staff_are_not_let_in_by_a_link_and_are_not_signed_out() -> None:
    link = link_to(office_building())
    browser = signed_in(person("sales", name="seller"))
    assert browser.get(f"/portal/in/{token_of(link)}").status_code == 403
    assert browser.get("/portal/").status_code == 403
    assert browser.get("/").status_code == 200


def test_a_code_lets_its_person_in_once(outbox: list[mail.EmailMessage]) -> None:
    place = office_building()
    user = outsider(place.owner, name="owner")
    browser = Client()
    ask(browser, "OWNER@example.com")
    code = code_in(outbox[0])
    assert outbox[0].to == [user.email]
    assert code not in SignInCode.objects.get().code_hash
    answer = browser.post("/portal/enter/code", {"code": f" {code[:3]} {code[3:]} "})
    assert answer["Location"] == "/portal/"
    assert "云栖会议中心" in browser.get("/portal/", follow=True).content.decode()
    other = Client()
    ask(other, user.email)
    assert other.post("/portal/enter/code", {"code": code}).status_code == 422


def test_guessing_locks_the_code_and_tells_the_administrators(
    outbox: list[mail.EmailMessage],
) -> None:
    user = outsider(office_building().owner, name="owner")
    keeper = person("administrator", name="keeper")
    browser = Client()
    ask(browser, user.email)
    code = code_in(outbox[0])
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(MOST_TRIES):
        assert browser.post("/portal/enter/code", {"code": wrong}).status_code == 422
    assert browser.post("/portal/enter/code", {"code": code}).status_code == 422
    assert Notice.objects.filter(user=keeper, key__startswith="code-locked:").count() == 1
    ask(Client(), user.email)
    assert len(outbox) == 1


def test_a_code_ends_by_itself_and_with_the_next_one(
    outbox: list[mail.EmailMessage], now: time_machine.Traveller
) -> None:
    user = outsider(office_building().owner, name="owner")
    first, second = Client(), Client()
    ask(first, user.email)
    now.move_to(NOW + timedelta(minutes=1))
    ask(second, user.email)
    old, new = map(code_in, outbox)
    assert first.post("/portal/enter/code", {"code": old}).status_code == 422
    now.move_to(NOW + timedelta(minutes=12))
    assert second.post("/portal/enter/code", {"code": new}).status_code == 422


def test_nobody_learns_who_has_an_account(outbox: list[mail.EmailMessage]) -> None:
    outsider(office_building().owner, name="owner")
    person("sales", name="seller")
    gone = outsider(others_building().owner, name="gone")
    deactivate(gone, by=person("administrator", name="admin"), now=NOW)
    seen = set()
    for email in ("owner", "seller", "gone", "stranger"):
        browser = Client()
        ask(browser, f"{email}@example.com")
        page = browser.get("/portal/enter/code").content.decode()
        wrong = browser.post("/portal/enter/code", {"code": "123"}).content.decode()
        seen.add(
            tuple(
                re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", each) for each in (page, wrong)
            )
        )
    assert len(seen) == 1
    assert [each.to for each in outbox] == [["owner@example.com"]]


def test_codes_are_not_mailed_without_end(outbox: list[mail.EmailMessage]) -> None:
    user = outsider(office_building().owner, name="owner")
    for _ in range(9):
        ask(Client(), user.email)
    assert len(outbox) == 5


@pytest.mark.parametrize(
    "asked", ["https://evil.example.com/", "//evil.example.com", "/audit/", "javascript:alert(1)"]
)
def test_one_is_led_nowhere_else_than_into_the_portal(
    asked: str, outbox: list[mail.EmailMessage]
) -> None:
    user = outsider(office_building().owner, name="owner")
    browser = Client()
    browser.get("/portal/enter", {"next": asked})
    ask(browser, user.email)
    answer = browser.post("/portal/enter/code", {"code": code_in(outbox[0])})
    assert answer["Location"] == "/portal/"


def test_leaving_forgets_who_was_here() -> None:
    place = office_building()
    browser = come(link_to(place))
    browser.post("/portal/leave")
    assert browser.get(f"/portal/sites/{place.pk}/").status_code == 302


def test_somebody_who_acts_for_nobody_any_more_is_told_so() -> None:
    alone = signed_in(person("customer", name="alone"))
    answer = alone.get("/portal/")
    assert (answer.status_code, "不再属于" in answer.content.decode()) == (403, True)
