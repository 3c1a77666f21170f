"""Opening a case: what was reported, whose it is, what is covered, and by when somebody comes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.actions.clock_writing import Happened, add_event
from lumencare.desk.actions.deciding import decide_case, decide_line
from lumencare.desk.actions.steps import tell, write
from lumencare.desk.clocks import columns_of, reading_of
from lumencare.desk.finding import remember_case
from lumencare.desk.models import Case
from lumencare.desk.numbers import next_number
from lumencare.desk.reading import Report, read_report
from lumencare.domain.desk.clock import ClockEventKind
from lumencare.domain.desk.states import CaseState, CaseStep, require_step
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import check_on
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.sites.models import Site, System


@dataclass(frozen=True, slots=True)
class Opened:
    """The case, and whether it was there already under the key that was given."""

    case: Case
    is_new: bool


def open_case(report: Report, *, by: User | str, now: datetime) -> Opened:
    """Open a case with its clock and, where the system is known, its decision and promise.

    `by` is a person, or the name of what took it in, as a mailbox. A key that was given before
    returns the case that it opened. InputProblems names every field that is wrong.
    """
    if isinstance(by, User):
        require_right(by, Right.OPEN_CASES)
    return take_report(report, by=by, now=now)


def take_report(report: Report, *, by: User | str, now: datetime) -> Opened:
    """Open a case for whoever may report it; whoever calls has asked whether they may."""
    found = _by_key(report.key)
    if found is not None:
        return Opened(found, is_new=False)
    values = read_report(report, now)
    try:
        with transaction.atomic():
            return Opened(_open(values, by=by, now=now), is_new=True)
    except IntegrityError:
        # Somebody sent the same key at the same moment: theirs is the case.
        found = _by_key(report.key)
        if found is None:
            raise
        return Opened(found, is_new=False)


def _by_key(key: str) -> Case | None:
    return Case.objects.filter(key=key).first() if key else None


def _open(values: dict[str, object], *, by: User | str, now: datetime) -> Case:
    person = by if isinstance(by, User) else None
    case = Case(**values, opened_at=now, changed_at=now, created_by=person)
    _check_system(case.system, case.reported_at)
    case.number = next_number(in_shanghai(now).date())
    case.save(force_insert=True)
    record(case, action="open-case", by=by, now=now, changes={"summary": (None, case.summary)})
    reported = Happened(kind=ClockEventKind.REPORTED, at=case.reported_at)
    add_event(case, reported, by=by, now=now)
    if case.system is not None:
        pin_promise(case, by=by, now=now)
    remember_case(case)
    tell("case.opened", case, now)
    return case


def pin_promise(case: Case, *, by: User | str, now: datetime) -> None:
    """Decide the cover and pin what is promised, as the contracts of the report's day say (D-7).

    A response option bought later, or a contract that ended before, does not change it.
    """
    decision = decide_case(case, by=by, now=now)
    option = edition_by_code(decision.edition).response_by_code.get(decision.response)
    case.commitment, case.edition = decision.response, decision.edition
    pinned = Happened(
        kind=ClockEventKind.PINNED,
        at=case.reported_at if not case.clock_events.filter(kind="pinned").exists() else now,
        data={"commitment": decision.response, "edition": decision.edition},
    )
    event = add_event(case, pinned, by=by, now=now)
    columns = columns_of(reading_of(case))
    event.due_after = columns["due_at"]
    event.save(update_fields=["due_after"])
    promise = {
        "commitment": decision.response,
        "edition": decision.edition,
        "hours": option.hours if option else None,
        "business_days": option.business_days if option else None,
        "promised_because": [
            each for each in decision.because if each["rule"] in RULES_OF_RESPONSE
        ],
    }
    write(case, {**columns, **promise}, action="pin-promise", by=by, now=now)


def name_system(case: Case, system: System, *, by: User, now: datetime) -> Case:
    """Say whose case it is: cover and promise are decided as of its report, though known later.

    Another system than before makes a new decision and a new promise that follow the old ones.
    """
    require_right(by, Right.OPEN_CASES)
    require_step(CaseStep.CHANGE, CaseState(case.state))
    _check_system(system, case.reported_at)
    with transaction.atomic():
        fields = {"system": system, "site": system.site, "changed_at": now}
        write(case, fields, action="name-system", by=by, now=now)
        pin_promise(case, by=by, now=now)
        for line in case.part_lines.filter(removed_at=None).order_by("position"):
            decide_line(case, line, by=by, now=now)
        remember_case(case)
    return case


def name_site(case: Case, site: Site, *, by: User, now: datetime) -> Case:
    """Say at which site it is while the system there is not known yet."""
    require_right(by, Right.OPEN_CASES)
    require_step(CaseStep.CHANGE, CaseState(case.state))
    if case.system is not None and case.system.site_id != site.pk:
        raise InputProblems([Problem("site", site.name, OTHER_SITE)])
    write(case, {"site": site, "changed_at": now}, action="name-site", by=by, now=now)
    remember_case(case)
    return case


def _check_system(system: System | None, reported_at: datetime) -> None:
    if system is None:
        return
    on = in_shanghai(reported_at).date()
    problems = check_on(system.order_date, on, "reported_at")
    if problems:
        raise InputProblems(problems)


RULES_OF_RESPONSE = {"D-7", "SC-4", "TS-4", "RO-1", "RO-2", "RO-3", "RO-4", "D-21", "X-1"}
OTHER_SITE = Text("系统不在此项目地点。", "The system is at another site.")
