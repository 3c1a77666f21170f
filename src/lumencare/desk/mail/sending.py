"""Mails of cases on their way out: composed in their thread, tried until the server takes them."""

from datetime import datetime

from django.core.mail import EmailMessage

from lumencare.desk.addresses import desk_address
from lumencare.desk.models import Message
from lumencare.notices.mailing import deliver_mail, due_mails

BATCH = 50
MOST_REFERENCES = 20
# After RFC 3834, and what Exchange and older machines understand.
AUTOMATIC = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


def send_case_mails(now: datetime) -> int:
    """Send the mails of cases that wait; return how many the mail server took."""
    rows = Message.objects.filter(kind=Message.Kind.OUTGOING).select_related("case", "author")
    return sum(_send(each, now) for each in due_mails(rows, now, BATCH))


def _send(mail: Message, now: datetime) -> bool:
    taken = deliver_mail(Message.objects.all(), mail, lambda: compose(mail), now)
    if taken:
        Message.objects.filter(pk=mail.pk).update(sent_at=now, problem="")
    return taken


def compose(mail: Message) -> EmailMessage:
    """Return a mail as it leaves, with what threads it at the customer's and with its files."""
    headers = {"Message-ID": mail.mail_id or "", **_thread(mail)}
    if mail.automatic:
        headers |= AUTOMATIC
    subject = " ".join(mail.subject.split())
    message = EmailMessage(
        f"Re: {subject}" if mail.in_reply_to else subject,
        _body(mail),
        from_email=desk_address(),
        to=[mail.to_address],
        reply_to=[desk_address()],
        headers=headers,
    )
    for each in mail.attachments.order_by("pk"):
        with each.file.open("rb") as file:
            message.attach(each.file_name, file.read(), each.media_type)
    return message


def _thread(mail: Message) -> dict[str, str]:
    """Return the headers by which mailers put a mail below those before it."""
    before = mail.case.messages.filter(at__lte=mail.at).exclude(mail_id=None).exclude(pk=mail.pk)
    ids = [
        each
        for each in before.order_by("at", "pk").values_list("mail_id", flat=True)
        if each and each.isascii() and not each.endswith("@content>")
    ][-MOST_REFERENCES:]
    headers = {"References": " ".join(ids)} if ids else {}
    return {"In-Reply-To": mail.in_reply_to, **headers} if mail.in_reply_to in ids else headers


def _body(mail: Message) -> str:
    return f"{mail.body}\n\n-- \n{mail.author_name} · {mail.case.number}\n"
