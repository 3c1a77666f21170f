"""The new part goes in: what is installed changes, and the old part is asked for."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.actions.reading import serial
from lumencare.claims.actions.steps import held, take, take_return
from lumencare.claims.actions.supplying import supplied_part
from lumencare.claims.models import Claim
from lumencare.claims.whereabouts import against_new
from lumencare.domain.claims.states import (
    ClaimState,
    ClaimStep,
    ReturnState,
    ReturnStep,
    target_of,
)
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.entries import remember_system
from lumencare.sites.fitted import PartInPlace, cover_of_part
from lumencare.sites.models import FittedPart
from lumencare.stock import units
from lumencare.store import typed as read

# Assumed, decision 0033.
RETURN_WITHIN = timedelta(days=14)
LONGEST_VISIT = 20


def fit(claim: Claim, typed: read.Typed, *, by: User, now: datetime) -> Claim:
    """Write down that the new part is in: it inherits the old one's place on the hardware list.

    The old part is asked for where anything was taken off. InputProblems where the serial is not
    the one that was issued, or is somewhere else; says where.
    """
    require_right(by, Right.ASK_CLAIMS)
    target_of(ClaimStep.FIT, ClaimState(claim.state))
    values = read.read_all(typed, READERS)
    fitted_on = values["fitted_on"] or in_shanghai(now).date()
    unit = values["serial"] or claim.supplied_serial
    _check(claim, unit, fitted_on, now)
    try:
        with held(claim):
            row = _put_in(claim, unit, fitted_on)
            changes: dict[str, Any] = {
                "supplied_serial": unit,
                "fitted_on": fitted_on,
                "fitted": row,
                "visit": values["visit"],
            }
            take(claim, ClaimStep.FIT, changes, by=by, now=now)
            _tell_stock(claim, unit, by=by, now=now)
            if claim.percent and claim.returned == ReturnState.NONE:
                due = {"return_due_on": fitted_on + RETURN_WITHIN}
                take_return(claim, ReturnStep.ASK, due, by=by, now=now)
            remember_system(claim.system)
    except IntegrityError as error:
        raise Conflict(SAME_SERIAL) from error
    return claim


def _tell_stock(claim: Claim, unit: str, *, by: User, now: datetime) -> None:
    """Let the stock know which unit went in, and that the old one came off."""
    if unit:
        units.install(supplied_part(claim), unit, claim.number, by, now)
    if claim.part is not None and claim.faulty_serial:
        units.take_off(claim.part, claim.faulty_serial, claim.number, by, now)


def _check(claim: Claim, unit: str, fitted_on: date, now: datetime) -> None:
    problems = []
    first, last = claim.issued_on or fitted_on, in_shanghai(now).date()
    if not first <= fitted_on <= last:
        text = Text(f"应在 {first} 至 {last} 之间。", f"Between {first} and {last}.")
        problems.append(Problem("fitted_on", str(fitted_on), text))
    if unit and claim.quantity > 1:
        problems.append(Problem("serial", unit, ONE_ONLY))
    elif unit:
        problems += _wrong_unit(claim, unit)
    if problems:
        raise InputProblems(problems)


def _wrong_unit(claim: Claim, unit: str) -> list[Problem]:
    part = supplied_part(claim)
    if part.serialised and claim.supplied_serial and unit != claim.supplied_serial:
        issued = claim.supplied_serial
        text = Text(f"为此申请出库的是 {issued}。", f"What was issued for this claim is {issued}.")
        return [Problem("serial", unit, text)]
    if unit == claim.faulty_serial:
        return [Problem("serial", unit, OLD_ONE)]
    against = against_new(unit, part.number, claim.number)
    return [Problem("serial", unit, against)] if against else []


def _put_in(claim: Claim, unit: str, fitted_on: date) -> FittedPart:
    """Keep the new part where the old one stood; what was fitted there before is out."""
    part, before = supplied_part(claim), _before(claim)
    old = PartInPlace(claim.faulty_number, claim.faulty_serial, claim.place)
    on_list = cover_of_part(claim.system, old).on_list
    if before is not None:
        gone = max(fitted_on, before.fitted_on)
        FittedPart.objects.filter(pk=before.pk, removed_on=None).update(removed_on=gone)
    return FittedPart.objects.create(
        system=claim.system,
        place=claim.place,
        part_number=part.number,
        key=part.key,
        serial=unit,
        quantity=claim.quantity,
        on_list=on_list,
        listed_as=before.listed_as if before else claim.faulty_number,
        replaces_serial=claim.faulty_serial,
        follows=before,
        fitted_on=fitted_on,
        source=claim.number,
    )


def _before(claim: Claim) -> FittedPart | None:
    """Return what was fitted where the old part was, where that was a replacement itself."""
    rows = claim.system.fitted_parts.filter(removed_on=None)
    if claim.faulty_serial:
        found = rows.filter(serial=claim.faulty_serial).first()
        if found is not None:
            return found
    earlier = claim.follows.fitted if claim.follows else None
    return earlier if earlier is not None and earlier.removed_on is None else None


READERS: dict[str, read.Reader] = {
    "serial": serial,
    "fitted_on": read.if_any(read.day),
    "visit": read.line(LONGEST_VISIT),
}
ONE_ONLY = Text("多件申请不能填写序列号。", "A claim for several parts has no serial number.")
OLD_ONE = Text(
    "这是拆下的旧件的序列号。", "This is the serial number of the old part that comes out."
)
SAME_SERIAL = Text(
    "此序列号刚刚已登记在另一处，请核对。",
    "This serial number was recorded elsewhere at this moment; check it.",
)
