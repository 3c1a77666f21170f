"""Mails with a link, a code or the signed paper: written with the decision, sent until it works."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.db.models import Q

from lumencare.contracts.archive import read_file
from lumencare.domain.remote.codes import WORKS_FOR
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.notices.mailing import deliver_mail, due_mails
from lumencare.remote.links import address_of
from lumencare.remote.models import RemoteMail
from lumencare.store.sealing import unseal

BATCH = 50
MINUTES = int(WORKS_FOR.total_seconds() // 60)


def send_remote_mails(now: datetime) -> int:
    """Send the mails that wait; return how many were taken by the mail server."""
    rows = RemoteMail.objects.filter(Q(until=None) | Q(until__gt=now)).select_related(
        "link__created_by", "link__agreement__system__site"
    )
    return sum(_send(each, now) for each in due_mails(rows, now, BATCH))


def wipe_codes(now: datetime) -> int:
    """Forget the sealed codes of mails that come too late to be of use; tell how many."""
    late = RemoteMail.objects.filter(until__lte=now).exclude(sealed_code="")
    return late.update(sealed_code="")


def _send(mail: RemoteMail, now: datetime) -> bool:
    taken = deliver_mail(RemoteMail.objects.all(), mail, lambda: _compose(mail), now)
    if taken:
        RemoteMail.objects.filter(pk=mail.pk).update(sent_at=now, problem="", sealed_code="")
    return taken


def _compose(mail: RemoteMail) -> EmailMessage:
    subject, text = WORDS[RemoteMail.Kind(mail.kind)](mail)
    body = f"{text.zh}\n\n{text.en}\n\n{mail.link.created_by.name}\n"
    message = EmailMessage(
        " ".join(f"{subject.zh} / {subject.en}".split()),
        body,
        to=[mail.to],
        reply_to=[mail.link.created_by.email],
    )
    if mail.kind == RemoteMail.Kind.COPY:
        row = mail.link.agreement
        message.attach(f"{row.number}-signed.pdf", read_file(row.sealed), "application/pdf")
    return message


def _link(mail: RemoteMail) -> tuple[Text, Text]:
    row, site = mail.link.agreement, mail.link.agreement.system.site.name
    by = in_shanghai(mail.link.sign_by).date()
    subject = Text(f"请签署远程服务安全验证协议：{site}", f"Please sign: remote service at {site}")
    return subject, Text(
        f"{row.signer_name}，您好：\n为远程处理“{site}”的照明控制系统，请在 {by} 前核对并签署协议"
        f" {row.number}，约需一分钟：\n{address_of(mail.link)}",
        f"Dear {row.signer_name},\nso that we can help with the lighting control system at {site} "
        f"remotely, please check and sign agreement {row.number} by {by}; it takes a minute:\n"
        f"{address_of(mail.link, 'en')}",
    )


def _code(mail: RemoteMail) -> tuple[Text, Text]:
    digits = unseal(mail.sealed_code) or ""
    subject = Text(f"验证码 {digits}", f"code {digits}")
    return subject, Text(
        f"签署协议 {mail.link.agreement.number} 的验证码是 {digits}，{MINUTES} 分钟内有效。"
        "请勿告诉他人；不是您本人操作的，请忽略此邮件。",
        f"Your code to sign agreement {mail.link.agreement.number} is {digits}; it works for "
        f"{MINUTES} minutes. Tell nobody; if it was not you, ignore this mail.",
    )


def _copy(mail: RemoteMail) -> tuple[Text, Text]:
    row = mail.link.agreement
    subject = Text(f"已签署：远程协议 {row.number}", f"Signed: remote agreement {row.number}")
    return subject, Text(
        f"协议 {row.number} 已签署，文本见附件。查看每次连接的记录，或随时撤回：\n"
        f"{address_of(mail.link)}",
        f"Agreement {row.number} is signed; its text is attached. Read the log of every "
        f"connection, or revoke at any time:\n{address_of(mail.link, 'en')}",
    )


WORDS = {RemoteMail.Kind.LINK: _link, RemoteMail.Kind.CODE: _code, RemoteMail.Kind.COPY: _copy}
