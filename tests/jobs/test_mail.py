"""Mail is written down with the change that causes it, and sent by the worker as it was written."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from lumencare.jobs.worker import run_one
from tests.office import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=365 * 30)
QUEUED = "lumencare.jobs.mail.QueuedMail"
PDF = b"%PDF-1.7 \xff\x00"


@pytest.fixture(autouse=True)
def _delivered_into_memory(settings: Settings) -> None:
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def message() -> EmailMultiAlternatives:
    """Return a message with everything a message can have."""
    written = EmailMultiAlternatives(
        "报价单 LC2601-0001",
        "请查收。",
        "lumencare@example.com",
        ["wang@example.com"],
        cc=["li@example.com"],
        reply_to=["sales@example.com"],
        headers={"X-Quote": "LC2601-0001"},
        connection=get_connection(QUEUED),
    )
    written.attach_alternative("<p>请查收。</p>", "text/html")
    written.attach("报价单.pdf", PDF, "application/pdf")
    return written


def test_a_message_goes_out_by_the_worker_as_it_was_written() -> None:
    message().send()
    assert mail.outbox == []
    assert run_one("a", lambda: LATER)
    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert (sent.subject, sent.body) == ("报价单 LC2601-0001", "请查收。")
    assert (sent.to, sent.cc, sent.reply_to) == (
        ["wang@example.com"],
        ["li@example.com"],
        ["sales@example.com"],
    )
    assert sent.extra_headers == {"X-Quote": "LC2601-0001"}
    assert [tuple(each) for each in sent.alternatives] == [("<p>请查收。</p>", "text/html")]
    assert [tuple(each) for each in sent.attachments] == [("报价单.pdf", PDF, "application/pdf")]


def test_a_change_that_is_taken_back_sends_no_mail() -> None:
    with transaction.atomic():
        message().send()
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


def test_a_mail_server_that_is_away_is_tried_again(settings: Settings) -> None:
    message().send()
    settings.DELIVERY_BACKEND = "lumencare.nowhere.Backend"
    assert run_one("a", lambda: LATER)
    assert mail.outbox == []
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run_one("a", lambda: LATER + timedelta(minutes=1))
    assert len(mail.outbox) == 1
