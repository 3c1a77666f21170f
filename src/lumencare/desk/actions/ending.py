"""The end of a case: solved with words, opened again where it was not, closed for good."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.actions.clock_writing import Happened, write_event
from lumencare.desk.actions.steps import take_step
from lumencare.desk.models import Case
from lumencare.domain.desk.clock import ClockEventKind
from lumencare.domain.desk.flags import REOPENED_WITHIN
from lumencare.domain.desk.states import CaseStep
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written

LONGEST_WHY = 500
# How a case can end. The first three are work of ours and meet the promise; the last is none.
WAYS = ("phone", "remote", "on-site", "withdrawn")
TOO_LATE = Text(
    "解决已超过 30 天，请新建服务请求。",
    "It was resolved more than 30 days ago; open a new case.",
)


def resolve(case: Case, *, resolution: str, how: str, by: User, now: datetime) -> Case:
    """Write down how a case was solved, or that the customer withdrew it.

    Where nobody had written down that work started, it did so now at the latest; a case that was
    withdrawn stops its clock without meeting it.
    """
    require_right(by, Right.WORK_CASES)
    words = read_written(resolution, "resolution")
    if how not in WAYS:
        allowed = Text(f"可填：{'、'.join(WAYS)}。", f"Allowed: {', '.join(WAYS)}.")
        raise InputProblems([Problem("how", how, allowed)])
    fields = {"resolution": words, "resolved_at": now}
    with transaction.atomic():
        if case.started_at is None:
            withdrawn = how == "withdrawn"
            kind = ClockEventKind.STOPPED if withdrawn else ClockEventKind.STARTED
            happened = Happened(kind=kind, at=now, data={"how": how})
            write_event(case, happened, by=by, now=now, step=CaseStep.RESOLVE, fields=fields)
        else:
            take_step(case, CaseStep.RESOLVE, by=by, now=now, fields=fields)
    return case


def reopen(case: Case, *, why: str, by: User | str, now: datetime) -> Case:
    """Open a resolved case again: its clock counts anew from now, for the promise it has.

    Cover and promise stay those of the report; what the first run of the clock did stays in its
    events (decision 0029). Refused where it was resolved too long ago.
    """
    if isinstance(by, User):
        require_right(by, Right.WORK_CASES)
    reason = read_written(why, "why", LONGEST_WHY)
    if case.resolved_at is not None and now - case.resolved_at > REOPENED_WITHIN:
        raise Refused(does_not_apply("D-7", TOO_LATE, resolved_at=case.resolved_at))
    fields = {"resolved_at": None, "escalated_at": None, "warned_at": None}
    opened = Happened(
        kind=ClockEventKind.REOPENED,
        at=now,
        reason=reason[:200],
        data={"met_in_time": case.met_in_time},
    )
    write_event(case, opened, by=by, now=now, step=CaseStep.REOPEN, fields=fields)
    return case


def close(case: Case, *, by: User | str, now: datetime) -> Case:
    """Close a resolved case for good; the same fault later is a new case."""
    if isinstance(by, User):
        require_right(by, Right.KEEP_CASES)
    return take_step(case, CaseStep.CLOSE, by=by, now=now)
