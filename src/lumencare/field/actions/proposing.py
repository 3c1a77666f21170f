"""Visits that should take place: proposed for a case, an allowance or a wish; and called off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row
from lumencare.contracts.models import Allowance
from lumencare.desk.models import Case
from lumencare.domain.desk.states import LIVE
from lumencare.domain.dispatch.states import VisitKind, VisitState, VisitStep
from lumencare.domain.edition_rows import ManDay
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.actions.steps import take_step
from lumencare.field.models import Visit
from lumencare.field.models.visits import MOST_TENTHS
from lumencare.field.numbers import next_number
from lumencare.pricebook.queries import edition_in_force
from lumencare.sales.written import read_written
from lumencare.sites.models import Site, System

LONGEST_SUMMARY = 200
LONGEST_WHY = 500
REMOTE = "remote"
# Half a man-day is the least that is sold, and what a repair is planned with (0032).
HALF_DAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a visit is for; `tenths` of a man-day, at most one man-day: more are more visits.

    `service` is a code of AV-1. `case` is what it repairs, `allowance` what it draws from,
    `sold_by` the number of the proposal that sold it: it costs nothing besides.
    """

    kind: VisitKind
    site: Site
    summary: str
    system: System | None = None
    service: str = ""
    remote: bool = False
    tenths: int = HALF_DAY
    wanted_by: date | None = None
    allowance: Allowance | None = None
    case: Case | None = None
    sold_by: str = ""


def propose(wish: Wish, *, by: User | None, now: datetime, why: str = "") -> Visit:
    """Put down a visit that should take place; `by` is None where the nightly work proposes."""
    if by is not None:
        require_right(by, Right.KEEP_VISITS)
    summary = read_written(wish.summary, "summary", LONGEST_SUMMARY)
    today = in_shanghai(now).date()
    _require_sound(wish, today)
    with transaction.atomic():
        visit = Visit(
            number=next_number(today),
            kind=wish.kind.value,
            service=wish.service,
            case=wish.case,
            site=wish.site,
            system=wish.system,
            summary=summary,
            remote=wish.remote or _is_remote(wish, today),
            tenths=wish.tenths,
            wanted_by=wish.wanted_by,
            allowance=wish.allowance,
            sold_by=wish.sold_by,
            sequence=_next_in_line(wish.allowance),
            author=by,
            created_at=now,
            changed_at=now,
        )
        add_row(visit, by=by, now=now, why=why)
    return visit


def cancel(visit: Visit, *, why: str, by: User, now: datetime) -> Visit:
    """Call a visit off; its time and its allowance are free again."""
    require_right(by, Right.KEEP_VISITS)
    reason = read_written(why, "why", LONGEST_WHY)
    fields = {"ended_why": reason}
    return take_step(visit, VisitStep.CANCEL, by=by, now=now, why=reason, fields=fields)


def change(visit: Visit, changes: Mapping[str, object], *, by: User, now: datetime) -> Visit:
    """Change what a visit is about, before anybody has set out."""
    require_right(by, Right.KEEP_VISITS)
    unknown = set(changes) - {"summary", "wanted_by"}
    if unknown:
        raise InputProblems([Problem(each, "", CHANGEABLE) for each in sorted(unknown)])
    fields = dict(changes)
    if "summary" in fields:
        fields["summary"] = read_written(str(fields["summary"]), "summary", LONGEST_SUMMARY)
    return take_step(visit, VisitStep.CHANGE, by=by, now=now, fields=fields)


def _require_sound(wish: Wish, today: date) -> None:
    problems = []
    if not 1 <= wish.tenths <= MOST_TENTHS:
        problems.append(Problem("tenths", str(wish.tenths), ONE_DAY))
    if wish.system is not None and wish.system.site_id != wish.site.pk:
        problems.append(Problem("system", wish.system.ref, OF_THE_SITE))
    services = _services(today)
    if wish.kind is VisitKind.ADDED_VALUE and wish.service not in services:
        codes = ", ".join(services)
        problems.append(
            Problem("service", wish.service, Text(f"可用：{codes}。", f"Allowed: {codes}."))
        )
    if problems:
        raise InputProblems(problems)
    if wish.case is not None and wish.case.state not in LIVE:
        raise Refused(does_not_apply("D-7", CASE_OVER, case=wish.case.number))
    allowance = wish.allowance
    if allowance is not None and allowance.contract.site_id != wish.site.pk:
        raise Refused(does_not_apply("SC-5", ANOTHER_SITE))
    if wish.kind is VisitKind.PREVENTIVE and allowance is not None:
        _require_left(allowance, wish.tenths)


def _require_left(allowance: Allowance, tenths: int) -> None:
    """Raise Refused where visits that are planned or done take all of the allowance (SC-5)."""
    waiting = Visit.objects.filter(allowance=allowance, drawn=None).exclude(
        state__in=[VisitState.MISSED, VisitState.CANCELLED]
    )
    planned = sum(waiting.values_list("tenths", flat=True))
    if planned + allowance.drawn_tenths + tenths > allowance.tenths:
        raise Refused(does_not_apply("SC-5", ALL_PLANNED))


def _next_in_line(allowance: Allowance | None) -> int:
    if allowance is None:
        return 1
    last: int = (
        Visit.objects.filter(allowance=allowance).aggregate(last=Max("sequence"))["last"] or 0
    )
    return last + 1


def _is_remote(wish: Wish, today: date) -> bool:
    service = _services(today).get(wish.service)
    return service is not None and service.where == REMOTE


def _services(today: date) -> dict[str, ManDay]:
    return {each.code: each for each in edition_in_force(today).services}


ONE_DAY = Text(
    "应为 0.1 至 1 人天；更多人天请分为几次上门。",
    "From 0.1 to 1 man-day is expected; more man-days are more visits.",
)
OF_THE_SITE = Text("应为该项目地点的系统。", "A system of this site is expected.")
CASE_OVER = Text("该服务请求已结束，请先重新打开。", "This case is over; open it again first.")
ANOTHER_SITE = Text(
    "该额度属于另一个项目地点的合同。", "This allowance belongs to a contract of another site."
)
ALL_PLANNED = Text(
    "本合同年度的巡检人天已全部安排或使用。",
    "The preventive man-day of this contract year is planned or used already.",
)
CHANGEABLE = Text("可修改：摘要、期望完成日。", "The summary and the wished day can be changed.")
