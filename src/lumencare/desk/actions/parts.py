"""Part lines of a case: each with a decision of its own, taken away with a trace."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.actions.deciding import decide_line, known_system
from lumencare.desk.actions.steps import lock_case, take_step
from lumencare.desk.models import Case, PartLine
from lumencare.domain.desk.states import CaseState, CaseStep, require_step
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sales.written import read_written
from lumencare.sites.facts import listed_price
from lumencare.store import typed as read

MOST_LINES = 60
MOST_UNITS = 10_000
TOO_MANY = Text(f"最多 {MOST_LINES} 行。", f"At most {MOST_LINES} lines are expected.")


def _quantity(text: str) -> int:
    """Read how many, to the thousandth."""
    try:
        found = Decimal(text.strip() or "1")
    except ArithmeticError:
        found = Decimal(0)
    if not found.is_finite() or not 0 < found <= MOST_UNITS or found != round(found, 3):
        allowed = Text(
            f"应大于 0，不超过 {MOST_UNITS:,}，最多三位小数。",
            f"More than 0 and at most {MOST_UNITS:,} is expected, with three decimals at most.",
        )
        raise read.Wrong(allowed)
    return int(found * 1000)


READERS: dict[str, read.Reader] = {
    "part_number": read.line(200, needed=True),
    "description": read.line(200),
    "serial": read.line(80),
    "quantity": _quantity,
    "price": read.if_any(read.amount),
}


def add_part(case: Case, typed: read.Typed, *, by: User, now: datetime) -> PartLine:
    """Add a part line and decide it; a price that is not given is taken from the hardware list."""
    require_right(by, Right.WORK_CASES)
    values = read.read_all(typed, READERS)
    system = known_system(case)
    with transaction.atomic():
        current = lock_case(case.pk)
        require_step(CaseStep.CHANGE, CaseState(current.state))
        lines = current.part_lines.aggregate(last=Max("position"))["last"] or 0
        if lines >= MOST_LINES:
            raise InputProblems([Problem("part_number", values["part_number"], TOO_MANY)])
        given = values["price"]
        line = PartLine.objects.create(
            case=case,
            position=lines + 1,
            part_number=values["part_number"],
            description=values["description"],
            serial=values["serial"],
            quantity_milli=values["quantity"],
            unit_fen=listed_price(system, values["part_number"]) if given is None else given.fen,
        )
        decide_line(case, line, by=by, now=now)
        record(case, action="add-part", by=by, now=now, changes={"part": (None, str(line))})
    return line


def remove_part(line: PartLine, *, why: str, by: User, now: datetime) -> None:
    """Take a part line away; it and its decisions stay in the record."""
    require_right(by, Right.WORK_CASES)
    reason = read_written(why, "why", 500)
    case = Case.objects.get(pk=line.case_id)
    with transaction.atomic():
        take_step(case, CaseStep.CHANGE, by=by, now=now, why=reason)
        PartLine.objects.filter(pk=line.pk, removed_at=None).update(removed_at=now)
