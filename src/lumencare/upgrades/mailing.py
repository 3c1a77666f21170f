"""Mails that carry a proposal: written with the decision to send it, delivered until it works."""

from datetime import datetime

from django.core.mail import EmailMessage

from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text
from lumencare.notices.mailing import deliver_mail, due_mails
from lumencare.upgrades.archive import read_pdf
from lumencare.upgrades.links import address_of
from lumencare.upgrades.models import ProposalMail

BATCH = 50


def deliver_mails(now: datetime) -> int:
    """Deliver the mails that wait; return how many were taken by the mail server."""
    rows = ProposalMail.objects.select_related(
        "link__created_by", "link__proposal_version__proposal__system__site"
    )
    return sum(_deliver(each, now) for each in due_mails(rows, now, BATCH))


def _deliver(mail: ProposalMail, now: datetime) -> bool:
    taken = deliver_mail(ProposalMail.objects.all(), mail, lambda: _compose(mail), now)
    if taken:
        ProposalMail.objects.filter(pk=mail.pk).update(sent_at=now, problem="")
    return taken


def _compose(mail: ProposalMail) -> EmailMessage:
    version = mail.link.proposal_version
    number, site = version.proposal.number, version.proposal.system.site.name
    subject = f"升级方案 {number}：{site} / Upgrade proposal {number}: {site}"
    message = EmailMessage(
        subject.replace("\n", " "),
        _write(mail),
        to=[mail.to],
        reply_to=[mail.link.created_by.email],
    )
    message.attach(f"{number}-v{version.number}.pdf", read_pdf(version), "application/pdf")
    return message


def _write(mail: ProposalMail) -> str:
    """Return the text of a mail: the sender's own words, then both languages with their links."""
    version = mail.link.proposal_version
    until = version.valid_until
    said = Text(
        f"您好，升级方案 {version.proposal.number}（第 {version.number} 版）见附件，"
        f"有效期至 {until}。查看、比较并确认接受：",
        f"Please find upgrade proposal {version.proposal.number} (version {version.number}) "
        "attached"
        + (f", valid until {say_english_day(until)}" if until else "")
        + ". To read it, compare the options, or accept one:",
    )
    parts = [
        mail.words,
        f"{said.zh}\n{address_of(mail.link) or ''}",
        f"{said.en}\n{address_of(mail.link, 'en') or ''}",
        mail.link.created_by.name,
    ]
    return "\n\n".join(filter(None, parts)) + "\n"
