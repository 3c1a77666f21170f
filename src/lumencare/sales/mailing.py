"""Mails that carry a quotation: written with the decision to send it, delivered until it works."""

from datetime import datetime

from django.core.mail import EmailMessage

from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text
from lumencare.notices.mailing import deliver_mail, due_mails
from lumencare.sales.archive import read_pdf
from lumencare.sales.links import address_of
from lumencare.sales.models import QuoteMail

BATCH = 50


def deliver_mails(now: datetime) -> int:
    """Deliver the mails that wait; return how many were taken by the mail server."""
    rows = QuoteMail.objects.select_related(
        "link__created_by", "link__quote_version__quote__system__site"
    )
    return sum(_deliver(each, now) for each in due_mails(rows, now, BATCH))


def _deliver(mail: QuoteMail, now: datetime) -> bool:
    taken = deliver_mail(QuoteMail.objects.all(), mail, lambda: _compose(mail), now)
    if taken:
        QuoteMail.objects.filter(pk=mail.pk).update(sent_at=now, problem="")
    return taken


def _compose(mail: QuoteMail) -> EmailMessage:
    version = mail.link.quote_version
    site = version.quote.system.site.name
    subject = f"报价单 {version.quote.number}：{site} / Quotation {version.quote.number}: {site}"
    sender = mail.link.created_by
    message = EmailMessage(
        subject.replace("\n", " "), _write(mail), to=[mail.to], reply_to=[sender.email]
    )
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
