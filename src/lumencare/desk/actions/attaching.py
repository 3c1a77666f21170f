"""Keeping files of a case: each content once, whoever sends it again."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files import File
from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.actions.steps import require_own_talk
from lumencare.desk.files import Kept, check_files
from lumencare.desk.models import Attachment, Case, Message
from lumencare.desk.telling import name_of
from lumencare.sites.uploads import Upload

NAME_DIGITS = 20


def attach_files(
    case: Case, uploads: Sequence[Upload], *, by: User, now: datetime
) -> list[Attachment]:
    """Keep files of a case; one that is there already is returned as it is.

    InputProblems names every file that may not be kept, and then none is.
    """
    require_right(by, Right.WORK_CASES)
    require_own_talk(case)
    return keep_files(case, check_files(uploads), by=by, now=now)


def keep_files(
    case: Case,
    files: Sequence[Kept],
    *,
    by: User | str,
    now: datetime,
    message: Message | None = None,
) -> list[Attachment]:
    """Keep files that were checked, all or none, with the message that they came with.

    Where that fails, what lies on the disk is named by no row, and swept away by a job.
    """
    with transaction.atomic():
        return [_keep(case, each, by=by, now=now, message=message) for each in files]


def _keep(
    case: Case,
    kept: Kept,
    *,
    by: User | str,
    now: datetime,
    message: Message | None,
) -> Attachment:
    checked = kept.checked
    there = Attachment.objects.filter(case=case, sha256=checked.sha256)
    found = there.first()
    if found is not None:
        return found
    row = Attachment(
        case=case,
        message=message,
        file_name=kept.name,
        media_type=checked.form.media_type,
        size=checked.size,
        sha256=checked.sha256,
        added_by=by if isinstance(by, User) else None,
        added_by_name=name_of(by),
        added_at=now,
    )
    # On the disk it bears no name that anybody chose.
    on_disk = f"{checked.sha256[:NAME_DIGITS]}{checked.form.ending}"
    row.file.save(on_disk, File(kept.upload.file), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Somebody kept the same content at the same moment: theirs is the row.
        found = there.first()
        if found is None:
            raise
        row.file.storage.delete(str(row.file.name))
        return found
    record(case, action="attach", by=by, now=now, changes={"file_name": (None, row.file_name)})
    return row
