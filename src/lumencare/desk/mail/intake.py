"""Taking one mail in: into the case it answers, into a new one, or set aside; never lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from lumencare.desk.actions.flagging import raise_flag
from lumencare.desk.actions.opening import open_case
from lumencare.desk.actions.receiving import Incoming, receive_message
from lumencare.desk.addresses import own_addresses
from lumencare.desk.mail.answering import acknowledge
from lumencare.desk.mail.loops import judge, may_be_answered
from lumencare.desk.mail.reading import NO_TEXT, ReadMail, Unreadable, mail_id_of, read_mail
from lumencare.desk.mail.texts import bare_subject
from lumencare.desk.mail.threads import bounced_message, case_of_thread, contact_of
from lumencare.desk.models import Case, Channel, IncomingMail, Message
from lumencare.desk.reading import OLDEST, Report
from lumencare.domain.desk.flags import CaseFlag
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.shanghai import in_shanghai

Why = IncomingMail.Why
Taken = IncomingMail
# Whoever sends more within an hour is a machine, or is answered by one.
MOST_AN_HOUR = 10
HOUR = timedelta(hours=1)
BY = "邮箱 / mailbox"
LONGEST_SUMMARY = 200
LONGEST_LINE = 250


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail as the mailbox gave it; the server's own time counts, not the sender's.

    `whole` is False where it was too big to be fetched: then `raw` holds its headers.
    """

    raw: bytes
    arrived_at: datetime
    whole: bool = True


def take_mail(arrived: Arrived, now: datetime) -> IncomingMail:
    """Take a mail in, once however often it is given; returns what became of it."""
    there = IncomingMail.objects.filter(mail_id=mail_id_of(arrived.raw)).first()
    if there is not None:
        return there
    try:
        with transaction.atomic():
            return _take(arrived, now)
    except (InputProblems, Refused, Unreadable) as error:
        return set_aside(arrived, Why.UNREADABLE, now, detail=str(error))
    except IntegrityError:
        # Another worker took it at the same moment.
        there = IncomingMail.objects.filter(mail_id=mail_id_of(arrived.raw)).first()
        if there is None:
            raise
        return there


def _take(arrived: Arrived, now: datetime) -> IncomingMail:
    mail = read_mail(arrived.raw)
    if not arrived.whole:
        return _aside(arrived, mail, Why.TOO_BIG, now)
    if arrived.arrived_at < now - OLDEST:
        return _aside(arrived, mail, Why.OLD, now)
    why = judge(mail, own_addresses())
    if why:
        case = _flag_returned(mail, now) if why == Why.BOUNCE else None
        return _aside(arrived, mail, why, now, case=case)
    if _writes_too_often(mail, now):
        return _aside(arrived, mail, Why.FLOOD, now, case=_flood_case(mail, arrived, now))
    return take_as_message(arrived, mail, now)


def take_as_message(
    arrived: Arrived, mail: ReadMail, now: datetime, *, answer: bool = True
) -> IncomingMail:
    """Make a message of a mail, in the case that it answers or in a new one."""
    case = case_of_thread(mail)
    is_new = case is None
    if case is None:
        case = open_case(report_of(mail, min(arrived.arrived_at, now)), by=BY, now=now).case
    message = receive_message(case, incoming_of(mail, arrived, now), by=BY, now=now)
    if is_new:
        # Whoever opens a new case reads it anyhow.
        Case.objects.filter(pk=case.pk).update(flag="", flagged_at=None)
        if answer and may_be_answered(mail):
            acknowledge(message.case, mail, now)
    return _row(arrived, mail, now, outcome=IncomingMail.Outcome.TAKEN, case=message.case)


def set_aside(arrived: Arrived, why: str, now: datetime, *, detail: str = "") -> IncomingMail:
    """Keep a mail as it came for somebody to look at."""
    try:
        mail: ReadMail | None = read_mail(arrived.raw)
    except Unreadable:
        mail = None
    return _aside(arrived, mail, why, now, detail=detail)


