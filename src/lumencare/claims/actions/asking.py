"""Asking for a replacement part: what failed, where, since when; decided in the same breath."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row
from lumencare.claims.actions.deciding import decide
from lumencare.claims.actions.reading import READERS
from lumencare.claims.actions.steps import tell
from lumencare.claims.catalogue import find_part, supplied_for
from lumencare.claims.models import Claim
from lumencare.claims.numbers import next_number
from lumencare.claims.whereabouts import against_faulty, claim_of_serial
from lumencare.desk.actions.deciding import known_system
from lumencare.desk.facts import report_day
from lumencare.desk.models import Case, PartLine
from lumencare.domain.claims.states import ClaimState
from lumencare.domain.desk.states import CaseState
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sites.models import System
from lumencare.store import typed as read

FITTED_AND_OVER = (ClaimState.FITTED.value, ClaimState.CLOSED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: the fields as typed, the part line it began with, the visit that found it.

    `found_on` and `found_at` are the day and number of a preventive visit, from its own record.
    `key` makes what is sent twice one claim.
    """

    typed: read.Typed = field(default_factory=dict)
    line: PartLine | None = None
    found_on: date | None = None
    found_at: str = ""
    key: str = ""


def ask(case: Case, asked: Asked, *, by: User, now: datetime) -> Claim:
    """Open a claim for a part of a case and decide it; a key that was used gives its claim.

    InputProblems where a serial is elsewhere, says where; Conflict where it is claimed already.
    """
    require_right(by, Right.ASK_CLAIMS)
    system = known_system(case)
    there = Claim.objects.filter(key=asked.key).first() if asked.key else None
    if there is not None:
        return there
    _require_open(case)
    values = read.read_all(_typed(asked), READERS)
    _check(values, asked, case, system)
    row = _row(values, asked, case, system)
    row.created_by, row.created_at = by, now
    try:
        with transaction.atomic():
            row.number = next_number(in_shanghai(now).date())
            add_row(row, by=by, now=now)
            tell("claim.asked", row, now)
            return decide(row, by=by, now=now)
    except IntegrityError as error:
        # Somebody asked for the same serial, or sent the same, at this very moment.
        raise Conflict(ASKED_AT_ONCE) from error


def _typed(asked: Asked) -> Mapping[str, Any]:
    """Return the fields as typed; what is left empty is that of the part line."""
    line = asked.line
    if line is None:
        return asked.typed
    begins = {
        "part_number": line.part_number,
        "serial": line.serial,
        "quantity": str(max(line.quantity_milli // 1000, 1)),
    }
    given = {name: value for name, value in asked.typed.items() if value not in (None, "")}
    return {**begins, **given}


def _require_open(case: Case) -> None:
    if case.state in {CaseState.CLOSED, CaseState.MERGED}:
        raise Refused(does_not_apply("X-7", CASE_OVER, state=case.state))


def _check(values: dict[str, Any], asked: Asked, case: Case, system: System) -> None:
    problems = [*_wrong_days(values, asked, case, system), *_wrong_serial(values, system)]
    if problems:
        raise InputProblems(problems)
    there = claim_of_serial(values["serial"], system)
    if there is not None:
        text = Text(
            f"此序列号已有申请 {there.number}，请在那里处理。",
            f"There is claim {there.number} for this unit already; go on there.",
        )
        raise Conflict(text)


def _wrong_days(values: dict[str, Any], asked: Asked, case: Case, system: System) -> list[Problem]:
    reported, ordered = report_day(case.reported_at), system.order_date
    allowed = Text(
        f"应在订单之日 {ordered} 至报修日 {reported} 之间。",
        f"A day between the order, {ordered}, and the report, {reported}, is expected.",
    )
    problems = []
    failed, found = values["failed_on"], asked.found_on
    if failed is not None and not ordered <= failed <= reported:
        problems.append(Problem("failed_on", str(failed), allowed))
    if found is not None and found < ordered:
        problems.append(Problem("found_on", str(found), allowed))
    return problems


def _wrong_serial(values: dict[str, Any], system: System) -> list[Problem]:
    serial, quantity = values["serial"], values["quantity"]
    if serial and quantity > 1:
        return [Problem("quantity", str(quantity), ONE_OF_A_SERIAL)]
    against = against_faulty(serial, values["part_number"], system)
    return [Problem("serial", serial, against)] if against else []


def _row(values: dict[str, Any], asked: Asked, case: Case, system: System) -> Claim:
    part = find_part(values["part_number"])
    return Claim(
        case=case,
        line=asked.line,
        system=system,
        place=values["place"],
        quantity=values["quantity"],
        faulty_number=values["part_number"],
        faulty_serial=values["serial"],
        damage=values["damage"] or "",
        note=values["note"],
        reported_on=report_day(case.reported_at),
        failed_on=values["failed_on"],
        failed_proof=values["failed_proof"],
        found_on=asked.found_on,
        found_at=asked.found_at,
        part=part,
        supplied=supplied_for(part) if part else None,
        follows=_earlier(system, values["serial"], values["place"]),
        key=asked.key or None,
    )


def _earlier(system: System, serial: str, place: str) -> Claim | None:
    """Return the claim that last put a part where this one failed: by serial, else by place."""
    rows = Claim.objects.filter(system=system, state__in=FITTED_AND_OVER)
    newest = rows.order_by("-fitted_on", "-pk")
    by_serial = newest.filter(supplied_serial=serial).first() if serial else None
    if by_serial is not None or not place:
        return by_serial
    return newest.filter(place__iexact=place).first()


CASE_OVER = Text(
    "服务请求已关闭或已合并，不能再为其申请更换件。",
    "The case is closed or merged, so no part is claimed for it any more.",
)
ONE_OF_A_SERIAL = Text(
    "填写序列号时只能申请 1 件。", "With a serial number one part is claimed at a time."
)
ASKED_AT_ONCE = Text(
    "同一部件刚刚已有人申请，请重新载入。",
    "Somebody asked for the same part at this moment; load it again.",
)
