"""Writing about a case: notes among colleagues, and mails to the customer."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import RIGHTS, Right
from lumencare.audit.actions import record
from lumencare.desk.actions.attaching import keep_files
from lumencare.desk.actions.flagging import take_flag_down
from lumencare.desk.actions.steps import require_own_talk
from lumencare.desk.addresses import fresh_mail_id, read_address
from lumencare.desk.files import check_files
from lumencare.desk.models import Case, Mention, Message, Watcher
from lumencare.desk.telling import tell_people, tell_watchers
from lumencare.domain.desk.mentions import find_mentioned
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sales.written import read_written
from lumencare.sites.uploads import MEGABYTE, Upload

LONGEST_BODY = 20_000
# What mail servers of customers take; with the letters of a mail a file is a third bigger.
MOST_MAILED = 10 * MEGABYTE


def write_note(
    case: Case,
    body: str,
    *,
    by: User,
    now: datetime,
    mentioned: Collection[User] = (),
    uploads: Sequence[Upload] = (),
) -> Message:
    """Write a note that only the office reads; whoever is named in it watches and is told.

    Named are those given and everybody whose name stands behind an @, if they may work on cases.
    """
    require_right(by, Right.WORK_CASES)
    require_own_talk(case)
    files = check_files(uploads)
    note = Message(case=case, kind=Message.Kind.NOTE, body=read_written(body, "body", LONGEST_BODY))
    note.author, note.author_name, note.at = by, by.name, now
    with transaction.atomic():
        note.save(force_insert=True)
        keep_files(case, files, by=by, now=now, message=note)
        _mention(note, mentioned, by=by, now=now)
        record(case, action="write-note", by=by, now=now)
    return note


def write_to_customer(
    case: Case,
    body: str,
    *,
    by: User,
    now: datetime,
    to: str = "",
    uploads: Sequence[Upload] = (),
) -> Message:
    """Write a mail to the customer; a job sends it. What the customer wrote counts as answered.

    It goes to `to`, else to who wrote last, else to who reported; InputProblems where nobody of
    them has an address.
    """
    require_right(by, Right.WORK_CASES)
    require_own_talk(case)
    words, files = read_written(body, "body", LONGEST_BODY), check_files(uploads)
    if sum(each.checked.size for each in files) > MOST_MAILED:
        raise InputProblems([Problem("files", "", TOO_HEAVY)])
    mail = outgoing(case, words, to=read_address(to) or reply_address(case), now=now)
    mail.author, mail.author_name = by, by.name
    with transaction.atomic():
        mail.save(force_insert=True)
        keep_files(case, files, by=by, now=now, message=mail)
        record(case, action="write-to-customer", by=by, now=now)
        take_flag_down(case, by=by, now=now)
        said = Text("已致信客户", "wrote to the customer")
        tell_watchers(case, f"message:{mail.pk}", said, by=by, now=now)
    return mail


def outgoing(case: Case, body: str, *, to: str, now: datetime) -> Message:
    """Return a mail to be sent, in the thread of the last one that came in."""
    if not to:
        raise InputProblems([Problem("to", "", NO_ADDRESS)])
    last = case.messages.filter(kind=Message.Kind.INCOMING).exclude(mail_id=None)
    answered = last.order_by("-at", "-pk").first()
    return Message(
        case=case,
        kind=Message.Kind.OUTGOING,
        subject=f"[{case.number}] {case.summary}",
        body=body,
        at=now,
        to_address=to,
        mail_id=fresh_mail_id(case.number),
        in_reply_to=answered.mail_id or "" if answered else "",
        try_after=now,
    )


def reply_address(case: Case) -> str:
    """Return the address of who wrote last, else of who reported; empty where there is none."""
    came = case.messages.filter(kind=Message.Kind.INCOMING).exclude(from_address="")
    last = came.order_by("-at", "-pk").first()
    return last.from_address if last else case.reporter_email


def _mention(note: Message, given: Collection[User], *, by: User, now: datetime) -> None:
    workers = User.objects.filter(
        is_active=True, roles__role__in=[each.value for each in RIGHTS[Right.WORK_CASES]]
    ).distinct()
    by_key = {each.pk: each for each in workers}
    names = find_mentioned(note.body, {each.name for each in by_key.values()})
    wrong = [each for each in given if each.pk not in by_key]
    if wrong:
        allowed = Text("应为可以处理服务请求的人员。", "Somebody who works on cases is expected.")
        raise InputProblems([Problem("mentioned", each.name, allowed) for each in wrong])
    chosen = {each.pk for each in given}
    people = [each for each in by_key.values() if each.pk in chosen or each.name in names]
    Mention.objects.bulk_create(Mention(message=note, person=each) for each in people)
    Watcher.objects.bulk_create(
        [Watcher(case=note.case, person=each, since=now) for each in people], ignore_conflicts=True
    )
    said = Text("在内部备注中提到了您", "named you in a note")
    tell_people(note.case, people, f"note:{note.pk}", said, by=by, now=now)


TOO_HEAVY = Text(
    f"随邮件发送的文件合计不得超过 {MOST_MAILED // MEGABYTE} MB。",
    f"Files of at most {MOST_MAILED // MEGABYTE} MB in all go with a mail.",
)
NO_ADDRESS = Text(
    "没有客户的电子邮件地址，请填写。", "There is no address of the customer; give one."
)
