"""What a fault came from: found later than the report, and decided anew from there (SC-10)."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.actions.charging import withdraw_uncaused
from lumencare.desk.actions.deciding import LONGEST_WHY, decide_case, decide_line
from lumencare.desk.actions.steps import write
from lumencare.desk.models import Case, Decision, FaultCause
from lumencare.domain.desk.states import CaseState, CaseStep, require_step
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sales.written import read_written


def find_cause(case: Case, cause: str, *, why: str, by: User, now: datetime) -> Decision | None:
    """Write down what a fault came from: a new decision follows the old one and names it.

    Nothing is charged by it; what a visit was to cost is taken back where it costs nothing now.
    Returns None while the system is unknown.
    """
    require_right(by, Right.WORK_CASES)
    reason = read_written(why, "why", LONGEST_WHY)
    found = _read_cause(cause)
    require_step(CaseStep.CHANGE, CaseState(case.state))
    with transaction.atomic():
        write(
            case,
            {"cause": found, "changed_at": now},
            action="find-cause",
            by=by,
            now=now,
            why=reason,
        )
        if case.system is None:
            return None
        decision = decide_case(case, by=by, now=now, why=reason)
        for line in case.part_lines.filter(removed_at=None).order_by("position"):
            decide_line(case, line, by=by, now=now, why=reason)
        withdraw_uncaused(case, why=reason, by=by, now=now)
    return decision


def _read_cause(cause: str) -> str:
    if cause not in FaultCause.values:
        codes = FaultCause.values
        allowed = Text(f"可填：{'、'.join(codes)}。", f"Allowed: {', '.join(codes)}.")
        raise InputProblems([Problem("cause", cause, allowed)])
    return cause
