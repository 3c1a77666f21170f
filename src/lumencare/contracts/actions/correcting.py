"""Corrections found later: what was issued stays, only days to come are derived anew (D-17)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions.amending import Amended, write_amendment
from lumencare.contracts.actions.steps import take_step
from lumencare.contracts.hosts import GOING_ON, RUNNING
from lumencare.contracts.models import Allowance, Contract, ContractLine, Payment, Term
from lumencare.contracts.renewable import keep_next_years
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.domain.contract.correction import BoughtYear, OrderDates, moved_years
from lumencare.domain.contract.payments import due_after
from lumencare.domain.contract.states import ContractStep
from lumencare.domain.period import Span
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.pricebook.queries import edition_in_force
from lumencare.sales.written import read_written
from lumencare.sites import actions as sites
from lumencare.sites.models import HeldPlan, System
from lumencare.store.typed import Typed

LONGEST_WHY = 500


def change_system(row: System, typed: Typed, *, by: User, now: datetime, why: str = "") -> System:
    """Change a system; a corrected order date moves the years of its contracts yet to begin.

    Raises Refused where another warranty class or project year would rewrite what was sold.
    """
    before = System.objects.get(pk=row.pk)
    with transaction.atomic():
        changed = sites.change_system(row, typed, by=by, now=now, why=why)
        if changed.warranty_class != before.warranty_class and _running_of(changed):
            raise Refused(does_not_apply("D-17", OTHER_CLASS))
        if changed.order_date != before.order_date:
            dates = OrderDates(before.order_date, changed.order_date)
            _correct_order_date(changed, dates, why.strip()[:LONGEST_WHY], by=by, now=now)
    return changed


def correct_purchase(
    contract: Contract, purchased_on: date, *, why: str, by: User, now: datetime
) -> Contract:
    """Put on record that a contract was bought on another day; what was sold stays as issued.

    No term, price or due day follows from it anew: they were accepted as they are (D-16).
    """
    require_right(by, Right.KEEP_CONTRACTS)
    reason = read_written(why, "why", LONGEST_WHY)
    today = in_shanghai(now).date()
    last = contract.signed_on or today
    if purchased_on > last or purchased_on == contract.purchased_on:
        raise InputProblems(
            [Problem("purchased_on", purchased_on.isoformat(), _purchase_day(last))]
        )
    with transaction.atomic():
        take_step(contract, ContractStep.AMEND, by=by, now=now, why=reason)
        said = Amended(
            kind=AmendmentKind.CORRECT,
            on=today,
            before={"purchased_on": contract.purchased_on},
            after={"purchased_on": purchased_on},
            why=reason,
        )
        write_amendment(contract, said, by=by, now=now)
    return contract


def _correct_order_date(
    system: System, dates: OrderDates, why: str, *, by: User, now: datetime
) -> None:
    """Move the years of a system that begin after today, and tell each of its contracts."""
    today, running = in_shanghai(now).date(), _running_of(system)
    moved = list(_moved_terms(system, dates, today)) if running else []
    sides = {term.pk: (_facts(term), {**_facts(term), **_days(span)}) for term, span in moved}
    for term, span in _in_safe_order(moved):
        _move_term(term, span)
    for contract in running:
        own = [sides[term.pk] for term, _ in moved if term.line.contract_id == contract.pk]
        said = Amended(
            kind=AmendmentKind.CORRECT,
            on=today,
            before={**_known(system, dates.was), "terms": [before for before, _ in own]},
            after={**_known(system, dates.right), "terms": [after for _, after in own]},
            why=why,
        )
        fields = {"ends_on": _end_of(contract)}
        take_step(contract, ContractStep.AMEND, by=by, now=now, why=why, fields=fields)
        write_amendment(contract, said, by=by, now=now)
    _look_ahead(system, today)


def _running_of(system: System) -> list[Contract]:
    rows = ContractLine.objects.filter(system=system, state__in=GOING_ON)
    found = Contract.objects.select_for_update().filter(
        pk__in=rows.values("contract"), state__in=RUNNING
    )
    return list(found.order_by("pk"))


def _moved_terms(system: System, dates: OrderDates, today: date) -> Iterator[tuple[Term, Span]]:
    """Yield the terms of each plan that move, with their right days."""
    rows = Term.objects.filter(
        system=system, ended_on=None, project_year__isnull=False, line__state__in=GOING_ON
    )
    by_plan: dict[str, dict[int, Term]] = defaultdict(dict)
    for each in rows.select_related("line").order_by("starts_on"):
        by_plan[each.code][each.project_year or 0] = each
    for terms in by_plan.values():
        years = (
            BoughtYear(year, Span(each.starts_on, each.ends_on)) for year, each in terms.items()
        )
        for moved in moved_years(years, dates, today):
            yield terms[moved.project_year], moved.span


def _look_ahead(system: System, today: date) -> None:
    """Write anew by when each running plan is renewed."""
    rows = ContractLine.objects.filter(system=system, state="active", successor=None)
    for line in rows.select_related("system").prefetch_related("terms"):
        keep_next_years([line], edition_in_force(today))


def _known(system: System, order_date: date) -> dict[str, Any]:
    return {"system": system.ref, "order_date": order_date}


def _in_safe_order(moved: Sequence[tuple[Term, Span]]) -> Iterable[tuple[Term, Span]]:
    """Yield the years so that none meets its neighbour on the way: later ones first if they go on.

    PostgreSQL looks at the days of a plan after each statement.
    """
    later = any(term.ends_on < span.end for term, span in moved)
    return sorted(moved, key=lambda each: each[0].starts_on, reverse=later)


def _move_term(term: Term, span: Span) -> None:
    days = {"starts_on": span.start, "ends_on": span.end}
    HeldPlan.objects.filter(
        system=term.system_id, code=term.code, starts_on=term.starts_on, ended_on=None
    ).update(**days)
    Term.objects.filter(pk=term.pk).update(**days)
    Allowance.objects.filter(line=term.line_id, starts_on=term.starts_on, ended_on=None).update(
        **days
    )
    due = Payment.objects.filter(term=term, cancelled_on=None, paid_fen=0)
    due.update(due_on=due_after(term.line.bought_on, span.start), version=F("version") + 1)


def _end_of(contract: Contract) -> date | None:
    found = Term.objects.filter(line__contract=contract, ended_on=None)
    last: date | None = found.aggregate(last=Max("ends_on"))["last"]
    return last or contract.ends_on


def _facts(term: Term) -> dict[str, Any]:
    return {
        "plan": term.code,
        "project_year": term.project_year,
        **_days(Span(term.starts_on, term.ends_on)),
    }


def _days(span: Span) -> dict[str, str]:
    return {"starts_on": span.start.isoformat(), "ends_on": span.end.isoformat()}


def _purchase_day(last: date) -> Text:
    return Text(
        f"应为不同于登记日期、且不晚于 {last} 的日期。",
        f"A day other than the recorded one, and not after {last}, is expected.",
    )


OTHER_CLASS = Text(
    "该系统的合同已按原质保类别定价并承保，不能改写；请取消合同后重新报价。",
    "Contracts of this system were priced and cover by its warranty class, which is not rewritten: "
    "cancel them and quote anew.",
)
