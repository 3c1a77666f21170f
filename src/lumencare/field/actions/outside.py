"""What visitors of the portal do with visits: agree to a time or refuse it, sign, ask for one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.audit.actions import record
from lumencare.contracts.queries.outside import allowance_seen
from lumencare.desk.actions.reporting import write_from_portal
from lumencare.domain.dispatch.states import VisitKind, VisitState, VisitStep
from lumencare.domain.period import DAY
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai, say_moment
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.actions.asking import no_more_asking
from lumencare.field.actions.proposing import HALF_DAY, LONGEST_SUMMARY, Wish, propose
from lumencare.field.actions.reporting import want_report
from lumencare.field.actions.steps import take_step
from lumencare.field.actions.yearly import MAN_DAY
from lumencare.field.models import Visit, VisitReport
from lumencare.field.models.visits import MOST_TENTHS
from lumencare.field.queries.outside import mark_of, visit_seen
from lumencare.notices.actions import Recipient, Reminder, put_down
from lumencare.sales.written import read_written
from lumencare.sites.visitors import Visitor

LONGEST_WHY = 500
LONGEST_NAME = 80
TRAINING_HOUR = "training-hour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What is asked for from an allowance: by which day, and anything else in words."""

    allowance: int
    wanted_by: date
    words: str = ""


def agree_time(number: str, *, visitor: Visitor, now: datetime) -> Visit:
    """Agree to the time that was offered; a time that was moved since is asked about anew."""
    visit = _asked(number, visitor)
    return _write(visit, "agree-time", visitor, now, fields={"confirmed_at": now})


def refuse_time(number: str, why: str, *, visitor: Visitor, now: datetime) -> Visit:
    """Refuse the time that was offered; the office is told and finds another one."""
    visit = _asked(number, visitor)
    said = read_written(why, "why", LONGEST_WHY)
    with transaction.atomic():
        _write(visit, "refuse-time", visitor, now, fields={"offered_at": None}, why=said)
        if visit.case is not None:
            body = f"{REFUSED.zh} / {REFUSED.en}: {visit.number}\n{said}"
            write_from_portal(visit.case.number, body, (), visitor=visitor, now=now)
        _tell(f"refused:{visit.number}:{visit.version}", visit, REFUSED, said, now)
    return visit


def sign_report(
    number: str, *, name: str, mark: str, visitor: Visitor, now: datetime
) -> VisitReport:
    """Sign the report of a visit by name, as it was shown; once. Conflict where it changed."""
    visit = visit_seen(visitor, number)
    report: VisitReport | None = getattr(visit, "report", None)
    signer = read_written(name, "name", LONGEST_NAME)
    if report is None or visit.state not in {VisitState.ON_SITE, VisitState.DONE}:
        raise Refused(does_not_apply("SC-5", NOTHING_TO_SIGN))
    if report.signed_at is not None:
        raise Refused(does_not_apply("SC-5", SIGNED))
    if mark != mark_of(visit, report):
        raise Conflict(CHANGED_SINCE)
    fields = {"signer": signer, "signature_sha256": mark, "signed_at": now}
    with transaction.atomic():
        rows = VisitReport.objects.filter(pk=report.pk, signed_at=None, version=report.version)
        if not rows.update(**fields, changed_at=now, version=report.version + 1):
            raise Conflict(CHANGED_SINCE)
        record(visit, action="sign", by=visitor.by, now=now, changes={"signer": (None, signer)})
        # The report that was issued without a signature is followed by one that names it.
        want_report(visit, now)
    report.refresh_from_db()
    return report


