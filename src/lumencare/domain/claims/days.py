"""Which day decides what a replaced part gets: failure, a preventive visit, or the report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies, does_not_apply

# Assumed, decision 0033: a failure that was kept to oneself for longer does not raise the percent.
REPORTED_WITHIN = timedelta(days=60)


class CountingBasis(StrEnum):
    """What the day that counts is the day of."""

    FAILURE = "failure"
    VISIT = "visit"
    REPORT = "report"


BASIS_NAMES = {
    CountingBasis.FAILURE: Text("故障发生日", "day of the failure"),
    CountingBasis.VISIT: Text("巡检发现日", "day of the preventive visit"),
    CountingBasis.REPORT: Text("报修日", "day of the report"),
}


@dataclass(frozen=True, slots=True)
class FaultDays:
    """What is known of when a part failed; `proof` says what shows it, `visit` where it was found.

    The day on which the part is replaced is no part of this: it never counts.
    """

    reported: date
    failed: date | None = None
    proof: str = ""
    found: date | None = None
    visit: str = ""


@dataclass(frozen=True, slots=True)
class CountingDay:
    """The day that decides, and of what it is; `besides` is another one that must give as much.

    That is a failure which was proven and yet kept to oneself for long: waiting for a plan to be
    bought does not raise the percent (D-16), nor does waiting raise it otherwise.
    """

    on: date
    basis: CountingBasis
    besides: date | None
    because: tuple[Reason, ...]


def counting_day(days: FaultDays) -> CountingDay:
    """Return the day that counts: what is proven of the failure, else the report (0033)."""
    proven = _proven(days)
    basis, on = next(
        (basis, day) for basis, read in _READERS if (day := read(days, proven)) is not None
    )
    besides = proven if basis is not CountingBasis.FAILURE else None
    because = [_SAID[basis](days, on)]
    if days.failed is not None and basis is not CountingBasis.FAILURE:
        because.append(_set_aside(days, proven))
    return CountingDay(on, basis, besides, tuple(because))


def _proven(days: FaultDays) -> date | None:
    """Return the day of the failure where something shows it and it is not after the report."""
    if days.failed is None or not days.proof.strip() or days.failed > days.reported:
        return None
    return days.failed


def _failure(days: FaultDays, proven: date | None) -> date | None:
    return proven if proven and days.reported - proven <= REPORTED_WITHIN else None


def _visit(days: FaultDays, _proven: date | None) -> date | None:
    found = days.found
    return found if found and days.visit and found <= days.reported else None


def _report(days: FaultDays, _proven: date | None) -> date | None:
    return days.reported


_READERS: tuple[tuple[CountingBasis, Callable[[FaultDays, date | None], date | None]], ...] = (
    (CountingBasis.FAILURE, _failure),
    (CountingBasis.VISIT, _visit),
    (CountingBasis.REPORT, _report),
)


def _say_failure(days: FaultDays, on: date) -> Reason:
    text = Text(
        f"以故障发生日 {on} 为准（{days.proof}）；何时更换不影响减免比例。",
        f"The day of the failure, {say_english_day(on)}, counts ({days.proof}); the day of the "
        "replacement changes nothing.",
    )
    return applies("D-16", text, on=on, basis=CountingBasis.FAILURE.value)


def _say_visit(days: FaultDays, on: date) -> Reason:
    text = Text(
        f"故障在巡检 {days.visit} 中发现，以该日 {on} 为准；何时更换不影响减免比例。",
        f"The fault was found at the preventive visit {days.visit}, so that day counts, "
        f"{say_english_day(on)}; the day of the replacement changes nothing.",
    )
    return applies("D-16", text, on=on, basis=CountingBasis.VISIT.value)


def _say_report(_days: FaultDays, on: date) -> Reason:
    text = Text(
        f"以报修日 {on} 为准；何时更换不影响减免比例。",
        f"The day of the report, {say_english_day(on)}, counts; the day of the replacement "
        "changes nothing.",
    )
    return applies("D-16", text, on=on, basis=CountingBasis.REPORT.value)


def _set_aside(days: FaultDays, proven: date | None) -> Reason:
    """Say why the day of the failure does not count though one was stated."""
    if proven is None:
        return does_not_apply("D-16", _UNPROVEN, failed=days.failed)
    longest = REPORTED_WITHIN.days
    text = Text(
        f"故障发生在报修前超过 {longest} 天：取故障日与该日减免比例中较低者。",
        f"The failure lies more than {longest} days before the report: of the two days the lower "
        "percent counts.",
    )
    return does_not_apply("D-16", text, failed=days.failed)


_UNPROVEN = Text(
    "所述故障日没有依据或晚于报修，不以其为准。",
    "The day of failure that was stated is not shown by anything or lies after the report, so it "
    "does not count.",
)
_SAID: dict[CountingBasis, Callable[[FaultDays, date], Reason]] = {
    CountingBasis.FAILURE: _say_failure,
    CountingBasis.VISIT: _say_visit,
    CountingBasis.REPORT: _say_report,
}
