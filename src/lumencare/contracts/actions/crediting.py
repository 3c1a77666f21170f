"""Credits: what a cancelled contract gives back, decided by one, approved and paid by others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, Sum

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.contracts.actions.steps import lock_contract
from lumencare.contracts.models import Contract, Credit, CreditShare, InvoiceItem, Payment
from lumencare.domain.contract.credit import (
    PaidTerm,
    Treatment,
    credit_shares,
    net_part,
    vat_part,
)
from lumencare.domain.contract.invoicing import InvoiceState
from lumencare.domain.contract.states import ContractState
from lumencare.domain.money import ZERO, Money
from lumencare.domain.period import Span
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written
from lumencare.store import typed as read
from lumencare.store.keys import read_key
from lumencare.store.typed import Typed

LONGEST_WHY = 500
LONGEST_NOTE = 200
LONGEST_REFERENCE = 80


@dataclass(frozen=True, slots=True)
class Crediting:
    """What is decided: how the credit is worked out, from which day on there is no cover, why.

    `amount` is for a stated amount only, VAT excluded.
    """

    treatment: str
    ends_on: date
    why: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class _Paid:
    """A payment with what is still left as paid of it, net and VAT apart."""

    payment: Payment
    net: Money
    vat: Money


def credit(contract: Contract, decision: Crediting, *, key: str, by: User, now: datetime) -> Credit:
    """Decide what a cancelled contract gives back (D-17); sent again it is decided once.

    It is never more than was paid and not given back yet. Above zero, it waits for somebody else.
    """
    require_right(by, Right.CANCEL_CONTRACTS)
    treatment, stated = _read(decision)
    why = read_written(decision.why, "why", LONGEST_WHY)
    with transaction.atomic():
        held = lock_contract(contract.pk)
        earlier = Credit.objects.filter(key=read_key(key)).first()
        if earlier is not None:
            return _same(earlier, held, decision, why)
        _require_cancelled(held)
        given = _shares(held, treatment, decision.ends_on, stated)
        net = sum(each.net_fen for each in given)
        row = Credit(
            contract=held,
            treatment=treatment.value,
            state=Credit.State.WAITING if net else Credit.State.APPROVED,
            net_fen=net,
            vat_fen=sum(each.vat_fen for each in given),
            ends_on=decision.ends_on,
            why=why,
            needs_red_invoice=_is_invoiced(given),
            key=key,
            decided_by=by,
            decided_at=now,
        )
        add_row(row, by=by, now=now, why=why)
        for each in given:
            each.credit = row
        CreditShare.objects.bulk_create(given)
    return row


def decide_credit(
    row: Credit, *, approved: bool, note: str = "", by: User, now: datetime
) -> Credit:
    """Approve a credit that somebody else decided, or decline it with a note."""
    require_right(by, Right.KEEP_MONEY)
    if by == row.decided_by:
        raise NotAllowed(Right.KEEP_MONEY, BY_ANOTHER)
    said = note.strip() if approved else read_written(note, "note", LONGEST_NOTE)
    _expect(row, Credit.State.WAITING)
    state = Credit.State.APPROVED if approved else Credit.State.DECLINED
    changes = {
        "state": state.value,
        "approved_by": by,
        "approved_at": now,
        "approved_note": said[:LONGEST_NOTE],
    }
    action = "approve" if approved else "decline"
    return change_row(row, changes, by=by, now=now, action=action)


def refund(row: Credit, typed: Typed, *, by: User, now: datetime) -> Credit:
    """Record that an approved credit was paid out: on which day, by which transfer; once."""
    require_right(by, Right.KEEP_MONEY)
    found = read.read_all(
        typed, {"refunded_on": read.day, "reference": read.line(LONGEST_REFERENCE)}
    )
    today = in_shanghai(now).date()
    if not in_shanghai(row.decided_at).date() <= found["refunded_on"] <= today:
        allowed = Text("应为决定退款之日至今天。", "From the day of the decision to today.")
        raise InputProblems([Problem("refunded_on", str(found["refunded_on"]), allowed)])
    if row.state == Credit.State.REFUNDED:
        if all(getattr(row, name) == value for name, value in found.items()):
            return row
        raise Conflict(PAID_OUT)
    _expect(row, Credit.State.APPROVED)
    changes = {"state": Credit.State.REFUNDED.value, **found}
    return change_row(row, changes, by=by, now=now, action="refund")


def _shares(
    contract: Contract, treatment: Treatment, on: date, stated: Money | None
) -> list[CreditShare]:
    """Return what of the credit falls on each payment, with its VAT."""
    paid = _paid(contract)
    shares = credit_shares(treatment, map(_term, paid), on, stated)
    return [
        CreditShare(
            payment=each.payment,
            net_fen=share.fen,
            vat_fen=vat_part(share, each.net, each.vat).fen,
        )
        for each, share in zip(paid, shares, strict=True)
        if share
    ]


def _read(decision: Crediting) -> tuple[Treatment, Money | None]:
    codes = [each.value for each in Treatment]
    typed = {"treatment": decision.treatment, "amount": decision.amount}
    found = read.read_all(
        typed, {"treatment": read.one_of(codes), "amount": read.if_any(read.amount)}
    )
    return Treatment(found["treatment"]), found["amount"]


def _same(earlier: Credit, contract: Contract, decision: Crediting, why: str) -> Credit:
    given = (contract.pk, decision.treatment, decision.ends_on, why)
    if given != (earlier.contract_id, earlier.treatment, earlier.ends_on, earlier.why):
        raise Conflict(KEY_USED)
    return earlier


def _require_cancelled(contract: Contract) -> None:
    if contract.state != ContractState.CANCELLED:
        raise Refused(does_not_apply("D-17", CANCEL_FIRST, state=contract.state))


def _paid(contract: Contract) -> list[_Paid]:
    """Return what is left as paid of each payment, after what was given back before."""
    counted = ~Q(credit_shares__credit__state=Credit.State.DECLINED.value)
    rows = contract.payments.filter(paid_fen__gt=0).select_related("term").order_by("due_on", "pk")
    rows = rows.annotate(
        back_net=Sum("credit_shares__net_fen", filter=counted),
        back_vat=Sum("credit_shares__vat_fen", filter=counted),
    )
    return [_left(each, each.back_net or 0, each.back_vat or 0) for each in rows]


def _left(payment: Payment, back_net: int, back_vat: int) -> _Paid:
    paid = Money.of_fen(payment.paid_fen)
    net = net_part(paid, Money.of_fen(payment.net_fen), Money.of_fen(payment.vat_fen))
    return _Paid(
        payment,
        max(net - Money.of_fen(back_net), ZERO),
        max(paid - net - Money.of_fen(back_vat), ZERO),
    )


def _term(paid: _Paid) -> PaidTerm:
    term = paid.payment.term
    span = None if term is None else Span(term.starts_on, term.ends_on)
    return PaidTerm(span, Money.of_fen(paid.payment.net_fen), paid.net)


def _is_invoiced(shares: Sequence[CreditShare]) -> bool:
    """Tell whether an invoice was issued for something that is given back."""
    items = InvoiceItem.objects.filter(
        payment__in=[each.payment_id for each in shares],
        stands=True,
        request__state=InvoiceState.ISSUED.value,
    )
    return items.exists()


def _expect(row: Credit, state: "Credit.State") -> None:
    if row.state != state.value:
        raise Conflict(NOT_NOW)


BY_ANOTHER = Text(
    "退款须由决定者以外的人批准。",
    "A credit is approved by somebody other than the one who decided it.",
)
CANCEL_FIRST = Text(
    "请先取消合同，再决定退款。", "Cancel the contract first, then decide the credit."
)
KEY_USED = Text(
    "此编号已用于另一笔退款，内容不同；没有重复登记。",
    "This key was used for another credit; nothing was decided again.",
)
PAID_OUT = Text("这笔退款已登记支付。", "This credit was recorded as paid out already.")
NOT_NOW = Text(
    "退款的状态已改变，请重新载入。", "The credit has moved on meanwhile; load it again."
)
