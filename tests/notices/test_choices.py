"""Reminders are obeyed as chosen, by topic and address; each mail has a link that stops them."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from lumencare.accounts.models import User
from lumencare.domain.text import Text
from lumencare.notices.actions import Recipient, Reminder, put_down
from lumencare.notices.choices import IN_PORTAL, TOPICS, choices_of, choose, topic_of
from lumencare.notices.models import Notice, ReminderChoice
from lumencare.notices.reminders import send_reminders
from tests.office import NOW, organization, outsider, person

pytestmark = pytest.mark.django_db
LOCAL = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def at_work(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand at ten o'clock of a business day, with the mails kept here."""
    cache.clear()
    monkeypatch.setattr("django.conf.settings.DELIVERY_BACKEND", LOCAL)
    mail.outbox = []
    with time_machine.travel(NOW, tick=False):
        yield


def reminded(user: User, key: str = "window:1:90", now: datetime = NOW) -> list[EmailMessage]:
    """Put a reminder down, send what is due, and return the mails to that person."""
    said = Text("购买期", "Window")
    put_down(
        [Reminder(key=key, recipient=Recipient.of(user), subject=said, text=said, due_at=now)], now
    )
    send_reminders(now)
    return [each for each in mail.outbox if each.to == [user.email]]


def stop_path(letter: EmailMessage) -> str:
    header: str = letter.extra_headers["List-Unsubscribe"]
    return "/" + header.strip("<>").split("/", 3)[3]


def test_what_was_not_chosen_is_cancelled_with_its_reason_and_other_topics_go() -> None:
    user = outsider(organization())
    choose(user.email, ["renewal"], how=IN_PORTAL, now=NOW)
    assert reminded(user) == []
    assert "chose" in Notice.objects.get().cancelled_why
    assert len(reminded(user, "renewal:1:30")) == 1


def test_staff_get_theirs_whatever_stands_under_their_address() -> None:
    user = person("sales")
    choose(user.email, [], how=IN_PORTAL, now=NOW)
    letters = reminded(user)
    assert len(letters) == 1
    assert letters[0].extra_headers == {}


def test_what_has_no_topic_is_sent_always() -> None:
    user = outsider(organization())
    choose(user.email, [], how=IN_PORTAL, now=NOW)
    assert len(reminded(user, "code-locked:1")) == 1
    assert topic_of("code-locked:1") == ""


def test_one_tap_stops_a_kind_and_opening_the_page_does_not() -> None:
    user = outsider(organization())
    path = stop_path(reminded(user)[0])
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(path).status_code == 200
    assert not ReminderChoice.objects.exists()
    # As a mail program sends it: from nowhere, without a cookie (RFC 8058).
    assert browser.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert browser.post(path).status_code == 200
    row = ReminderChoice.objects.get()
    assert (row.topic, row.wanted, row.email) == ("window", False, user.email)
    assert reminded(user, "window:2:90") == reminded(user, "window:3:90")
    assert len(reminded(user, "renewal:2:90")) == 2


@pytest.mark.parametrize("token", ["1", "1:abc", "x" * 60, "%00", "999999:x"])
def test_a_made_up_link_stops_nothing(token: str) -> None:
    reminded(outsider(organization()))
    assert Client().post(f"/portal/reminders/stop/{token}").status_code == 404
    assert not ReminderChoice.objects.exists()


def test_a_link_whose_reminder_is_forgotten_says_so() -> None:
    path = stop_path(reminded(outsider(organization()))[0])
    Notice.objects.all().delete()
    assert Client().post(path).status_code == 404


def test_what_is_chosen_in_the_portal_is_shown_and_logged() -> None:
    user = outsider(organization())
    browser = Client()
    browser.force_login(user)
    answer = browser.post("/portal/reminders/", {"topic": ["renewal", "made-up"]})
    assert answer.status_code == 302
    chosen = {each.topic: each.wanted for each in choices_of(user.email)}
    assert chosen == {topic: topic == "renewal" for topic in TOPICS}
    assert "邮件提醒" in browser.get("/portal/privacy/consents/").content.decode()
    browser.post("/portal/reminders/", {})
    user.refresh_from_db()
    assert not user.reminders_by_mail
    browser.post("/portal/reminders/", {"topic": ["window"]})
    user.refresh_from_db()
    assert user.reminders_by_mail
