"""Sealing: the copy that both parties signed and stamped is kept as it was sent, with its hash."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.contracts.archive import keep_file
from lumencare.contracts.models import Contract, SealedCopy
from lumencare.domain.contract.states import ContractState
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.sites.uploads import JPEG, PDF, PNG, Upload, check_upload, tidy_name

FORMS = (PDF, JPEG, PNG)
CANCELLED = Text("合同已取消。", "The contract is cancelled.")
NO_DOCUMENT = Text("请先出具合同文件。", "Make the document first.")
HERE_ALREADY = Text("这份文件已存档。", "This very file is here already.")
STILL_OURS = Text(
    "这是系统出具的文件，尚未签字盖章；请上传双方签署后的扫描件。",
    "This is the document as it was issued, not signed on paper yet; send the copy that both "
    "signed.",
)


def upload_sealed(contract: Contract, upload: Upload, *, by: User, now: datetime) -> SealedCopy:
    """Keep the copy that both signed: PDF, JPEG or PNG by its content; a better one may follow.

    Earlier copies stay in the archive. Raises Refused before there is a document to sign.
    """
    require_right(by, Right.KEEP_CONTRACTS)
    if contract.state == ContractState.CANCELLED:
        raise Refused(does_not_apply("D-17", CANCELLED))
    if not contract.pdf_sha256:
        raise Refused(does_not_apply("G-2", NO_DOCUMENT))
    checked = check_upload(upload, FORMS)
    _require_new(contract, upload, checked.sha256)
    content, ending = upload.file.read(), checked.form.ending
    kept = keep_file(content, f"{contract.number}-sealed", ending, now)
    changes: dict[str, Any] = {
        "sealed": kept.name,
        "sealed_sha256": kept.sha256,
        "changed_at": now,
    }
    with transaction.atomic():
        change_row(contract, changes, by=by, now=now, action="upload")
        return SealedCopy.objects.create(
            contract=contract,
            file=kept.name,
            file_name=tidy_name(upload.name, ending),
            media_type=checked.form.media_type,
            size=checked.size,
            sha256=kept.sha256,
            uploaded_by=by,
            uploaded_at=now,
        )


def _require_new(contract: Contract, upload: Upload, sha256: str) -> None:
    name = tidy_name(upload.name)
    if contract.sealed_copies.filter(sha256=sha256).exists():
        raise InputProblems([Problem("file", name, HERE_ALREADY)])
    if contract.papers.filter(pdf_sha256=sha256).exists():
        raise InputProblems([Problem("file", name, STILL_OURS)])
