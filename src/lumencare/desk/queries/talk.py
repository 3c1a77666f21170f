"""The conversation about a case: messages, notes, files, who watches, what is suggested."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, may, require_right
from lumencare.accounts.roles import RIGHTS, Right
from lumencare.desk.models import Attachment, Case, Mention, Message
from lumencare.desk.queries.rows import find_case, visible_cases
from lumencare.domain.desk.flags import ADVICE_NAMES, FLAG_NAMES, Advice, CaseFlag, advise
from lumencare.domain.desk.states import CaseState
from lumencare.domain.text import Text
from lumencare.sites.phones import mask_email


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """A file of a case; `message` is the one that it came with."""

    pk: int
    file_name: str
    media_type: str
    size: int
    sha256: str
    message: int | None
    case: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionFacts:
    """Somebody who was named in a note, and when they saw it."""

    person: int
    name: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFacts:
    """One message or note; `case` is the one where it was written. Addresses are hidden in part
    for who sees no phone numbers.

    An outgoing one waits until `sent_at`; `problem` is what stood against it last.
    """

    pk: int
    case: str
    kind: str
    body: str
    quoted: str
    subject: str
    author: str
    author_pk: int | None
    automatic: bool
    at: datetime
    from_address: str
    to_address: str
    sent_at: datetime | None
    problem: str
    left_out: tuple[dict[str, Any], ...]
    split_into: str
    can_split: bool
    files: tuple[FileFacts, ...]
    mentions: tuple[MentionFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """All that was said about a case and those merged into it, oldest first.

    `advice` is what a message of the customer suggests while the flag is up, else None.
    """

    number: str
    messages: tuple[MessageFacts, ...]
    files: tuple[FileFacts, ...]
    watchers: tuple[str, ...]
    watches: bool
    flag: str
    flag_name: Text | None
    flagged_at: datetime | None
    advice: Advice | None
    advice_text: Text | None
    merged: tuple[str, ...]
    split_off: tuple[str, ...]
    unseen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A note in which somebody was named and that they have not seen."""

    case: str
    summary: str
    author: str
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file for a download: its name and type as it was checked, never guessed anew."""

    file_name: str
    media_type: str
    size: int
    sha256: str
    file: FieldFile


def conversation(user: User, number: str, now: datetime) -> Conversation:
    """Return the conversation of a case; Http404 for who may not see it."""
    return talk_of(user, find_case(user, number), now)


def talk_of(user: User, case: Case, now: datetime) -> Conversation:
    """Return the conversation of a row that was found for the person."""
    cases = with_merged(case)
    files = [_file(each) for each in _files(user, cases)]
    rows = messages_of(user, cases)
    watching = list(case.watchers.select_related("person").order_by("person__name", "pk"))
    advice = _advice(case, now)
    named = Mention.objects.filter(message__case__in=cases, person=user, seen_at=None)
    return Conversation(
        number=case.number,
        messages=tuple(_message(user, each) for each in rows),
        files=tuple({each.sha256: each for each in reversed(files)}.values())[::-1],
        watchers=tuple(each.person.name for each in watching),
        watches=any(each.person_id == user.pk for each in watching),
        flag=case.flag,
        flag_name=FLAG_NAMES[CaseFlag(case.flag)] if case.flag else None,
        flagged_at=case.flagged_at,
        advice=advice,
        advice_text=ADVICE_NAMES[advice] if advice else None,
        merged=tuple(each.number for each in cases if each.pk != case.pk),
        split_off=tuple(case.split.order_by("pk").values_list("number", flat=True)),
        unseen=named.count(),
    )


def with_merged(case: Case) -> list[Case]:
    """Return a case and those that were merged into it, also by way of others."""
    found, level = [case], [case]
    while level:
        level = list(Case.objects.filter(merged_into__in=level).order_by("pk"))
        found += level
    return found


def messages_of(user: User, cases: list[Case]) -> QuerySet[Message]:
    """Return the messages of a case and those merged into it; notes are for the office only.

    A case that was split off begins with the message that it was made of.
    """
    rows = Message.objects.filter(Q(case__in=cases) | Q(split_into__in=cases))
    if is_outsider(user):
        rows = rows.exclude(kind=Message.Kind.NOTE)
    mentions = Prefetch("mentions", Mention.objects.select_related("person").order_by("pk"))
    files = Prefetch("attachments", Attachment.objects.select_related("case").order_by("pk"))
    whole = rows.select_related("case", "split_into").prefetch_related(mentions, files)
    return whole.order_by("at", "pk")


def find_message(user: User, number: str, pk: int) -> Message:
    """Return a message that a case shows; else Http404."""
    case = find_case(user, number)
    found = messages_of(user, with_merged(case)).filter(pk=pk).first()
    if found is None:
        raise Http404(f"message {pk} of {number}")
    return found


def open_file(user: User, pk: int) -> OpenedFile:
    """Return a file of a case that the person may see; else Http404."""
    found = Attachment.objects.filter(pk=pk).select_related("case", "message").first()
    if found is None or not _may_open(user, found):
        raise Http404(f"file {pk}")
    return OpenedFile(found.file_name, found.media_type, found.size, found.sha256, found.file)


def notes_naming(user: User, most: int = 50) -> list[Named]:
    """Return the notes that name the person and that they have not seen, newest first."""
    require_right(user, Right.SEE_CASES)
    rows = Mention.objects.filter(person=user, seen_at=None).select_related("message__case")
    return [
        Named(
            case=each.message.case.number,
            summary=each.message.case.summary,
            author=each.message.author_name,
            body=each.message.body,
            at=each.message.at,
        )
        for each in rows.order_by("-message__at", "-pk")[:most]
    ]


def people_of_desk(user: User) -> list[User]:
    """Return who may work on cases: those who can be named in a note."""
    require_right(user, Right.SEE_CASES)
    roles = [each.value for each in RIGHTS[Right.WORK_CASES]]
    rows = User.objects.filter(is_active=True, roles__role__in=roles).distinct()
    return list(rows.order_by("name", "pk"))


def _may_open(user: User, row: Attachment) -> bool:
    note = row.message is not None and row.message.kind == Message.Kind.NOTE
    hidden = is_outsider(user) and (note or row.message is None)
    return not hidden and visible_cases(user).filter(pk=row.case_id).exists()


def _files(user: User, cases: list[Case]) -> QuerySet[Attachment]:
    """Return the files of a case; those of none of its messages are for the office only."""
    rows = Attachment.objects.filter(Q(case__in=cases) | Q(message__split_into__in=cases))
    if is_outsider(user):
        rows = rows.exclude(message=None).exclude(message__kind=Message.Kind.NOTE)
    return rows.select_related("case").order_by("added_at", "pk")


def _file(row: Attachment) -> FileFacts:
    same = ("pk", "file_name", "media_type", "size", "sha256", "added_at")
    return FileFacts(
        **{name: getattr(row, name) for name in same},
        message=row.message_id,
        case=row.case.number,
        added_by=row.added_by_name,
    )


SAME = (
    "pk", "kind", "body", "quoted", "subject", "automatic", "at", "sent_at", "problem",
)  # fmt: skip


def _message(user: User, row: Message) -> MessageFacts:
    whole = may(user, Right.SEE_PHONES)
    shown: dict[str, Any] = {
        name: getattr(row, name) if whole else mask_email(getattr(row, name))
        for name in ("from_address", "to_address")
    }
    incoming = row.kind == Message.Kind.INCOMING and row.split_into is None
    return MessageFacts(
        **{name: getattr(row, name) for name in SAME},
        **shown,
        case=row.case.number,
        author=row.author_name,
        author_pk=row.author_id,
        left_out=tuple(row.left_out),
        split_into=row.split_into.number if row.split_into else "",
        can_split=incoming and may(user, Right.OPEN_CASES),
        files=tuple(_file(each) for each in row.attachments.all()),
        mentions=tuple(
            MentionFacts(person=each.person_id, name=each.person.name, seen_at=each.seen_at)
            for each in row.mentions.all()
        ),
    )


def _advice(case: Case, now: datetime) -> Advice | None:
    if case.flag != CaseFlag.REPLIED:
        return None
    return advise(CaseState(case.state), case.resolved_at, now)
