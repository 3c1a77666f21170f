"""The desk's report: promises kept, faults fixed at the first visit, man-days, charges."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.desk.models import Case, CaseBill, Goodwill
from lumencare.desk.queries import visible_cases
from lumencare.desk.queries.past_runs import past_promises
from lumencare.desk.queries.ratings import sum_ratings
from lumencare.domain.desk.clock import ClockEventKind, ClockState
from lumencare.domain.desk.reporting import OnTime, Outcome, on_time
from lumencare.domain.desk.states import CaseState
from lumencare.domain.money import Money, total
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.field.models import Visit

MIDNIGHT = datetime.min.time()
LONGEST_SPAN = 60
YEARS = range(1990, 2101)
ENDED = [CaseState.RESOLVED.value, CaseState.CLOSED.value]
COUNTING_BILLS = ["due", "paid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilters:
    """Which cases are counted: reported in months from the first through the last."""

    first: date
    last: date
    contract: str = ""
    commitment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractEffort:
    """What went into a contract; its number is empty for cases under none.

    Amounts are None for who sees no money.
    """

    contract: str
    cases: int
    tenths: int
    charged: Money | None
    waived: Money | None

    @property
    def man_days(self) -> str:
        """Man-days in tenths, as people write them."""
        return f"{self.tenths // 10}.{self.tenths % 10}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskReport:
    """The figures of a span of months.

    `visited` are cases that ended after at least one visit, `first_time` those that needed one
    and were not opened again, `repeats` the visits beyond the first; `stars` is the average of
    what the `rated` ones were given, one decimal.
    """

    months: tuple[date, ...]
    cases: int
    on_time: tuple[OnTime, ...]
    visited: int
    first_time: int
    repeats: int
    rated: int
    stars: str | None
    efforts: tuple[ContractEffort, ...]
    charged: Money | None
    waived: Money | None


def desk_report(user: User, filters: ReportFilters, now: datetime) -> DeskReport:
    """Return what became of the cases reported in some months."""
    rows = list(_cases(user, filters).values(*COLUMNS))
    visits = _visits([each["pk"] for each in rows])
    ratings = sum_ratings(each["pk"] for each in rows)
    sees = may(user, Right.SEE_MONEY)
    efforts = _efforts(rows, visits, _planned(filters), sees_money=sees)
    ended = [each for each in rows if each["state"] in ENDED and each["pk"] in visits]
    first_time = [each for each in ended if visits[each["pk"]][0] == 1 and not each["reopened"]]
    charged = [each.charged for each in efforts if each.charged is not None]
    waived = [each.waived for each in efforts if each.waived is not None]
    return DeskReport(
        months=months_of(filters.first, filters.last),
        cases=len(rows),
        on_time=on_time(_outcomes(rows, now)),
        visited=len(ended),
        first_time=len(first_time),
        rated=ratings.rated,
        stars=None if ratings.average is None else str(ratings.average),
        repeats=sum(visits[each["pk"]][0] - 1 for each in ended),
        efforts=efforts,
        charged=total(charged) if sees else None,
        waived=total(waived) if sees else None,
    )


COLUMNS = (
    "pk", "state", "clock", "commitment", "reported_at", "due_at", "met_in_time", "reopened",
    "contracts",
)  # fmt: skip


def _cases(user: User, filters: ReportFilters) -> QuerySet[Case]:
    first, after = at(filters.first, MIDNIGHT), at(next_month(filters.last), MIDNIGHT)
    rows = visible_cases(user).filter(reported_at__gte=first, reported_at__lt=after)
    rows = rows.exclude(state=CaseState.MERGED.value).annotate(
        contracts=F("decision__facts__contracts"),
        reopened=Count("clock_events", filter=Q(clock_events__kind=ClockEventKind.REOPENED.value)),
    )
    if filters.commitment:
        rows = rows.filter(commitment=filters.commitment)
    if filters.contract:
        known = rows.values_list("pk", "contracts")
        keys = [pk for pk, contracts in known if filters.contract in (contracts or [])]
        rows = rows.filter(pk__in=keys)
    return rows.order_by("pk")


def _outcomes(rows: Sequence[dict[str, Any]], now: datetime) -> Iterator[Outcome]:
    """Yield what became of each promise; a case that was opened again made one with each clock."""
    yield from (each for row in rows if (each := _outcome(row, now)))
    reopened = {row["pk"]: row for row in rows if row["reopened"]}
    for case, is_kept in past_promises(reopened):
        row = reopened[case]
        yield Outcome(row["commitment"], _month_of(row), is_kept)


def _month_of(row: dict[str, Any]) -> date:
    return in_shanghai(row["reported_at"]).date().replace(day=1)


def _outcome(row: dict[str, Any], now: datetime) -> Outcome | None:
    """Return whether a promise was kept; None where that is open, or nothing was promised."""
    is_late = row["clock"] == ClockState.RUNNING and row["due_at"] < now
    if row["clock"] != ClockState.MET and not is_late:
        return None
    return Outcome(row["commitment"], _month_of(row), bool(row["met_in_time"]) and not is_late)


def _visits(cases: Sequence[int]) -> dict[int, list[int]]:
    """Return how many visits each case took, and their tenths of man-days."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rows = Visit.objects.filter(case__in=cases, state="done").values_list("case_id", "tenths")
    for case, tenths in rows:
        if case is not None:
            found[case][0] += 1
            found[case][1] += tenths
    return dict(found)


