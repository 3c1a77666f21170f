"""What each kind of thing that a phone sends does; the one table of kinds."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from django.core.files import File
from django.db import transaction

from lumencare.accounts.models import User
from lumencare.audit.actions import record
from lumencare.claims.actions import find_cause
from lumencare.desk.actions import resolve
from lumencare.desk.models import Decision
from lumencare.domain.desk.states import LIVE
from lumencare.domain.dispatch.checklists import CHECKLISTS
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.actions.going import Finish, arrive, finish, miss, set_out
from lumencare.field.claiming import claim_used
from lumencare.field.models import Visit, VisitPart, VisitPhoto, VisitReport
from lumencare.field.phone.snapshot import is_genuine
from lumencare.sales.written import read_written
from lumencare.sites.uploads import JPEG, PNG, Upload, check_upload

if TYPE_CHECKING:
    from lumencare.field.phone.taking import Sent

LONGEST = 2000
CAUSES = ("unknown", "product", "other")


class Doing(Protocol):
    """Does one kind of thing; returns words where the answer differs from what the phone said."""

    def __call__(
        self, visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime
    ) -> Text | None:
        """Do it in the caller's transaction."""


def _set_out(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> None:
    set_out(visit, at=at, by=by, now=now)


def _arrive(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> None:
    arrive(visit, at=at, by=by, now=now)


def _miss(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> None:
    miss(visit, why=_text(sent, "why"), by=by, now=now)


def _photo(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> None:
    """Keep a picture; the same one is kept once."""
    upload = _upload(sent, "photo.jpg")
    checked = check_upload(upload, (JPEG, PNG), "photo")
    if visit.photos.filter(sha256=checked.sha256).exists():
        return
    row = VisitPhoto(
        visit=visit,
        media_type=checked.form.media_type,
        size=checked.size,
        sha256=checked.sha256,
        taken_at=at,
        added_by=by,
        added_at=now,
    )
    row.file.save(f"{checked.sha256[:24]}{checked.form.ending}", File(upload.file), save=False)
    row.save(force_insert=True)


def _checks(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> None:
    """Keep what was ticked and what was found."""
    known = [each.code for each in CHECKLISTS[VisitKind(visit.kind)]]
    ticked = sent.payload.get("checks", [])
    if not isinstance(ticked, list) or any(each not in known for each in ticked):
        allowed = Text(f"可填：{'、'.join(known)}。", f"Allowed: {', '.join(known)}.")
        raise InputProblems([Problem("checks", str(ticked), allowed)])
    trained = sent.payload.get("trained") is True
    _write(
        visit, now, checks=ticked, trained=trained, findings=_text(sent, "findings", needed=False)
    )


def _cause(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> Text | None:
    """Decide the cover for the cause found, and compare it with what the phone showed."""
    cause = sent.payload.get("cause")
    if cause not in CAUSES:
        allowed = Text(f"可填：{'、'.join(CAUSES)}。", f"Allowed: {', '.join(CAUSES)}.")
        raise InputProblems([Problem("cause", str(cause), allowed)])
    why = _text(sent, "why", needed=False) or f"{visit.number} 现场判断"
    _write(visit, now, cause=cause)
    if visit.case is None or visit.case.state not in LIVE:
        return None
    decision = find_cause(visit.case, cause, why=why, by=by, now=now)
    answers = sent.payload.get("answers")
    shown = answers.get(cause) if isinstance(answers, dict) else None
    if decision is None or not isinstance(shown, dict) or not isinstance(answers, dict):
        return None
    if not is_genuine(visit.number, answers, str(sent.payload.get("mark", ""))):
        return NOT_OURS
    return _difference(decision, shown)


def _difference(decision: Decision, shown: dict[str, Any]) -> Text | None:
    """Say how the decision differs from what was shown on site; None where it does not."""
    charge = str(Money.of_fen(decision.visit_fen))
    pairs = (
        ("parts_percent", decision.parts_percent),
        ("labour_covered", decision.labour_covered),
        ("visit_charge", charge),
    )
    if all(shown.get(name) == value for name, value in pairs):
        return None
    return Text(
        f"现场显示：{shown.get('zh', '')}现在的判定：{decision.sentence_zh}",
        f"Shown on site: {shown.get('en', '')} Decided now: {decision.sentence_en}",
    )


def _part(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> Text | None:
    """Keep a part that was used, and bring it to its claim; words where that is not done."""
    quantity = sent.payload.get("quantity", "1")
    try:
        milli = int(Decimal(str(quantity)) * 1000)
    except (ArithmeticError, ValueError):
        milli = 0
    if not 0 < milli <= 10_000_000:
        raise InputProblems([Problem("quantity", str(quantity), QUANTITY)])
    number, unit = _which(sent)
    row = VisitPart.objects.create(
        visit=visit,
        part_number=read_written(number, "part_number", 200),
        faulty_serial=_text(sent, "faulty_serial", needed=False)[:80],
        new_serial=unit[:80],
        quantity_milli=milli,
        added_at=now,
    )
    return claim_used(row, at, by=by, now=now)


def _which(sent: "Sent") -> tuple[str, str]:
    """Return number and serial of what went in: as typed, else as picked from the bag."""
    number = _text(sent, "part_number", needed=False)
    unit = _text(sent, "new_serial", needed=False)
    picked, _, serial = _text(sent, "from_bag", needed=False).rpartition("|")
    if number or not picked:
        return _text(sent, "part_number"), unit
    return picked, unit or serial


def _sign(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> None:
    """Keep the customer's signature, once: a second one is refused, the first stands."""
    report = _report(visit, now)
    if report.signed_at is not None:
        raise Refused(does_not_apply("SC-5", SIGNED))
    upload = _upload(sent, "signature.png")
    checked = check_upload(upload, (PNG,), "signature")
    report.signer = read_written(_text(sent, "signer"), "signer", 80)
    report.signature.save(f"{checked.sha256[:24]}.png", File(upload.file), save=False)
    fields = {
        "signer": report.signer,
        "signature": report.signature.name,
        "signature_sha256": checked.sha256,
        "signed_at": at,
    }
    _write(visit, now, **fields)
    record(
        visit, action="sign", by=report.signer, now=now, changes={"signer": (None, report.signer)}
    )


def _finish(visit: Visit, sent: "Sent", at: datetime, *, by: User, now: datetime) -> None:
    """End the visit; where the fault is gone its case is resolved with the words found."""
    report = _report(visit, now)
    why_unsigned = _text(sent, "unsigned_why", needed=False)[:200]
    if report.signed_at is None and not why_unsigned:
        raise Refused(does_not_apply("SC-5", SIGN_FIRST))
    fixed = sent.payload.get("fixed") is not False
    with transaction.atomic():
        _write(visit, now, fixed=fixed, unsigned_why=why_unsigned)
        finish(visit, Finish(at=at, trained=report.trained), by=by, now=now)
        case = visit.case
        if case is not None and fixed and case.state in LIVE:
            case.refresh_from_db()
            words = report.findings or f"{visit.number} 现场处理完成"
            resolve(case, resolution=words, how="on-site", by=by, now=now)


def _report(visit: Visit, now: datetime) -> VisitReport:
    found, _ = VisitReport.objects.get_or_create(visit=visit, defaults={"changed_at": now})
    return found


def _write(visit: Visit, now: datetime, **fields: Any) -> None:
    report = _report(visit, now)
    rows = VisitReport.objects.filter(pk=report.pk)
    rows.update(**fields, changed_at=now, version=report.version + 1)


def _text(sent: "Sent", name: str, *, needed: bool = True) -> str:
    value = sent.payload.get(name, "")
    text = value.strip() if isinstance(value, str) else ""
    return read_written(text, name, LONGEST) if needed or text else ""


def _upload(sent: "Sent", name: str) -> Upload:
    if sent.file is None:
        raise InputProblems([Problem("file", "", FILE_NEEDED)])
    return Upload(sent.file_name or name, sent.file)


DOING: Mapping[str, Doing] = {
    "set-out": _set_out,
    "arrive": _arrive,
    "photo": _photo,
    "checks": _checks,
    "cause": _cause,
    "part": _part,
    "sign": _sign,
    "finish": _finish,
    "miss": _miss,
}
QUANTITY = Text("应大于 0，不超过 10,000。", "More than 0 and at most 10,000 is expected.")
FILE_NEEDED = Text("缺少文件。", "A file is expected.")
SIGNED = Text("客户已签字，不能重复签字。", "The customer has signed; that signature stands.")
SIGN_FIRST = Text(
    "请客户签字，或说明为何没有签字。", "Let the customer sign, or say why nobody signs."
)
NOT_OURS = Text(
    "手机上的保障答案不是本系统签发的，以现在的判定为准。",
    "The answer on the phone was not signed by us; the decision made now holds.",
)
