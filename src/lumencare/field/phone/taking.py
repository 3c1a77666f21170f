"""Taking in what a phone sends: each thing once by its key, none lost, also where it is refused."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import isfinite
from typing import IO, Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed, require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.actions.reporting import want_report
from lumencare.field.actions.steps import require_doing
from lumencare.field.models import PhoneAction, Visit
from lumencare.field.phone.doing import DOING, Doing
from lumencare.store.keys import read_key

# A clock that is farther off than this is put right, and it is said.
TRUSTED = timedelta(minutes=2)
LONGEST_SAID = 500
MOST_PAYLOAD = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One thing that a phone sent. `device_now` is what its clock showed when it sent."""

    key: str
    kind: str
    device_at: datetime
    device_now: datetime
    payload: dict[str, Any] = field(default_factory=dict)
    file: IO[bytes] | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of it, in words where there is something to say."""

    key: str
    outcome: str
    said: Text
    again: bool = False


def take_in(visit: Visit, sent: Sent, *, by: User, now: datetime) -> Taken:
    """Do what a phone sent, once; what a rule refuses is kept with its reason for the office.

    InputProblems where it cannot be read at all, Conflict where the key was used for other content.
    """
    require_right(by, Right.DO_VISITS)
    doing = _read(sent)
    digest = _digest(visit, sent)
    found = PhoneAction.objects.filter(key=sent.key).first()
    if found is not None:
        return _again(found, digest)
    try:
        with transaction.atomic():
            return _do(visit, sent, doing, digest, by=by, now=now)
    except IntegrityError:
        # The phone sent it a second time before the first had ended.
        found = PhoneAction.objects.filter(key=sent.key).first()
        if found is None:
            raise
        return _again(found, digest)


def _read(sent: Sent) -> Doing:
    read_key(sent.key)
    problems = []
    if sent.kind not in DOING:
        kinds = list(DOING)
        allowed = Text(f"可填：{'、'.join(kinds)}。", f"Allowed: {', '.join(kinds)}.")
        problems.append(Problem("kind", sent.kind, allowed))
    problems += _problems_of(sent.payload)
    if problems:
        raise InputProblems(problems)
    return DOING[sent.kind]


def _problems_of(payload: dict[str, Any]) -> list[Problem]:
    """Return why a payload cannot be kept: databases refuse what JSON allows."""
    if not _is_plain(payload):
        return [Problem("payload", "", NOT_PLAIN)]
    if len(json.dumps(payload)) > MOST_PAYLOAD:
        return [Problem("payload", "", TOO_LONG)]
    return []


def _is_plain(value: object, depth: int = 0) -> bool:
    """Tell whether a value is text, numbers, and few levels of lists and objects of them."""
    match value:
        case dict():
            return depth < DEEPEST and all(
                _is_plain(part, depth + 1) for pair in value.items() for part in pair
            )
        case list():
            return depth < DEEPEST and all(_is_plain(part, depth + 1) for part in value)
        case str():
            return "\x00" not in value and not any("\ud800" <= each <= "\udfff" for each in value)
        case float():
            return isfinite(value)
        case int():
            return abs(value) <= MOST_SKEW
        case _:
            return value is None


def _digest(visit: Visit, sent: Sent) -> str:
    said = json.dumps([visit.number, sent.kind, sent.payload], sort_keys=True, default=str)
    digest = hashlib.sha256(said.encode())
    if sent.file is not None:
        sent.file.seek(0)
        while piece := sent.file.read(1 << 20):
            digest.update(piece)
        sent.file.seek(0)
    return digest.hexdigest()


def _again(found: PhoneAction, digest: str) -> Taken:
    if found.sha256 != digest:
        raise Conflict(OTHER_CONTENT)
    return Taken(found.key, found.outcome, Text(found.said_zh, found.said_en), again=True)


def _do(visit: Visit, sent: Sent, doing: Doing, digest: str, *, by: User, now: datetime) -> Taken:
    skew = now - in_shanghai(sent.device_now)
    at = _put_right(visit, sent, skew, now)
    row = PhoneAction.objects.create(
        key=sent.key,
        visit=visit,
        kind=sent.kind,
        payload=sent.payload,
        sha256=digest,
        device_at=sent.device_at,
        skew_seconds=max(-MOST_SKEW, min(MOST_SKEW, int(skew.total_seconds()))),
        at=at,
        outcome="done",
        by=by,
        received_at=now,
    )
    current = Visit.objects.select_for_update().get(pk=visit.pk)
    try:
        with transaction.atomic():
            require_doing(current, by)
            said = doing(current, sent, at, by=by, now=now)
            # What comes after the end, in whatever order the network let it through.
            want_report(current, now)
    except (NotAllowed, Refused, InputProblems, Conflict) as error:
        return _keep(row, "refused", _words_of(error))
    return _keep(row, "differs", said) if said else Taken(row.key, "done", NOTHING)


def _put_right(visit: Visit, sent: Sent, skew: timedelta, now: datetime) -> datetime:
    """Return when it was by our clock: not after now, nor before the phone could know of it."""
    try:
        moment = in_shanghai(sent.device_at) + (skew if abs(skew) > TRUSTED else timedelta(0))
    except OverflowError:
        return now
    return min(max(moment, visit.created_at), now)


def _keep(row: PhoneAction, outcome: str, said: Text) -> Taken:
    row.outcome = outcome
    row.said_zh, row.said_en = said.zh[:LONGEST_SAID], said.en[:LONGEST_SAID]
    row.save(update_fields=["outcome", "said_zh", "said_en"])
    return Taken(row.key, outcome, said)


def _words_of(error: NotAllowed | Refused | InputProblems | Conflict) -> Text:
    if isinstance(error, Refused):
        return error.reason.text
    if isinstance(error, NotAllowed | Conflict):
        return error.text
    lines = {lang: "；".join(each.sentence(lang) for each in error.problems) for lang in LANGUAGES}
    return Text(lines["zh"], lines["en"])


LANGUAGES = ("zh", "en")
NOTHING = Text("", "")
MOST_SKEW = 2**31 - 1
DEEPEST = 5
NOT_PLAIN = Text(
    "应为不含空字符的文字、数字及其简单列表。",
    "Text without NUL, numbers and simple lists are expected.",
)
TOO_LONG = Text("内容过长。", "It is too long.")
OTHER_CONTENT = Text("此标识已用于另一项内容。", "This key was used for something else before.")