def _planned(filters: ReportFilters) -> list[tuple[str, int]]:
    """Return contracts with the tenths of man-days that they took without a case (SC-5, AV-1)."""
    if filters.commitment:
        return []
    first, after = at(filters.first, MIDNIGHT), at(next_month(filters.last), MIDNIGHT)
    rows = Visit.objects.filter(case=None, state="done", allowance__isnull=False)
    rows = rows.filter(finished_at__gte=first, finished_at__lt=after)
    if filters.contract:
        rows = rows.filter(allowance__contract__number=filters.contract)
    return list(rows.values_list("allowance__contract__number", "tenths"))


def _efforts(
    rows: Sequence[dict[str, Any]],
    visits: dict[int, list[int]],
    planned: Sequence[tuple[str, int]],
    *,
    sees_money: bool,
) -> tuple[ContractEffort, ...]:
    of = {each["pk"]: (each["contracts"] or [""])[-1] for each in rows}
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for case, contract in of.items():
        sums[contract][0] += 1
        sums[contract][1] += visits.get(case, (0, 0))[1]
    for number, tenths in planned:
        sums[number][1] += tenths
    for place, amounts in ((2, _billed(of)), (3, _waived(of))) if sees_money else ():
        for case, fen in amounts:
            sums[of[case]][place] += fen
    return tuple(
        ContractEffort(
            contract=contract,
            cases=count,
            tenths=tenths,
            charged=Money.of_fen(charged) if sees_money else None,
            waived=Money.of_fen(waived) if sees_money else None,
        )
        for contract, (count, tenths, charged, waived) in sorted(sums.items())
    )


def _billed(cases: dict[int, str]) -> list[tuple[int, int]]:
    rows = CaseBill.objects.filter(charge__case__in=cases, state__in=COUNTING_BILLS)
    return list(rows.values_list("charge__case_id", "net_fen"))


def _waived(cases: dict[int, str]) -> list[tuple[int, int]]:
    rows = Goodwill.objects.filter(charge__case__in=cases, state=Goodwill.State.APPROVED)
    rows = rows.exclude(charge__state="withdrawn")
    return list(rows.values_list("charge__case_id", "net_fen"))


def months_of(first: date, last: date) -> tuple[date, ...]:
    """Return the months from the first through the last."""
    months = [first.replace(day=1)]
    while next_month(months[-1]) <= last and len(months) < LONGEST_SPAN:
        months.append(next_month(months[-1]))
    return tuple(months)


def span_of_months(first: str, last: str, today: date) -> tuple[date, date]:
    """Return two months written as `2026-01`, in order; what is none is a year back, or now."""
    until = _month(last) or today.replace(day=1)
    since = _month(first) or until.replace(year=until.year - 1)
    return min(since, until), max(since, until)


def _month(text: str) -> date | None:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if found.year in YEARS else None


def next_month(day: date) -> date:
    """Return the first day of the month after a day's."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
