"""Activation: conditions are met one by one; with the last of them lines take effect."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Min

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about, record
from lumencare.contracts.actions.ending import end_empty, end_line, end_term
from lumencare.contracts.actions.granting import add_allowances, keep_man_days
from lumencare.contracts.actions.selling import require_free
from lumencare.contracts.actions.steps import take_step, tell
from lumencare.contracts.condition_kinds import OF_DOCUMENTS, SIGNATURE, WAYS
from lumencare.contracts.models import Condition, Contract, ContractLine, Payment, Term
from lumencare.contracts.renewable import keep_next_year
from lumencare.contracts.rungs import RENEWAL, WINDOW, cancel_told
from lumencare.domain.codes import PART_CARE, PaymentBasis, PlanCode
from lumencare.domain.contract.sold import Sale, own_year
from lumencare.domain.contract.states import OPEN, ContractState, ContractStep
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.pricebook.queries import edition_by_code
from lumencare.sales.written import read_written
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import PLANS
from lumencare.sites.models import HeldPlan

LONGEST_NOTE = 500


def meet_condition(
    condition: Condition, *, how: str, note: str, by: User, now: datetime
) -> Contract:
    """Record that a condition is met: by whom, how and on what ground (D-19, SC-9, D-22).

    A person is named with a ground for what they confirm. What was ready to run takes effect.
    """
    require_right(by, Right.KEEP_CONTRACTS)
    if condition.kind == SIGNATURE:
        raise Refused(does_not_apply("G-2", SIGN_FIRST))
    if how not in WAYS.get(condition.kind, OF_DOCUMENTS):
        ways = WAYS.get(condition.kind, OF_DOCUMENTS)
        allowed = Text(f"可选：{'、'.join(ways)}。", f"Allowed: {', '.join(ways)}.")
        raise InputProblems([Problem("how", how, allowed)])
    ground = read_written(note, "note", LONGEST_NOTE)
    with transaction.atomic():
        contract = Contract.objects.select_for_update().get(pk=condition.contract_id)
        if ContractState(contract.state) not in OPEN:
            raise Refused(does_not_apply("D-17", OVER))
        met = Condition.objects.filter(pk=condition.pk, met_at=None)
        if not met.update(how=how, note=ground, met_by=by, met_by_name=by.name, met_at=now):
            raise conflict_about(contract)
        changes = {condition.kind: (None, how)}
        record(contract, action="meet-condition", by=by, now=now, changes=changes, why=ground)
        activate_ready(contract, by=by, now=now)
    return contract


def activate_ready(contract: Contract, *, by: User | str | None, now: datetime) -> None:
    """Let every pending line take effect that nothing stands against any more.

    Lines of a new contract wait for its signature and its documents; a line of its own condition
    for that as well.
    """
    if contract.state in {ContractState.DRAFT, ContractState.SUSPENDED}:
        return
    if Condition.objects.filter(contract=contract, line=None, met_at=None).exists():
        return
    today = in_shanghai(now).date()
    waiting = Condition.objects.filter(contract=contract, met_at=None).values("line")
    pending = contract.lines.filter(state="pending").exclude(pk__in=waiting)
    ready = list(pending.select_related("system", "predecessor").order_by("position"))
    for line in ready:
        _activate(line, today)
    if not ready:
        return
    days = _days_of(contract)
    if contract.state == ContractState.SIGNED:
        fields = {"activated_at": now, **days}
        take_step(contract, ContractStep.ACTIVATE, by=by, now=now, fields=fields)
    else:
        take_step(contract, ContractStep.AMEND, by=by, now=now, fields=days)
    keep_man_days(contract)
    for line in ready:
        add_allowances(contract, line, today)
        keep_next_year(line, today)
        _tell_renewed(contract, line, now)
        if line.code in PART_CARE:
            cancel_told(WINDOW, [line.system_id], why="bought", now=now)


def _tell_renewed(contract: Contract, line: ContractLine, now: datetime) -> None:
    """End what reminds of a renewal that is done, and let others be told (D-25)."""
    replaced = line.predecessor
    if replaced is None:
        return
    cancel_told(RENEWAL, [replaced.pk], why="renewed", now=now)
    if replaced.code == line.code:
        tell("contract.renewed", contract, now, plan=line.code)


def _activate(line: ContractLine, today: date) -> None:
    edition = edition_by_code(line.edition)
    _settle(line, edition, today)
    if not ContractLine.objects.filter(pk=line.pk, state="pending").update(state="active"):
        raise conflict_about(line.contract)
    _end_replaced(line, today)
    HeldPlan.objects.bulk_create(_held(line, edition))


def _settle(line: ContractLine, edition: Edition, today: date) -> None:
    """Let terms of 12 months begin today that were waiting for their contract (D-6).

    Their payment is due on their first day where that has become later. Raises Refused where
    year 8 is over by then (G-4).
    """
    sale = Sale(edition, system_of(line.system), line.bought_on)
    for term in line.terms.filter(floating=True):
        span = own_year(sale, max(today, term.starts_on))
        if span.end <= span.start:
            raise Refused(does_not_apply("G-4", TOO_LATE))
        require_free(line.system, term.code, span, besides=term)
        Term.objects.filter(pk=term.pk).update(
            starts_on=span.start, ends_on=span.end, floating=False
        )
        Payment.objects.filter(term=term, due_on__lt=span.start).update(due_on=span.start)


def _end_replaced(line: ContractLine, today: date) -> None:
    """End a plan that an upgrade replaces, and a slower response in the same days (D-21, D-22)."""
    replaced = line.predecessor
    if replaced is not None and replaced.code != line.code:
        end_line(replaced, today, f"{line.code}", state="ended")
    if line.kind != LineKind.RESPONSE:
        return
    for term in line.terms.all():
        slower = Term.objects.filter(
            system=line.system,
            ended_on=None,
            line__kind=LineKind.RESPONSE.value,
            starts_on__lt=term.ends_on,
            ends_on__gt=term.starts_on,
        ).exclude(line=line)
        for each in slower.select_related("line"):
            on = max(term.starts_on, each.starts_on)
            end_term(each, on)
            end_empty(each.line, on, line.code)


def _held(line: ContractLine, edition: Edition) -> Iterator[HeldPlan]:
    for term in line.terms.filter(ended_on=None):
        yield HeldPlan(
            system=line.system,
            code=term.code,
            project_year=term.project_year,
            bought_on=_purchase_of(line, term, edition),
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            source=line.contract.number,
        )


def _purchase_of(line: ContractLine, term: Term, edition: Edition) -> date:
    """Return the day that the rules count a purchase from: 12 months begin with their own (D-6)."""
    if term.code not in PLANS:
        return term.starts_on
    basis = edition.plan_by_code[PlanCode(term.code)].payment
    return term.starts_on if basis is PaymentBasis.SERVICE_YEAR else line.bought_on


def _days_of(contract: Contract) -> dict[str, date]:
    """Return the first and the last day of all terms; an activated contract has some."""
    found = Term.objects.filter(line__contract=contract, ended_on=None).aggregate(
        starts_on=Min("starts_on"), ends_on=Max("ends_on")
    )
    return {
        "starts_on": min(filter(None, (found["starts_on"], contract.starts_on))),
        "ends_on": max(filter(None, (found["ends_on"], contract.ends_on))),
    }


SIGN_FIRST = Text("请登记签署。", "Record the signature instead.")
OVER = Text("合同已结束。", "The contract is over.")
TOO_LATE = Text(
    "第 8 个项目年度已结束，服务不能再开始，请取消该合同。",
    "Project year 8 is over, so the service can no longer begin; cancel the contract.",
)
