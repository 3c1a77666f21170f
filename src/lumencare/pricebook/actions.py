"""What becomes of an edition: uploaded, mended, proposed, published by another, retired."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed, may, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row, conflict_about, record
from lumencare.domain.codes import EditionUse
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.pricebook.drafts import (
    CODE,
    CODE_FORM,
    CODE_TAKEN,
    LONGEST_CODE,
    examine,
    read_upload,
)
from lumencare.pricebook.models import EditionState, OfficeEdition
from lumencare.pricebook.queries import known_editions

ANOTHER = Text(
    "版本由您提交发布，须由另一人发布。",
    "You proposed this edition; another person has to publish it.",
)
LONGEST_REASON = 2000
REASON_NEEDED = Text(
    "请写明原因，不超过 2000 个字。", "Write the reason, in at most 2,000 characters."
)
DAY_NEEDED = Text("请填写今天或以后的日期。", "A day from today on is expected.")
NUMBER_TAKEN = Text(
    "同一编号的另一版本刚刚发布，请退回修改。",
    "Another edition with this number was just published; send this one back.",
)
OTHER_CODE = Text(
    "替换的文件应保留版本代码；要用新的代码，请另行上传。",
    "The file must keep the edition's code; upload it anew to use another.",
)
UNFIXED = {
    "proposed_by": None,
    "proposed_at": None,
    "number": None,
    "new_sales_from": None,
    "running_contracts_from": None,
}


def upload_draft(content: bytes, *, by: User, now: datetime) -> OfficeEdition:
    """Keep a new draft; its problems may be mended later, but its code must be free.

    InputProblems where the file is no edition at all: nothing is kept then.
    """
    require_right(by, Right.DRAFT_EDITIONS)
    text = read_upload(content)
    code = _code_of(text, now)
    if code in known_editions().editions:
        raise InputProblems([Problem("file", code, CODE_TAKEN)])
    try:
        with transaction.atomic():
            row = OfficeEdition.objects.create(
                code=code, text=text, sha256=digest(text), uploaded_by=by, uploaded_at=now
            )
            changes = {"code": (None, code), "sha256": (None, row.sha256)}
            record(row, action="upload", by=by, now=now, changes=changes)
    except IntegrityError:
        raise InputProblems([Problem("file", code, CODE_TAKEN)]) from None
    return row


def replace_draft(row: OfficeEdition, *, content: bytes, by: User, now: datetime) -> OfficeEdition:
    """Put another text in place of a draft's; the version that was read must still stand."""
    require_right(by, Right.DRAFT_EDITIONS)
    text = read_upload(content)
    if _code_of(text, now) != row.code:
        raise InputProblems([Problem("file", row.code, OTHER_CODE)])
    before, expected = row.sha256, row.version
    rows = OfficeEdition.objects.filter(pk=row.pk, version=expected, state=EditionState.DRAFT)
    with transaction.atomic():
        done = rows.update(
            text=text,
            sha256=digest(text),
            uploaded_by=by,
            uploaded_at=now,
            version=expected + 1,
        )
        if not done:
            raise conflict_about(row)
        # The trail keeps the fingerprints: whole texts would bury what it has to say.
        changes = {"sha256": (before, digest(text))}
        record(row, action="replace", by=by, now=now, changes=changes)
    row.refresh_from_db()
    return row


def propose(row: OfficeEdition, *, by: User, now: datetime) -> OfficeEdition:
    """Ask for a draft to be published; from here on its text is fixed, unless it is sent back."""
    require_right(by, Right.DRAFT_EDITIONS)
    edition = _sound(row, now)
    changes = {
        "state": EditionState.PROPOSED,
        "proposed_by": by,
        "proposed_at": now,
        **_fixed(edition),
    }
    return _step(row, changes, among=[EditionState.DRAFT], action="propose", by=by, now=now)


