"""Sealing: the copy that both parties signed and stamped is kept as it was sent, with its hash."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.contracts.actions.issuing import CANCELLED, require_open, touch
from lumencare.contracts.archive import keep_file
from lumencare.contracts.models import Amendment, Contract, SealedCopy
from lumencare.domain.contract.states import ContractState
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.archive import Kept
from lumencare.sites.uploads import JPEG, PDF, PNG, Checked, Upload, check_upload, tidy_name

FORMS = (PDF, JPEG, PNG)
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
    sent = _check(contract, upload, now)
    changes: dict[str, Any] = {
        "sealed": sent.kept.name,
        "sealed_sha256": sent.kept.sha256,
        "changed_at": now,
    }
    with transaction.atomic():
        change_row(contract, changes, by=by, now=now, action="upload")
        return _keep(contract, None, sent, by=by, now=now)


def upload_sealed_amendment(
    amendment: Amendment, upload: Upload, *, by: User, now: datetime
) -> SealedCopy:
    """Keep the copy of an amendment that both signed, as that of a contract is kept."""
    require_right(by, Right.KEEP_CONTRACTS)
    contract = amendment.contract
    require_open(amendment)
    if not amendment.papers.exists():
        raise Refused(does_not_apply("G-2", NO_DOCUMENT))
    sent = _check(contract, upload, now, name=str(amendment))
    with transaction.atomic():
        told = f"{amendment} · SHA-256 {sent.kept.sha256}"
        touch(contract, action="upload", why=told, by=by, now=now)
        return _keep(contract, amendment, sent, by=by, now=now)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A copy in the archive, before any row names it."""

    file_name: str
    checked: Checked
    kept: Kept


def _check(contract: Contract, upload: Upload, now: datetime, *, name: str = "") -> _Sent:
    checked = check_upload(upload, FORMS)
    _require_new(contract, upload, checked.sha256)
    content, ending = upload.file.read(), checked.form.ending
    kept = keep_file(content, f"{name or contract.number}-sealed", ending, now)
    return _Sent(tidy_name(upload.name, ending), checked, kept)


def _keep(
    contract: Contract, amendment: Amendment | None, sent: _Sent, *, by: User, now: datetime
) -> SealedCopy:
    return SealedCopy.objects.create(
        contract=contract,
        amendment=amendment,
        file=sent.kept.name,
        file_name=sent.file_name,
        media_type=sent.checked.form.media_type,
        size=sent.checked.size,
        sha256=sent.kept.sha256,
        uploaded_by=by,
        uploaded_at=now,
    )


def _require_new(contract: Contract, upload: Upload, sha256: str) -> None:
    name = tidy_name(upload.name)
    if contract.sealed_copies.filter(sha256=sha256).exists():
        raise InputProblems([Problem("file", name, HERE_ALREADY)])
    if contract.papers.filter(pdf_sha256=sha256).exists():
        raise InputProblems([Problem("file", name, STILL_OURS)])
