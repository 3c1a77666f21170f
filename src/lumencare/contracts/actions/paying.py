"""Money received: each receipt once, never more than is due; a mistake is reversed, not erased."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Sum

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about, record
from lumencare.contracts.actions.steps import lock_contract
from lumencare.contracts.models import Credit, Payment, Receipt
from lumencare.domain.money import ZERO, Money
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.notices.actions import announce
from lumencare.sales.written import read_written
from lumencare.store import typed as read
from lumencare.store.keys import read_key
from lumencare.store.typed import Typed

LONGEST_REFERENCE = 80
LONGEST_WHY = 200


def record_receipt(payment: Payment, typed: Typed, *, key: str, by: User, now: datetime) -> Receipt:
    """Record money received for a payment, whole or in part; posted again it counts once.

    Raises InputProblems where it is more than is left, Conflict where the key was used for
    something else, Refused where the payment was taken away by a cancellation (D-17).
    """
    require_right(by, Right.KEEP_MONEY)
    given = _read(typed, in_shanghai(now).date())
    fields = {**given, "payment": payment, "by": by, "by_name": by.name, "at": now}
    with transaction.atomic():
        receipt, is_new = Receipt.objects.get_or_create(key=read_key(key), defaults=fields)
        if not is_new:
            return _same(receipt, payment, given)
        _add_to(payment, Money.of_fen(receipt.fen))
        _tell(payment, receipt, by, now)
    return receipt


def reverse_receipt(receipt: Receipt, *, why: str, by: User, now: datetime) -> Receipt:
    """Take a receipt back by a negative one, once; reversed again it is answered alike.

    Raises Refused where more was given back already than would be left as paid (D-17).
    """
    require_right(by, Right.KEEP_MONEY)
    reason = read_written(why, "why", LONGEST_WHY)
    if receipt.reverses_id is not None:
        raise InputProblems([Problem("receipt", str(receipt.pk), IS_REVERSAL)])
    fields = {
        "payment_id": receipt.payment_id,
        "fen": -receipt.fen,
        "received_on": in_shanghai(now).date(),
        "why": reason,
        "key": f"reversal-{receipt.pk}",
        "by": by,
        "by_name": by.name,
        "at": now,
    }
    with transaction.atomic():
        lock_contract(receipt.payment.contract_id)
        reversal, is_new = Receipt.objects.get_or_create(reverses=receipt, defaults=fields)
        if is_new:
            _take_from(receipt.payment, Money.of_fen(receipt.fen))
            _require_enough(receipt.payment.contract_id)
            _tell(receipt.payment, reversal, by, now)
    return reversal


def paid_of_contract(contract_id: int) -> Money:
    """Return what was paid of a contract, VAT included."""
    rows = Payment.objects.filter(contract=contract_id)
    return Money.of_fen(rows.aggregate(sum=Sum("paid_fen"))["sum"] or 0)


def credited_of_contract(contract_id: int) -> Money:
    """Return what was given back of a contract, VAT included; what was declined does not count."""
    rows = Credit.objects.filter(contract=contract_id).exclude(state="declined")
    return Money.of_fen(rows.aggregate(sum=Sum(F("net_fen") + F("vat_fen")))["sum"] or 0)


def _read(typed: Typed, today: date) -> dict[str, object]:
    """Read a receipt; everything wrong is told at once."""
    found = read.read_all(
        typed,
        {
            "amount": _amount,
            "received_on": lambda text: _past_day(text, today),
            "reference": read.line(LONGEST_REFERENCE),
        },
    )
    return {
        "fen": found["amount"].fen,
        "received_on": found["received_on"],
        "reference": found["reference"],
    }


def _amount(text: str) -> Money:
    found = read.amount(text)
    if found <= ZERO:
        raise read.Wrong(POSITIVE)
    return found


def _past_day(text: str, today: date) -> date:
    found = read.day(text)
    if found > today:
        raise read.Wrong(
            Text(f"应为 {today} 或更早的日期。", f"A day not later than {today} is expected.")
        )
    return found


def _same(receipt: Receipt, payment: Payment, given: dict[str, object]) -> Receipt:
    """Return a receipt that was recorded before; Conflict where it says something else."""
    same = receipt.payment_id == payment.pk and all(
        getattr(receipt, name) == value for name, value in given.items()
    )
    if not same or receipt.reverses_id is not None:
        raise Conflict(KEY_USED)
    return receipt


def _add_to(payment: Payment, amount: Money) -> None:
    """Count an amount as paid, on condition that it is not more than is left at this moment."""
    rows = Payment.objects.filter(pk=payment.pk, cancelled_on=None)
    fits = rows.filter(paid_fen__lte=F("net_fen") + F("vat_fen") - amount.fen)
    changed = fits.update(paid_fen=F("paid_fen") + amount.fen, version=F("version") + 1)
    payment.refresh_from_db()
    if not changed:
        _refuse(payment, amount)


def _refuse(payment: Payment, amount: Money) -> None:
    if payment.cancelled_on is not None:
        text = Text(
            f"这笔款项已于 {payment.cancelled_on} 取消，不再应收。",
            f"This payment was cancelled on {payment.cancelled_on}; nothing is due any more.",
        )
        raise Refused(does_not_apply("D-17", text))
    left = Money.of_fen(payment.net_fen + payment.vat_fen - payment.paid_fen)
    allowed = Text(
        f"最多可登记尚未支付的 {left.grouped} 元。",
        f"At most what is left to pay can be recorded: {left.grouped} RMB.",
    )
    raise InputProblems([Problem("amount", str(amount), allowed)])


def _take_from(payment: Payment, amount: Money) -> None:
    rows = Payment.objects.filter(pk=payment.pk, paid_fen__gte=amount.fen)
    if not rows.update(paid_fen=F("paid_fen") - amount.fen, version=F("version") + 1):
        raise conflict_about(payment)
    payment.refresh_from_db()


def _require_enough(contract_id: int) -> None:
    """Raise Refused where less would be left as paid than was given back already."""
    paid, credited = paid_of_contract(contract_id), credited_of_contract(contract_id)
    if paid < credited:
        text = Text(
            f"已决定退款 {credited.grouped} 元，冲销后已付金额只剩 {paid.grouped} 元。",
            f"{credited.grouped} RMB are to be given back, and only {paid.grouped} RMB would be "
            "left as paid.",
        )
        raise Refused(does_not_apply("D-17", text))


def _tell(payment: Payment, receipt: Receipt, by: User, now: datetime) -> None:
    """Write the trail and the event of a receipt."""
    before = payment.paid_fen - receipt.fen
    changes = {
        "paid_fen": (before, payment.paid_fen),
        "received_on": (None, receipt.received_on),
        "reference": (None, receipt.reference),
    }
    action = "receive" if receipt.fen > 0 else "reverse"
    record(payment, action=action, by=by, now=now, changes=changes, why=receipt.why)
    if receipt.fen > 0:
        left = payment.net_fen + payment.vat_fen - payment.paid_fen
        announce(
            "payment.received",
            subject_kind="contract",
            subject_key=payment.contract.number,
            data={
                "label": payment.contract.number,
                "payment": payment.pk,
                "amount": Money.of_fen(receipt.fen),
                "left": Money.of_fen(left),
                "received_on": receipt.received_on,
            },
            now=now,
        )


POSITIVE = Text("金额应大于 0。", "An amount above 0 is expected.")
IS_REVERSAL = Text("冲销记录不能再冲销。", "A reversal cannot be reversed itself.")
KEY_USED = Text(
    "此编号已用于另一笔登记，内容不同；没有重复登记。",
    "This key was used for another record with other content; nothing was recorded again.",
)
