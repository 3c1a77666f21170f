"""Settling a request: one person checks it, another carries the deletion out, or it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.queries import open_tokens_of
from lumencare.accounts.rights import NotAllowed, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row, record
from lumencare.audit.veils import veil_name
from lumencare.data.personal_register import personal_register
from lumencare.domain.answers import text_answer
from lumencare.domain.personal_data import Table
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.privacy.actions.consenting import ERASED, both
from lumencare.privacy.actions.requesting import OPEN
from lumencare.privacy.erasing import delete_rows, empty_fields, mask_of
from lumencare.privacy.finding import model_of, narrow, rows_of
from lumencare.privacy.letters import send_letter, write_correction, write_proof, write_refusal
from lumencare.privacy.models import Consent, DataRequest
from lumencare.privacy.people import Subject, subject_at_site, subject_with_account
from lumencare.privacy.queries.held import day_of
from lumencare.sites.actions import change_contact
from lumencare.sites.models import Contact

State = DataRequest.State
Work = list[tuple[str, Table, list[Any]]]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a request: from which states, to which, and what the trail calls it."""

    allowed: tuple[str, ...]
    state: str
    action: str


CHECK = Step((State.ASKED,), State.CHECKED, "check")
REFUSE = Step(OPEN, State.REFUSED, "refuse")
CORRECT = Step(OPEN, State.DONE, "correct")
ERASE = Step((State.CHECKED,), State.DONE, "erase")


def check(request: DataRequest, *, why: str, by: User, now: datetime) -> DataRequest:
    """Say how it was made sure who asks and that nothing stands against it; somebody else acts."""
    require_right(by, Right.KEEP_PRIVACY)
    _require_words(why)
    if request.kind != DataRequest.Kind.ERASE:
        raise Refused(does_not_apply("PIPL-46", ONE_STEP))
    facts = {"checked_by": by, "checked_at": now, "decided_why": why.strip()}
    return _step(request, CHECK, facts, by=by, now=now)


def refuse(request: DataRequest, *, why: str, by: User, now: datetime) -> DataRequest:
    """Refuse a request; the reason is written to its person (PIPL art. 50)."""
    require_right(by, Right.KEEP_PRIVACY)
    _require_words(why)
    letter = write_refusal(request, why.strip(), now)
    facts = {
        "ended_by": by,
        "ended_at": now,
        "decided_why": why.strip(),
        "letter": text_answer(letter),
    }
    with transaction.atomic():
        row = _step(request, REFUSE, facts, by=by, now=now)
        send_letter(row, letter)
    return row


def correct(request: DataRequest, *, why: str, by: User, now: datetime) -> DataRequest:
    """Write what a person asked to have corrected, where it is theirs alone to say."""
    require_right(by, Right.KEEP_PRIVACY)
    _require_words(why)
    if request.kind != DataRequest.Kind.CORRECT:
        raise Refused(does_not_apply("PIPL-46", NOT_A_CORRECTION))
    letter = write_correction(request, why.strip(), now)
    facts = {
        "ended_by": by,
        "ended_at": now,
        "decided_why": why.strip(),
        "letter": text_answer(letter),
    }
    with transaction.atomic():
        row = _step(request, CORRECT, facts, by=by, now=now)
        _write_corrections(row, by=by, now=now)
        send_letter(row, letter)
    return row


def carry_out(request: DataRequest, *, by: User, now: datetime) -> DataRequest:
    """Erase a person through the register; never by who checked it.

    All of it or nothing: rows are found first, as deleting some hides how others are known.
    """
    require_right(by, Right.KEEP_PRIVACY)
    if request.kind != DataRequest.Kind.ERASE or request.checked_by is None:
        raise Refused(does_not_apply("PIPL-47", CHECKED_FIRST))
    if request.checked_by == by:
        raise NotAllowed(Right.KEEP_PRIVACY, TWO_PEOPLE)
    with transaction.atomic():
        _step(request, ERASE, {"ended_by": by}, by=by, now=now)
        subject = subject_of_request(request)
        outcome = _erase(subject, request.number, now) if subject else {}
        letter = write_proof(request, outcome, now)
        DataRequest.objects.filter(pk=request.pk).update(
            ended_at=now, outcome=outcome, letter=text_answer(letter)
        )
        told = {"outcome": (None, outcome)}
        record(request, action="erase-person", by=by, now=now, changes=told)
        send_letter(request, letter)
    request.refresh_from_db()
    return request


def subject_of_request(request: DataRequest) -> Subject | None:
    """Return whose data a request is about; None where they are gone already."""
    if request.user is not None:
        return subject_with_account(request.user)
    return subject_at_site(request.contact) if request.contact else None


