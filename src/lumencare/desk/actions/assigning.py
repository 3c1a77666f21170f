"""Who takes care of a case in the office, and how its facts are put right."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.actions.steps import take_step
from lumencare.desk.finding import remember_case
from lumencare.desk.models import Case
from lumencare.desk.reading import READERS
from lumencare.domain.desk.states import CaseStep
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sites.phones import phone_tail
from lumencare.store import typed as read

NOT_OF_THE_DESK = Text(
    "应为可以处理服务请求的在职人员。", "Somebody who may work on cases is expected."
)


def assign(case: Case, person: User | None, *, by: User, now: datetime) -> Case:
    """Give a case to somebody of the desk, or to nobody."""
    require_right(by, Right.WORK_CASES)
    if person is not None and not may(person, Right.WORK_CASES):
        raise InputProblems([Problem("assignee", person.name, NOT_OF_THE_DESK)])
    return take_step(case, CaseStep.CHANGE, by=by, now=now, fields={"assignee": person})


def change_case(case: Case, typed: read.Typed, *, by: User, now: datetime) -> Case:
    """Put right what was taken down: summary, reporter, description, urgency; nothing promised."""
    require_right(by, Right.WORK_CASES)
    values = read.read_all(typed, READERS | {"urgent": read.yes_or_no}, given_only=True)
    if "reporter_phone" in values:
        values["phone_tail"] = phone_tail(values["reporter_phone"])
    changed = {name: value for name, value in values.items() if getattr(case, name) != value}
    if changed:
        take_step(case, CaseStep.CHANGE, by=by, now=now, fields=changed)
        remember_case(case)
    return case


def note_call(case: Case, *, by: User, now: datetime) -> None:
    """Write down that the customer called again."""
    require_right(by, Right.WORK_CASES)
    record(case, action="called-again", by=by, now=now)