def _aside(
    arrived: Arrived,
    mail: ReadMail | None,
    why: str,
    now: datetime,
    *,
    case: Case | None = None,
    detail: str = "",
) -> IncomingMail:
    row = IncomingMail(
        mail_id=mail_id_of(arrived.raw),
        arrived_at=min(arrived.arrived_at, now),
        taken_at=now,
        outcome=IncomingMail.Outcome.SET_ASIDE,
        why=why,
        case=case,
        detail=detail[:200],
        size=len(arrived.raw),
        **_about(mail),
    )
    row.file.save("mail.eml", ContentFile(arrived.raw), save=False)
    row.save(force_insert=True)
    return row


def _row(
    arrived: Arrived, mail: ReadMail, now: datetime, *, outcome: str, case: Case
) -> IncomingMail:
    return IncomingMail.objects.create(
        mail_id=mail.mail_id,
        arrived_at=min(arrived.arrived_at, now),
        taken_at=now,
        outcome=outcome,
        case=case,
        size=len(arrived.raw),
        **_about(mail),
    )


def _about(mail: ReadMail | None) -> dict[str, str]:
    if mail is None:
        return {}
    return {
        "from_address": mail.from_address.casefold(),
        "from_name": mail.from_name,
        "subject": mail.subject[:LONGEST_LINE],
    }


def report_of(mail: ReadMail, at: datetime) -> Report:
    """Return a mail as a report of what is wrong."""
    contact, site = contact_of(mail.from_address)
    return Report(
        summary=_summary(mail),
        channel=Channel.EMAIL,
        reporter_name=_sender_name(mail)[:80],
        reporter_email=mail.from_address,
        site=site,
        contact=contact,
        reported_at=at,
        key=f"mail:{mail.mail_id}"[:200],
    )


def _summary(mail: ReadMail) -> str:
    """Return the subject without its marks; where there is none, the first line of the text."""
    first = mail.body.split("\n", 1)[0] if mail.body != NO_TEXT else ""
    words = bare_subject(mail.subject) or first or mail.from_address or "?"
    return " ".join(words.split())[:LONGEST_SUMMARY]


def _sender_name(mail: ReadMail) -> str:
    return mail.from_name or mail.from_address.partition("@")[0]


def incoming_of(mail: ReadMail, arrived: Arrived, now: datetime) -> Incoming:
    """Return a mail as a message of the customer."""
    return Incoming(
        body=mail.body,
        at=min(arrived.arrived_at, now),
        from_name=_sender_name(mail),
        from_address=mail.from_address,
        subject=mail.subject,
        quoted=mail.quoted,
        mail_id=mail.mail_id,
        in_reply_to=mail.in_reply_to,
        uploads=mail.uploads,
        lenient=True,
    )


def _flag_returned(mail: ReadMail, now: datetime) -> Case | None:
    """Flag the case whose mail came back: the customer did not get it."""
    message = bounced_message(mail)
    if message is None:
        return None
    Message.objects.filter(pk=message.pk).update(problem=f"BOUNCED: {mail.subject}"[:200])
    raise_flag(message.case, CaseFlag.BOUNCED, by=BY, now=now)
    return message.case


def _writes_too_often(mail: ReadMail, now: datetime) -> bool:
    lately = IncomingMail.objects.filter(taken_at__gt=now - HOUR)
    return lately.filter(from_address=mail.from_address.casefold()).count() >= MOST_AN_HOUR


def _flood_case(mail: ReadMail, arrived: Arrived, now: datetime) -> Case:
    """Return the one case of a day that says that a sender writes too much; nobody is answered."""
    address = mail.from_address.casefold()
    day = in_shanghai(now).date()
    report = Report(
        summary=f"{address} 一小时内来信超过 {MOST_AN_HOUR} 封 / more than {MOST_AN_HOUR} mails",
        channel=Channel.EMAIL,
        reporter_name=_sender_name(mail)[:80],
        reporter_email=mail.from_address,
        reported_at=min(arrived.arrived_at, now),
        key=f"flood:{day}:{address}"[:200],
    )
    opened = open_case(report, by=BY, now=now)
    if opened.is_new:
        raise_flag(opened.case, CaseFlag.FLOOD, by=BY, now=now)
    return opened.case
