"""The nightly run: what is over ends, what was not renewed lapses, each on its exact day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from lumencare.audit.actions import record
from lumencare.contracts.actions.steps import lock_contract, take_step, tell
from lumencare.contracts.hosts import GOING_ON, RUNNING
from lumencare.contracts.models import Contract, ContractLine, Term
from lumencare.contracts.renewable import last_terms
from lumencare.contracts.rungs import RENEWAL, cancel_told
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.renewable import lapse_day
from lumencare.domain.contract.states import ContractStep
from lumencare.domain.period import Span
from lumencare.domain.shanghai import in_shanghai
from lumencare.pricebook.queries import edition_by_code

AT_ONCE = 500
LAPSED, ENDED = "lapsed", "ended"


@dataclass(frozen=True, slots=True)
class Finished:
    """A line that is over: as what, and since which day."""

    line: ContractLine
    state: str
    on: date


@dataclass(slots=True)
class ContinuityRun:
    """How much a run ended."""

    lapsed: int = 0
    ended: int = 0


def run_continuity(now: datetime) -> ContinuityRun:
    """End what is over as of today, whenever it ran last; twice on a day, it finds nothing.

    Days are those of the rules, not of the run (PA-3): one that is late writes the same. Each part
    is a transaction of its own, so that one that is killed goes on where it was.
    """
    today, after, done = in_shanghai(now).date(), 0, ContinuityRun()
    while lines := list(_over(today, after)[:AT_ONCE]):
        after = lines[-1].pk
        _finish_part([each.pk for each in lines], today, now, done)
    return done


def _over(today: date, after: int) -> QuerySet[ContractLine]:
    """Return the lines of running contracts, by key, all of whose days have passed.

    One that waited for something until its days were over ends like one that ran.
    """
    runs = Term.objects.filter(
        Q(ends_on__gt=today) | Q(floating=True), line=OuterRef("pk"), ended_on=None
    )
    begun = Term.objects.filter(line=OuterRef("pk"))
    rows = ContractLine.objects.filter(
        Exists(begun),
        ~Exists(runs),
        state__in=GOING_ON,
        contract__state__in=RUNNING,
        pk__gt=after,
    )
    return rows.order_by("pk")


def _finish_part(keys: Sequence[int], today: date, now: datetime, done: ContinuityRun) -> None:
    with transaction.atomic():
        rows = ContractLine.objects.filter(pk__in=keys, state__in=GOING_ON)
        # The rows of contracts are locked in one order: two runs at once follow each other.
        contracts = list(
            Contract.objects.select_for_update()
            .filter(pk__in=rows.values("contract"), state__in=RUNNING)
            .order_by("pk")
        )
        found = list(_finished(rows.select_related("contract", "system"), today))
        for each in found:
            _finish(each, now)
        over = [each.line.pk for each in found]
        cancel_told(RENEWAL, over, why="over", now=now)
        _finish_contracts(contracts, found, today, now)
    done.lapsed += sum(each.state == LAPSED for each in found)
    done.ended += sum(each.state == ENDED for each in found)


def _finished(rows: Iterable[ContractLine], today: date) -> Iterable[Finished]:
    lines = list(rows)
    terms = last_terms(lines)
    renewed = set(
        ContractLine.objects.filter(predecessor__in=lines).values_list("predecessor", flat=True)
    )
    for line in lines:
        last = terms.get(line.pk)
        if last is None:
            continue
        judged = _judge(line, last, is_renewed=line.pk in renewed)
        if judged.on <= today:
            yield judged


def _judge(line: ContractLine, last: Term, *, is_renewed: bool) -> Finished:
    """Tell how a line ends: an annual plan that was not renewed lapses, before year 8 (PA-3)."""
    edition = edition_by_code(line.edition)
    is_last = last.project_year == edition.horizon_years
    if line.code == PlanCode.ANNUAL and not is_renewed and not is_last:
        return Finished(line, LAPSED, lapse_day(edition, Span(last.starts_on, last.ends_on)))
    return Finished(line, ENDED, last.ends_on)


def _finish(found: Finished, now: datetime) -> None:
    line = found.line
    rows = ContractLine.objects.filter(pk=line.pk, state=line.state)
    if not rows.update(
        state=found.state, ended_on=found.on, ended_why="", renew_by=None, renew_fen=0
    ):
        return
    changes = {"line": (line.code, found.state), "ended_on": (None, found.on)}
    record(line.contract, action=f"line-{found.state}", by=None, now=now, changes=changes)
    if found.state == LAPSED:
        facts = {"plan": line.code, "system": line.system.ref, "lapsed_on": found.on}
        tell("plan.lapsed", line.contract, now, **facts)


def _finish_contracts(
    contracts: Sequence[Contract], found: Sequence[Finished], today: date, now: datetime
) -> None:
    """End the contracts in which nothing runs any more, as lapsed where a plan of theirs has.

    What still waits for something goes on only while days of it are left, or where it floats.
    """
    by_contract: dict[int, list[Finished]] = defaultdict(list)
    for each in found:
        by_contract[each.line.contract_id].append(each)
    going_on = set(
        Term.objects.filter(
            Q(ends_on__gt=today) | Q(floating=True),
            line__contract__in=list(by_contract),
            line__state__in=GOING_ON,
            ended_on=None,
        ).values_list("line__contract", flat=True)
    )
    for contract in contracts:
        if contract.pk in by_contract and contract.pk not in going_on:
            _finish_contract(contract, by_contract[contract.pk], now)


def _finish_contract(contract: Contract, found: Sequence[Finished], now: datetime) -> None:
    lapsed = contract.lines.filter(state=LAPSED).exists()
    step = ContractStep.LAPSE if lapsed else ContractStep.END
    last = max(each.on for each in found)
    # What is sold by the day ends with its contract.
    contract.lines.filter(state__in=GOING_ON).update(state=ENDED, ended_on=last)
    take_step(lock_contract(contract.pk), step, by=None, now=now, fields={"ended_at": now})
