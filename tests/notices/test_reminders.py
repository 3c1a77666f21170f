"""Reminders: each recipient and rung once, in business hours, none after it is cancelled."""

from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from lumencare.accounts.models import User
from lumencare.domain.shanghai import SHANGHAI
from lumencare.domain.text import Text
from lumencare.notices.actions import Recipient, Reminder, cancel, put_down
from lumencare.notices.mailing import MOST_TRIES
from lumencare.notices.models import Event, Notice
from lumencare.notices.reminders import in_business_hours, send_reminders
from lumencare.people.actions import choose_reminders
from tests.notices.world import endpoint
from tests.office import NOW, person

pytestmark = pytest.mark.django_db


class Broken(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, *_: Any) -> int:
        """Refuse."""
        raise SMTPException("451 later")


def reminder(key: str = "window:S-001:90", to: Recipient | None = None, **more: Any) -> Reminder:
    """Return a reminder that is due now."""
    return Reminder(
        key=key,
        recipient=to or Recipient("Wang@Example.com", "王工"),
        subject=Text("购买期还有 90 天", "The window is open for 90 days"),
        text=Text("滨江中心的购买期将于 2026-04-15 结束。", "The window ends on 2026-04-15."),
        due_at=more.pop("due_at", NOW),
        path="/systems/1/",
    )


def test_a_reminder_is_sent_once_in_the_recipients_language_with_a_link() -> None:
    user = person("sales", language="en")
    put_down([reminder(), reminder(to=Recipient.of(user))], NOW)
    assert send_reminders(NOW) == 2
    assert send_reminders(NOW + timedelta(minutes=5)) == 0
    outside, inside = sorted(mail.outbox, key=lambda each: each.to, reverse=True)
    assert (outside.to, outside.subject) == (["wang@example.com"], "购买期还有 90 天")
    assert "http://127.0.0.1:8000/systems/1/" in outside.body
    assert (inside.to, inside.subject) == ([user.email], "The window is open for 90 days")
    assert "http://127.0.0.1:8000/en/systems/1/" in inside.body
    assert "My account" in inside.body


def test_each_recipient_and_rung_is_put_down_once_however_often() -> None:
    for _ in range(3):
        put_down([reminder(), reminder(), reminder("window:S-001:60")], NOW)
    assert Notice.objects.count() == 2
    send_reminders(NOW)
    put_down([reminder()], NOW)
    cancel(keys=["window:S-001:60"], why="renewed", now=NOW)
    put_down([reminder("window:S-001:60")], NOW)
    assert send_reminders(NOW + timedelta(days=1)) == 0
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("moment", "sends"),
    [
        ("2026-01-15 07:59", False),
        ("2026-01-15 08:00", True),
        ("2026-01-15 17:59", True),
        ("2026-01-15 18:00", False),
        ("2026-01-17 10:00", False),  # a Saturday
        ("2026-02-14 10:00", True),  # a Saturday that is worked
        ("2026-02-17 10:00", False),  # Spring Festival
    ],
)
def test_nothing_is_sent_outside_business_hours(moment: str, *, sends: bool) -> None:
    """D-25, D-8."""
    now = datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI)
    assert in_business_hours(now) is sends
    put_down([reminder(due_at=now - timedelta(hours=1))], now)
    assert send_reminders(now) == int(sends)


def test_what_is_due_later_waits() -> None:
    put_down([reminder(due_at=NOW + timedelta(hours=2))], NOW)
    assert send_reminders(NOW + timedelta(minutes=119)) == 0
    assert send_reminders(NOW + timedelta(minutes=120)) == 1


def test_what_is_cancelled_by_key_or_by_its_beginning_is_not_sent() -> None:
    """D-25: none after renewal."""
    put_down([reminder(f"renewal:{term}:{days}") for term in (1, 11) for days in (30, 7)], NOW)
    assert cancel(keys_prefix="renewal:1:", why="renewed", now=NOW) == 2
    assert cancel(keys_prefix="renewal:1:", why="renewed", now=NOW) == 0
    assert cancel(keys=["renewal:11:7"], why="renewed", now=NOW) == 1
    assert send_reminders(NOW) == 1
    assert Notice.objects.get(sent_at=NOW).key == "renewal:11:30"
    assert set(Notice.objects.exclude(cancelled_at=None).values_list("cancelled_why")) == {
        ("renewed",)
    }


def test_a_beginning_means_itself_and_no_pattern() -> None:
    put_down([reminder("a_c:1"), reminder("abc:1"), reminder("a%c:1")], NOW)
    assert cancel(keys_prefix="a_c:", why="x", now=NOW) == 1
    assert cancel(keys_prefix="a%", why="x", now=NOW) == 1


def test_who_wants_no_mail_or_has_left_gets_none() -> None:
    gone, content = person("sales"), person("manager")
    choose_reminders(content, by_mail=False, by=content, now=NOW)
    put_down([reminder(to=Recipient.of(each)) for each in (gone, content)], NOW)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    assert send_reminders(NOW) == 0
    assert not mail.outbox
    assert Notice.objects.filter(cancelled_at=NOW).count() == 2


def test_a_failure_is_tried_again_with_patience_and_not_for_ever(settings: Any) -> None:
    put_down([reminder()], NOW)
    settings.DELIVERY_BACKEND = f"{__name__}.Broken"
    moment = NOW
    for tries in range(1, MOST_TRIES + 1):
        assert send_reminders(moment) == 0
        notice = Notice.objects.get()
        assert (notice.tries, notice.problem) == (tries, "SMTPException: 451 later")
        Notice.objects.update(try_after=moment)
    assert send_reminders(moment) == 0
    assert Notice.objects.get().tries == MOST_TRIES


def test_one_that_cannot_be_written_does_not_keep_others_waiting() -> None:
    put_down([reminder("a:1", Recipient("wa\nng@example.com")), reminder("b:1")], NOW)
    assert send_reminders(NOW) == 1
    assert mail.outbox[0].to == ["wang@example.com"]


def test_a_reminder_is_an_event_for_those_who_want_to_know() -> None:
    put_down([reminder()], NOW)
    send_reminders(NOW)
    assert not Event.objects.exists()
    endpoint("https://erp.example.com/hook", "reminder.sent")
    put_down([reminder("window:S-001:60")], NOW)
    send_reminders(NOW)
    assert Event.objects.get().data["key"] == "window:S-001:60"


def test_tens_of_thousands_are_put_down_twice_within_seconds() -> None:
    many = [reminder(f"window:S-{number}:90") for number in range(20_000)]
    put_down(many, NOW)
    put_down(many, NOW)
    assert Notice.objects.count() == 20_000
    keys = [f"window:S-{number}:90" for number in range(15_000)]
    assert cancel(keys=keys, why="renewed", now=NOW) == 15_000