def find_request(user: User, pk: int) -> DataRequest:
    """Return a request for who settles them; else Http404."""
    require_right(user, Right.KEEP_PRIVACY)
    rows = DataRequest.objects.select_related("user", "contact__site", "checked_by", "ended_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(f"request {pk}")
    return found


def _erase(subject: Subject, number: str, now: datetime) -> dict[str, Any]:
    mask = mask_of(number)
    outcome: dict[str, Any] = {}
    if subject.user is not None:
        open_tokens_of(subject.user, now).update(revoked_at=now)
    for code, table, keys in _work(subject):
        done = outcome.setdefault(code, {})
        rows = table_rows(table, keys)
        over = list(rows.filter(narrow(table.if_over)).values_list("pk", flat=True))
        if len(over) < len(keys):
            done["open"] = done.get("open", 0) + len(keys) - len(over)
        if table.deletes:
            done["deleted"] = done.get("deleted", 0) + delete_rows(table, over)
        elif table.erase:
            changed = empty_fields(table, over, table.erase, mask)
            done["emptied"] = done.get("emptied", 0) + changed
        elif table.keep is not None:
            done.setdefault("stays", []).append(_stays(table, keys))
    _end_consents(subject, now)
    veil_name(subject.name, mask.name, now)
    return outcome


def _work(subject: Subject) -> Work:
    """Return all rows of a person by their keys, before any of them is touched."""
    return [
        (kind.code, table, keys)
        for kind in personal_register().outside
        for table in kind.tables
        if (keys := list(rows_of(table, subject).values_list("pk", flat=True)))
    ]


def table_rows(table: Table, keys: list[Any]) -> Any:
    """Return rows of a table by their keys."""
    return model_of(table)._default_manager.filter(pk__in=keys)


def _stays(table: Table, keys: list[Any]) -> Mapping[str, Any]:
    """Return how many rows stay, why, and until when the latest of them does."""
    keep = table.keep
    if keep is None:
        raise ValueError(table.model)
    days = [day for row in table_rows(table, keys) if (day := day_of(table, row))]
    told: dict[str, Any] = {"count": len(keys), "why": keep.code}
    if keep.years and days:
        told["until"] = _years_after(max(days), keep.years).isoformat()
    return told


def _years_after(day: date, years: int) -> date:
    """Return the corresponding day, else the month's last (D-1)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _end_consents(subject: Subject, now: datetime) -> None:
    open_ones = Consent.objects.filter(ended_at=None)
    ended = {"ended_at": now, "ended_how": both(ERASED)}
    if subject.user is not None:
        open_ones.filter(user=subject.user).update(**ended)
    open_ones.filter(contact__in=subject.contacts).update(**ended)


def _write_corrections(request: DataRequest, *, by: User, now: datetime) -> None:
    """Write the corrections to the contact, and the name to the account."""
    given = dict(request.corrections)
    subject = subject_of_request(request)
    if not given or subject is None:
        return
    if subject.user is not None and given.get("name"):
        change_row(subject.user, {"name": given["name"]}, by=by, now=now)
    if subject.user is not None:
        # The address of an account is what its person signs in with: a new one is invited.
        given.pop("email", None)
    for contact in Contact.objects.filter(pk__in=subject.contacts):
        change_contact(contact, given, by=by, now=now, why=request.number)


def _step(
    request: DataRequest, step: Step, facts: Mapping[str, Any], *, by: User, now: datetime
) -> DataRequest:
    rows = DataRequest.objects.filter(
        pk=request.pk, state__in=step.allowed, version=request.version
    )
    with transaction.atomic():
        if not rows.update(state=step.state, **facts, version=request.version + 1):
            raise Conflict(MOVED_ON)
        before = request.state
        request.refresh_from_db()
        changes = {"state": (before, str(step.state))}
        record(request, action=step.action, by=by, now=now, changes=changes)
    return request


def _require_words(why: str) -> None:
    if not why.strip():
        raise InputProblems([Problem("why", "", WORDS)])


WORDS = Text("请写明理由。", "Say why, in words.")
ONE_STEP = Text("更正由一人办理即可。", "A correction takes one person alone.")
NOT_A_CORRECTION = Text("此请求不是更正请求。", "This request is not for a correction.")
CHECKED_FIRST = Text("须先由一人核对。", "Somebody has to check it first.")
TWO_PEOPLE = Text(
    "删除须由两人办理：核对的人不能执行。",
    "A deletion takes two people: whoever checked it cannot carry it out.",
)
MOVED_ON = Text("此请求的状态已变动，请重新载入。", "This request has moved on; load it again.")
