"""Cancellation by decision: what was sold ends on a day, with one of four treatments (D-17)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about
from lumencare.contracts.actions.amending import Amended, write_amendment
from lumencare.contracts.actions.crediting import Crediting, credit
from lumencare.contracts.actions.ending import end_line
from lumencare.contracts.actions.renewing import STILL_OFFERED
from lumencare.contracts.actions.steps import take_step
from lumencare.contracts.cancelling import (
    Cancellation,
    Cancelling,
    Relief,
    cancellation_of,
    step_of,
)
from lumencare.contracts.hosts import GOING_ON
from lumencare.contracts.models import Contract, ContractLine, Payment, Renewal, Term
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.domain.contract.credit import vat_part
from lumencare.domain.contract.states import ContractState, ContractStep
from lumencare.domain.money import Money
from lumencare.domain.shanghai import in_shanghai
from lumencare.notices.actions import cancel as cancel_reminders
from lumencare.sales import actions as sales
from lumencare.sales.models import QuoteVersion
from lumencare.sales.written import read_written

LONGEST_WHY = 500


def cancel(contract: Contract, decided: Cancelling, *, by: User, now: datetime) -> Contract:
    """Cancel a contract: lines, cover, allowances and what is owed for unused years end on a day.

    Where only one system is to leave and others go on, its lines end and the contract is amended.
    Renewals that were offered are withdrawn, and what is given back waits for another person's
    approval. Raises Refused where it is over, InputProblems for a
    day or an amount that cannot be, Conflict where somebody changed it first.
    """
    require_right(by, Right.CANCEL_CONTRACTS)
    why = read_written(decided.why, "why", LONGEST_WHY)
    before = contract.state
    with transaction.atomic():
        # Offers first: who accepts holds the offer before the contract, and so does this.
        _withdraw_offers(contract, decided, why, by=by, now=now)
        follows = cancellation_of(contract, decided, now)
        step = step_of(contract, decided)
        fields = _fields(contract, decided, step, why, now)
        take_step(contract, step, by=by, now=now, why=why, fields=fields)
        _end_lines(contract, decided, why, now)
        for each in follows.reliefs:
            _relieve(each, decided)
        _end_unused(contract, decided, follows, before, in_shanghai(now).date())
        if follows.credit:
            _give_back(contract, decided, by=by, now=now)
        said = _amended(contract, decided, follows, before, why)
        write_amendment(contract, said, by=by, now=now)
    return contract


def _fields(
    contract: Contract, decided: Cancelling, step: ContractStep, why: str, now: datetime
) -> dict[str, Any]:
    """Return what a contract says of its end; one that goes on ends with what is left of it."""
    if step is ContractStep.CANCEL:
        ending = {} if contract.ends_on is None else {"ends_on": decided.on}
        return {"ended_at": now, "ended_why": why, **ending}
    left = Term.objects.filter(line__contract=contract, ended_on=None).exclude(
        system=decided.system
    )
    last = left.aggregate(last=Max("ends_on"))["last"]
    return {} if contract.ends_on is None or last is None else {"ends_on": last}


def _amended(
    contract: Contract, decided: Cancelling, follows: Cancellation, before: str, why: str
) -> Amended:
    system, state = decided.system, {"state": contract.state}
    if system is None or contract.state == ContractState.CANCELLED:
        sides, kind = ({"state": before}, state), AmendmentKind.CANCEL
    else:
        sides, kind = ({"system": system.ref}, {}), AmendmentKind.LEAVE
    after = {**sides[1], **_facts(follows)}
    return Amended(kind=kind, on=decided.on, before=sides[0], after=after, why=why)


def _withdraw_offers(
    contract: Contract, decided: Cancelling, why: str, *, by: User, now: datetime
) -> None:
    """Take back the quotes that offer a renewal of a line; nobody accepts them any more."""
    offers = Renewal.objects.filter(line__in=_lines(contract, decided))
    rows = QuoteVersion.objects.filter(quote__in=offers.values("quote"), state__in=STILL_OFFERED)
    for each in rows.select_related("quote").order_by("pk"):
        sales.withdraw(each, by=by, now=now, why=why)


def _end_lines(contract: Contract, decided: Cancelling, why: str, now: datetime) -> None:
    lines = _lines(contract, decided)
    going_on: Iterable[ContractLine] = lines.filter(state__in=GOING_ON)
    for line in going_on:
        end_line(line, decided.on, why, state=ContractLine.State.CANCELLED.value)
        cancel_reminders(keys_prefix=f"renewal:{line.pk}:", why="cancelled", now=now)
    lines.update(renew_by=None, renew_fen=0)


def _lines(contract: Contract, decided: Cancelling) -> QuerySet[ContractLine]:
    """Return the lines that it is about: all, or those of the system that leaves."""
    rows = contract.lines.all()
    return rows if decided.system is None else rows.filter(system=decided.system)


def _relieve(relief: Relief, decided: Cancelling) -> None:
    """Let a payment be owed no more; what stays due of it is a payment of its own."""
    payment, owed = relief.payment, relief.owed
    rows = Payment.objects.filter(pk=payment.pk, cancelled_on=None, paid_fen=payment.paid_fen)
    if not rows.update(cancelled_on=decided.on, version=F("version") + 1):
        raise conflict_about(payment)
    if not owed:
        return
    net, vat = Money.of_fen(payment.net_fen), Money.of_fen(payment.vat_fen)
    Payment.objects.create(
        contract_id=payment.contract_id,
        line_id=payment.line_id,
        due_on=payment.due_on,
        net_fen=owed.fen,
        vat_fen=vat_part(owed, net, vat).fen,
    )


def _end_unused(
    contract: Contract, decided: Cancelling, follows: Cancellation, before: str, today: date
) -> None:
    """End allowances at once that the days until the cancellation do not carry any more.

    Work by the day that is owed no more is done no more, and a contract that was suspended
    serves no more.
    """
    rows = contract.allowances.filter(ended_on__gt=today, line__in=_lines(contract, decided))
    if before != ContractState.SUSPENDED:
        lines = [each.payment.line_id for each in follows.reliefs if each.payment.term_id is None]
        rows = rows.filter(line__in=lines)
    rows.update(ended_on=today)


def _give_back(contract: Contract, decided: Cancelling, *, by: User, now: datetime) -> None:
    """Put down the credit; above zero it waits for the approval of another person (D-20)."""
    amount = "" if decided.amount is None else str(decided.amount)
    crediting = Crediting(decided.treatment.value, decided.on, decided.why, amount)
    credit(contract, crediting, key=f"cancel-{contract.number}", by=by, now=now)


def _facts(follows: Cancellation) -> dict[str, Any]:
    return {
        "treatment": follows.treatment.value,
        "paid_net_fen": follows.paid.fen,
        "credit_net_fen": follows.credit.fen,
        "by_day_net_fen": follows.by_day.fen,
        "released_net_fen": follows.released.fen,
        "plans": sorted({each.code for each in follows.ending}),
    }