def send_back(row: OfficeEdition, *, by: User, now: datetime, why: str) -> OfficeEdition:
    """Make a draft of a proposed edition again, so that it can be mended."""
    _require_either(by)
    changes = {"state": EditionState.DRAFT, **UNFIXED}
    return _step(
        row,
        changes,
        among=[EditionState.PROPOSED],
        action="send-back",
        by=by,
        now=now,
        why=_reason(why),
    )


def publish(row: OfficeEdition, *, by: User, now: datetime) -> OfficeEdition:
    """Publish what another person proposed; it holds from its own days on and never changes."""
    require_right(by, Right.PUBLISH_EDITIONS)
    if row.proposed_by_id == by.pk:
        raise NotAllowed(Right.PUBLISH_EDITIONS, ANOTHER)
    _sound(row, now)
    changes = {"state": EditionState.PUBLISHED, "published_by": by, "published_at": now}
    try:
        return _step(row, changes, among=[EditionState.PROPOSED], action="publish", by=by, now=now)
    except IntegrityError:
        raise InputProblems([Problem("number", str(row.number), NUMBER_TAKEN)]) from None


def withdraw(row: OfficeEdition, *, by: User, now: datetime, why: str) -> OfficeEdition:
    """Give a draft or a proposed edition up; its code is free again."""
    _require_either(by)
    return _step(
        row,
        {"state": EditionState.WITHDRAWN},
        among=[EditionState.DRAFT, EditionState.PROPOSED],
        action="withdraw",
        by=by,
        now=now,
        why=_reason(why),
    )


def retire(
    row: OfficeEdition, *, from_day: date | None, by: User, now: datetime, why: str
) -> OfficeEdition:
    """Sell a published edition no longer from a day on: the one before it holds again.

    Contracts made under it keep it. A shipped edition cannot be retired, so one always holds.
    """
    require_right(by, Right.PUBLISH_EDITIONS)
    if from_day is None or from_day < in_shanghai(now).date():
        raise InputProblems([Problem("from_day", str(from_day or ""), DAY_NEEDED)])
    changes = {
        "state": EditionState.RETIRED,
        "retired_by": by,
        "retired_at": now,
        "retired_from": from_day,
    }
    return _step(
        row,
        changes,
        among=[EditionState.PUBLISHED],
        action="retire",
        by=by,
        now=now,
        why=_reason(why),
    )


def digest(text: str) -> str:
    """Return the fingerprint of an edition's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _step(
    row: OfficeEdition, changes: Mapping[str, Any], *, among: list[EditionState], **more: Any
) -> OfficeEdition:
    """Change a row that stands in one of some states; else somebody was faster."""
    if row.state not in among:
        raise conflict_about(row)
    return change_row(row, changes, **more)


def _sound(row: OfficeEdition, now: datetime) -> Edition:
    """Return what a draft says, where nothing is wrong with it and nobody was faster."""
    if not OfficeEdition.objects.filter(pk=row.pk, version=row.version).exists():
        raise conflict_about(row)
    on = in_shanghai(now).date()
    return examine(row.text, row.code, known_editions(), on).require_sound()


def _fixed(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "new_sales_from": edition.since(EditionUse.NEW_SALES),
        "running_contracts_from": edition.since(EditionUse.RUNNING_CONTRACTS),
    }


def _code_of(text: str, now: datetime) -> str:
    examined = examine(text, "file", known_editions(), in_shanghai(now).date())
    if examined.edition is None:
        raise InputProblems([each.problem for each in examined.flaws])
    code = examined.edition.code
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise InputProblems([Problem("file", code, CODE_FORM)])
    return code


def _reason(why: str) -> str:
    reason = why.strip()
    if not reason or len(reason) > LONGEST_REASON or "\0" in reason:
        raise InputProblems([Problem("why", reason, REASON_NEEDED)])
    return reason


def _require_either(by: User) -> None:
    """Who may draft may take back, and so may who would have to publish."""
    if not may(by, Right.PUBLISH_EDITIONS):
        require_right(by, Right.DRAFT_EDITIONS)