def ask_for_visit(booking: Booking, *, visitor: Visitor, now: datetime) -> Visit:
    """Ask for a visit from an allowance (D-23): it is proposed, and the coordinator sends somebody.

    One that is planned already refuses, and so does an allowance of which nothing is left.
    """
    allowance = allowance_seen(visitor, booking.allowance)
    today = in_shanghai(now).date()
    if not today <= booking.wanted_by < allowance.ends_on:
        allowed = _days(today, allowance.ends_on - DAY)
        raise InputProblems([Problem("wanted_by", booking.wanted_by.isoformat(), allowed)])
    left = allowance.tenths - allowance.drawn_tenths
    if left <= 0:
        raise Refused(does_not_apply("D-23", NOTHING_LEFT))
    kind = KIND_OF.get(allowance.code, VisitKind.ADDED_VALUE)
    is_training = kind is VisitKind.TRAINING
    words = " ".join(booking.words.split())
    summary = f"{allowance.name_zh} · {visitor.name}" + (f"：{words}" if words else "")
    wish = Wish(
        kind=kind,
        site=allowance.system.site,
        system=allowance.system,
        summary=summary[:LONGEST_SUMMARY],
        service=allowance.code if kind is VisitKind.ADDED_VALUE else "",
        tenths=HALF_DAY if is_training else min(left, MOST_TENTHS),
        wanted_by=booking.wanted_by,
        # An hour of training is counted in hours: it is drawn when it was given.
        allowance=None if is_training else allowance,
    )
    with transaction.atomic():
        _require_unplanned(allowance.system_id, kind, wish)
        visit = propose(wish, by=None, now=now, why=words[:LONGEST_WHY])
        record(visit, action="ask-visit", by=visitor.by, now=now, why=words[:LONGEST_WHY])
        _tell(f"asked:{visit.number}", visit, ASKED, summary, now)
    return visit


def _require_unplanned(system: int, kind: VisitKind, wish: Wish) -> None:
    """Raise Refused where such a visit waits or is booked already: nobody asks twice for one."""
    open_states = [VisitState.PROPOSED, VisitState.BOOKED]
    rows = Visit.objects.filter(system=system, kind=kind.value, state__in=open_states)
    if wish.allowance is not None:
        rows = rows.filter(allowance=wish.allowance)
    if rows.exists():
        raise Refused(does_not_apply("D-23", PLANNED))


def _asked(number: str, visitor: Visitor) -> Visit:
    visit = visit_seen(visitor, number)
    if visit.state != VisitState.BOOKED or visit.offered_at is None or visit.starts_at is None:
        raise Refused(does_not_apply("SC-4", NOT_ASKED))
    return visit


def _write(
    visit: Visit,
    action: str,
    visitor: Visitor,
    now: datetime,
    *,
    fields: dict[str, datetime | None],
    why: str = "",
) -> Visit:
    with transaction.atomic():
        take_step(visit, VisitStep.CHANGE, by=visitor.by, now=now, fields=fields)
        record(visit, action=action, by=visitor.by, now=now, why=why)
        no_more_asking(visit, now)
    return visit


def _tell(what: str, visit: Visit, said: Text, words: str, now: datetime) -> None:
    """Tell the coordinators what a customer wants of a visit."""
    rows = User.objects.filter(is_active=True, roles__role=Role.COORDINATOR).order_by("pk")
    label = f"{visit.number} {visit.site.name}"
    when = say_moment(in_shanghai(visit.starts_at)) if visit.starts_at else Text("", "")
    put_down(
        [
            Reminder(
                key=f"visit:{what}",
                recipient=Recipient.of(each),
                subject=Text(f"{said.zh}：{label}", f"{said.en}: {label}"),
                text=Text(f"{label} {when.zh}\n{words}", f"{label} {when.en}\n{words}"),
                due_at=now,
                path=f"/visits/{visit.number}/",
            )
            for each in rows
        ],
        now,
    )


def _days(first: date, last: date) -> Text:
    return Text(f"应为 {first} 至 {last} 的日期。", f"A day from {first} to {last} is expected.")


KIND_OF = {MAN_DAY: VisitKind.PREVENTIVE, TRAINING_HOUR: VisitKind.TRAINING}
REFUSED = Text("客户不同意上门时间", "The customer cannot have the visit then")
ASKED = Text("客户预约上门", "A customer asks for a visit")
NOT_ASKED = Text(
    "此次上门没有等待您确认的时间，可能已改期；请重新打开。",
    "No time of this visit waits for your word; it may have been moved, open it again.",
)
NOTHING_TO_SIGN = Text("报告尚未完成，暂不能签字。", "There is no report to sign yet.")
SIGNED = Text("报告已签字，签字有效。", "The report is signed; that signature stands.")
CHANGED_SINCE = Text(
    "报告在您查看后有改动，请重新查看再签字。",
    "The report was changed since you read it; read it again before you sign.",
)
NOTHING_LEFT = Text("此额度已用完。", "Nothing is left of this allowance.")
PLANNED = Text(
    "同样的上门已在安排中；如需改期请留言或致电热线。",
    "Such a visit is being planned already; write or call us to move it.",
)
