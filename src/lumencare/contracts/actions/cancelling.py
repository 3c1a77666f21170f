"""Cancellation by decision: what was sold ends on a day, with one of four treatments (D-17)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about
from lumencare.contracts.actions.amending import Amended, write_amendment
from lumencare.contracts.actions.crediting import Crediting, credit
from lumencare.contracts.actions.ending import end_line
from lumencare.contracts.actions.renewing import STILL_OFFERED
from lumencare.contracts.actions.steps import take_step
from lumencare.contracts.cancelling import Cancellation, Cancelling, Relief, cancellation_of
from lumencare.contracts.hosts import GOING_ON
from lumencare.contracts.models import Contract, ContractLine, Payment, Renewal
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

    Renewals that were offered are withdrawn, and what is given back waits for another person's
    approval. Raises Refused where it is over, InputProblems for a
    day or an amount that cannot be, Conflict where somebody changed it first.
    """
    require_right(by, Right.CANCEL_CONTRACTS)
    why = read_written(decided.why, "why", LONGEST_WHY)
    before = contract.state
    with transaction.atomic():
        # Offers first: who accepts holds the offer before the contract, and so does this.
        _withdraw_offers(contract, why, by=by, now=now)
        follows = cancellation_of(contract, decided, now)
        fields: dict[str, Any] = {"ended_at": now, "ended_why": why}
        if contract.ends_on is not None:
            fields["ends_on"] = decided.on
        take_step(contract, ContractStep.CANCEL, by=by, now=now, why=why, fields=fields)
        _end_lines(contract, decided, why, now)
        for each in follows.reliefs:
            _relieve(each, decided)
        _end_unused(contract, follows, before, in_shanghai(now).date())
        if follows.credit:
            _give_back(contract, decided, by=by, now=now)
        said = Amended(
            kind=AmendmentKind.CANCEL,
            on=decided.on,
            before={"state": before},
            after={"state": contract.state, **_facts(follows)},
            why=why,
        )
        write_amendment(contract, said, by=by, now=now)
    return contract


def _withdraw_offers(contract: Contract, why: str, *, by: User, now: datetime) -> None:
    """Take back the quotes that offer a renewal of a line; nobody accepts them any more."""
    offers = Renewal.objects.filter(line__contract=contract)
    rows = QuoteVersion.objects.filter(quote__in=offers.values("quote"), state__in=STILL_OFFERED)
    for each in rows.select_related("quote").order_by("pk"):
        sales.withdraw(each, by=by, now=now, why=why)


def _end_lines(contract: Contract, decided: Cancelling, why: str, now: datetime) -> None:
    going_on: Iterable[ContractLine] = contract.lines.filter(state__in=GOING_ON)
    for line in going_on:
        end_line(line, decided.on, why, state=ContractLine.State.CANCELLED.value)
        cancel_reminders(keys_prefix=f"renewal:{line.pk}:", why="cancelled", now=now)
    contract.lines.update(renew_by=None, renew_fen=0)


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


def _end_unused(contract: Contract, follows: Cancellation, before: str, today: date) -> None:
    """End allowances at once that the days until the cancellation do not carry any more.

    Work by the day that is owed no more is done no more, and a contract that was suspended
    serves no more.
    """
    rows = contract.allowances.filter(ended_on__gt=today)
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
