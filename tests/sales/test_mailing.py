"""Mails that carry a quotation: delivered once, tried again, never lost with the decision."""

import pytest
from django.core import mail

from lumencare.sales.actions import Delivery, deliver_mails, send
from lumencare.sales.archive import read_pdf
from lumencare.sales.models import QuoteMail
from tests.office import NOW
from tests.sales.quotes import issued, seller

pytestmark = pytest.mark.django_db


def test_a_mailed_version_leaves_with_its_pdf_and_both_addresses() -> None:
    by = seller()
    version = issued(by=by)
    send(version, by=by, now=NOW, delivery=Delivery(to="wang@example.com", words="王工，您好："))
    assert not mail.outbox
    assert deliver_mails(NOW) == 1
    assert deliver_mails(NOW) == 0
    (message,) = mail.outbox
    assert message.to == ["wang@example.com"]
    assert message.reply_to == [by.email]
    assert message.body.startswith("王工，您好：")
    assert "/q/" in message.body
    assert "/en/q/" in message.body
    assert message.attachments[0][1] == read_pdf(version)
    assert QuoteMail.objects.get().sent_at == NOW
