"""Mails that carry a quotation: written with the decision to send it, delivered until it works."""

from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text
from lumencare.sales.archive import read_pdf
from lumencare.sales.links import address_of
from lumencare.sales.models import QuoteMail

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=1)
BATCH = 50


def deliver_mails(now: datetime) -> int:
    """Deliver the mails that wait; return how many were taken by the mail server.

    Each try is claimed first, so that two workers never send the same mail at once. One that was
    sent by a worker which died before it could say so is sent again: better twice than never.
    """
    waiting = QuoteMail.objects.filter(sent_at=None, try_after__lte=now, tries__lt=MOST_TRIES)
    rows = waiting.select_related("link__created_by", "link__quote_version__quote__system__site")
    return sum(_deliver(each, now) for each in list(rows.order_by("try_after")[:BATCH]))


def _deliver(mail: QuoteMail, now: datetime) -> bool:
    wait = FIRST_WAIT * 2**mail.tries
    claimed = QuoteMail.objects.filter(pk=mail.pk, sent_at=None, tries=mail.tries)
    if not claimed.update(tries=mail.tries + 1, try_after=now + wait):
        return False
    try:
        _compose(mail).send()
    except (OSError, SMTPException) as error:
        QuoteMail.objects.filter(pk=mail.pk).update(
            problem=f"{type(error).__name__}: {error}"[:200]
        )
        return False
    QuoteMail.objects.filter(pk=mail.pk).update(sent_at=now, problem="")
    return True


def _compose(mail: QuoteMail) -> EmailMessage:
    version = mail.link.quote_version
    site = version.quote.system.site.name
    subject = f"报价单 {version.quote.number}：{site} / Quotation {version.quote.number}: {site}"
    sender = mail.link.created_by
    message = EmailMessage(
        subject.replace("\n", " "), _write(mail), to=[mail.to], reply_to=[sender.email]
    )
    # Straight to the mail server: this is a queue of its own, and must learn what became of it.
    message.connection = get_connection(settings.DELIVERY_BACKEND)
    name = f"{version.quote.number}-v{version.number}.pdf"
    message.attach(name, read_pdf(version), "application/pdf")
    return message


def _write(mail: QuoteMail) -> str:
    """Return the text of a mail: the sender's own words, then both languages with their links."""
    version = mail.link.quote_version
    until = version.valid_until
    said = Text(
        f"您好，报价单 {version.quote.number}（第 {version.number} 版）见附件，有效期至 {until}。"
        "查看、提问或确认接受：",
        f"Please find quotation {version.quote.number} (version {version.number}) attached"
        + (f", valid until {say_english_day(until)}" if until else "")
        + ". To read it, ask, or accept it:",
    )
    parts = [
        mail.words,
        f"{said.zh}\n{address_of(mail.link) or ''}",
        f"{said.en}\n{address_of(mail.link, 'en') or ''}",
        mail.link.created_by.name,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"
