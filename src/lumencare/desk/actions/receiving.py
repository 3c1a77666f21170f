"""A message of the customer: kept once, the case flagged, nothing decided by it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.actions.attaching import keep_files
from lumencare.desk.actions.flagging import raise_flag
from lumencare.desk.actions.steps import tell
from lumencare.desk.addresses import read_address
from lumencare.desk.files import Kept, LeftOut, check_files, sort_files
from lumencare.desk.models import Case, Message
from lumencare.desk.telling import name_of, tell_watchers
from lumencare.domain.answers import text_answer
from lumencare.domain.desk.flags import ADVICE_NAMES, Advice, CaseFlag, advise
from lumencare.domain.desk.states import CaseState
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sales.written import read_written
from lumencare.sites.uploads import Upload

LONGEST_BODY = 200_000
LONGEST_NAME = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a customer wrote, as it came; `at` is when it arrived.

    `lenient` keeps what can be kept: of a mail, a file that must not be kept is named instead.
    """

    body: str
    at: datetime
    from_name: str = ""
    from_address: str = ""
    subject: str = ""
    quoted: str = ""
    mail_id: str | None = None
    in_reply_to: str = ""
    key: str | None = None
    uploads: Sequence[Upload] = ()
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """The message, the case it belongs to now, whether it is new, and what it suggests."""

    message: Message
    case: Case
    is_new: bool
    advice: Advice


def receive_message(case: Case, incoming: Incoming, *, by: User | str, now: datetime) -> Received:
    """Keep a message of the customer and flag its case; the clock stands and runs as before.

    One about a case that was merged goes to the one that stays. A waiting case goes on waiting and
    a resolved one stays so, until somebody who read it decides.
    """
    if isinstance(by, User):
        require_right(by, Right.WORK_CASES)
    return take_message(case, incoming, by=by, now=now)


def take_message(case: Case, incoming: Incoming, *, by: User | str, now: datetime) -> Received:
    """Keep a message for whoever may write it; whoever calls has asked whether they may."""
    found = _there(incoming)
    if found is not None:
        return _received(found, now, is_new=False)
    row = _row(stays_of(case), incoming, by=by, now=now)
    kept, left_out = _files(incoming)
    row.left_out = [{"name": each.name, "why": text_answer(each.why)} for each in left_out]
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            keep_files(row.case, kept, by=by, now=now, message=row)
            record(row.case, action="receive-message", by=by, now=now)
            raise_flag(row.case, CaseFlag.REPLIED, by=by, now=now)
            tell("case.replied", row.case, now)
            advice = ADVICE_NAMES[advice_of(row.case, now)]
            tell_watchers(row.case, f"message:{row.pk}", advice, by=by, now=now)
    except IntegrityError:
        # The same mail was taken at the same moment: theirs is the row.
        found = _there(incoming)
        if found is None:
            raise
        return _received(found, now, is_new=False)
    return _received(row, now, is_new=True)


def stays_of(case: Case) -> Case:
    """Return the case in which the conversation of one goes on."""
    while case.merged_into is not None:
        case = case.merged_into
    return case


def advice_of(case: Case, now: datetime) -> Advice:
    """Say what a message of the customer suggests now."""
    return advise(CaseState(case.state), case.resolved_at, now)


def _there(incoming: Incoming) -> Message | None:
    for name in ("mail_id", "key"):
        value = getattr(incoming, name)
        found = Message.objects.filter(**{name: value}).first() if value else None
        if found is not None:
            return found
    return None


def _received(row: Message, now: datetime, *, is_new: bool) -> Received:
    case = stays_of(row.split_into or row.case)
    return Received(row, case, is_new, advice_of(case, now))


def _row(case: Case, incoming: Incoming, *, by: User | str, now: datetime) -> Message:
    if incoming.at > now:
        raise InputProblems([Problem("at", incoming.at.isoformat(), NOT_LATER)])
    address = read_address(incoming.from_address)
    return Message(
        case=case,
        kind=Message.Kind.INCOMING,
        body=read_written(incoming.body, "body", LONGEST_BODY),
        quoted=incoming.quoted,
        subject=incoming.subject[:250],
        author=by if isinstance(by, User) else None,
        author_name=(incoming.from_name or address or name_of(by))[:LONGEST_NAME],
        at=incoming.at,
        from_address=address,
        mail_id=incoming.mail_id or None,
        in_reply_to=incoming.in_reply_to[:250],
        key=incoming.key or None,
    )


def _files(incoming: Incoming) -> tuple[list[Kept], list[LeftOut]]:
    if incoming.lenient:
        return sort_files(incoming.uploads)
    return check_files(incoming.uploads), []


NOT_LATER = Text("消息的时间不能晚于现在。", "A message was not written after now.")
