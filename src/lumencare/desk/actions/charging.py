"""Charges of a case: shown first, agreed by name, charged then; never what was not agreed."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.contracts.models import Contract
from lumencare.desk.actions.deciding import known_system
from lumencare.desk.models import Case, CaseBill, CaseBillNumber, Charge, Decision, Goodwill
from lumencare.domain.desk.charges import (
    CHARGE_STATE_NAMES,
    ChargeAsked,
    ChargeCode,
    Price,
    price_charge,
)
from lumencare.domain.desk.states import CaseState
from lumencare.domain.money import Money, percent_of
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.pricebook.queries import edition_by_code
from lumencare.sales.written import read_written
from lumencare.store import typed as read
from lumencare.store.numbering import next_number

LONGEST_NAME = 80
LONGEST_WHY = 500
MOST_MAN_DAYS = 20
SERVICE = "service"
# Assumed, decision 0031: a case is paid within 30 days of being charged.
PAYABLE_WITHIN = timedelta(days=30)
OPEN = (Charge.State.SHOWN, Charge.State.AGREED, Charge.State.DISPUTED)


_whole_man_days = read.whole(1, MOST_MAN_DAYS)


def _man_days(text: str) -> int:
    return _whole_man_days(text) if text.strip() else 1


READERS: dict[str, read.Reader] = {
    "code": read.one_of([each.value for each in ChargeCode]),
    "shown_to": read.line(LONGEST_NAME, needed=True),
    "man_days": _man_days,
    "amount": read.if_any(read.amount),
    "why": read.line(LONGEST_WHY),
}


def show_charge(case: Case, typed: read.Typed, *, by: User, now: datetime) -> Charge:
    """Write down that a price was shown to somebody of the customer; nothing is charged by it.

    Refused where the rules do not charge it (SC-10, NB-1), or a visit is charged already. A price
    on request needs its amount and its reason (D-9).
    """
    require_right(by, Right.WORK_CASES)
    values = read.read_all(typed, READERS)
    code, decision = ChargeCode(values["code"]), holding_decision(case)
    if code is ChargeCode.ON_REQUEST:
        read_written(values["why"], "why", LONGEST_WHY)
    asked = ChargeAsked(
        code=code,
        visit=Money.of_fen(decision.visit_fen),
        man_days=values["man_days"],
        amount=values["amount"],
        is_holder=decision.response != "none",
    )
    price = price_charge(asked, edition_by_code(decision.edition))
    row = _charge(case, decision, asked, price)
    row.shown_to, row.why = values["shown_to"], values["why"]
    row.created_by, row.created_at = by, now
    try:
        return add_row(row, by=by, now=now)
    except IntegrityError as error:
        raise Refused(does_not_apply("SC-10", VISIT_ONCE)) from error


def _charge(case: Case, decision: Decision, asked: ChargeAsked, price: Price) -> Charge:
    is_visit = asked.code is ChargeCode.VISIT
    return Charge(
        case=case,
        decision=decision,
        code=asked.code.value,
        man_days=1 if is_visit else asked.man_days,
        rule=price.rule,
        name_zh=price.name.zh,
        name_en=price.name.en,
        net_fen=price.net.fen,
        vat_kind=SERVICE,
    )


def agree_charge(charge: Charge, typed: read.Typed, *, by: User, now: datetime) -> Charge:
    """Write down who of the customer agreed to a price that was shown, and how."""
    require_right(by, Right.WORK_CASES)
    readers = {
        "agreed_by": read.line(LONGEST_NAME, needed=True),
        "agreed_how": read.line(200, needed=True),
    }
    values = read.read_all(typed, readers)
    _require(charge, Charge.State.SHOWN, Charge.State.DISPUTED)
    changes = {"state": Charge.State.AGREED.value, **values, "agreed_at": now}
    return change_row(charge, changes, by=by, now=now, action="agree-charge")


def dispute_charge(charge: Charge, *, why: str, by: User, now: datetime) -> Charge:
    """Write down that the customer does not agree; it is settled by goodwill or taken back."""
    require_right(by, Right.WORK_CASES)
    _require(charge, Charge.State.SHOWN, Charge.State.AGREED)
    changes = {
        "state": Charge.State.DISPUTED.value,
        "ended_why": read_written(why, "why", LONGEST_WHY),
    }
    return change_row(charge, changes, by=by, now=now, action="dispute-charge")


def withdraw_charge(charge: Charge, *, why: str, by: User, now: datetime) -> Charge:
    """Take a charge back that was not charged; goodwill that is asked for falls with it."""
    require_right(by, Right.KEEP_CASES)
    _require(charge, *OPEN)
    return _take_back(charge, read_written(why, "why", LONGEST_WHY), by, now)


def _take_back(charge: Charge, why: str, by: User, now: datetime) -> Charge:
    changes = {"state": Charge.State.WITHDRAWN.value, "ended_why": why}
    refused = {"state": Goodwill.State.REFUSED.value, "decided_by": by, "decided_at": now}
    with transaction.atomic():
        for each in charge.goodwill.filter(state=Goodwill.State.ASKED):
            change_row(each, refused, by=by, now=now, action="refuse", why=why)
        return change_row(charge, changes, by=by, now=now, action="withdraw-charge")


def charge_customer(charge: Charge, *, by: User, now: datetime) -> CaseBill:
    """Ask the customer to pay what was agreed, less the goodwill; asked again it is the same bill.

    Refused where it was not agreed, or goodwill waits for its decision.
    """
    require_right(by, Right.KEEP_CASES)
    with transaction.atomic():
        row = Charge.objects.select_for_update().get(pk=charge.pk)
        if row.state == Charge.State.CHARGED:
            return row.bill
        if row.state != Charge.State.AGREED:
            raise Refused(does_not_apply("SC-10", NOT_AGREED, state=row.state))
        if row.goodwill.filter(state=Goodwill.State.ASKED).exists():
            raise Refused(does_not_apply("SC-10", GOODWILL_ASKED))
        change_row(
            row, {"state": Charge.State.CHARGED.value}, by=by, now=now, action="charge-customer"
        )
        bill = add_row(_bill(row, by, now), by=by, now=now)
    charge.state, charge.version = row.state, row.version
    return bill


def left_of(charge: Charge) -> Money:
    """Return what is left of a charge after the goodwill that was approved."""
    given = charge.goodwill.filter(state=Goodwill.State.APPROVED).values_list("net_fen", flat=True)
    return Money.of_fen(charge.net_fen - sum(given))


def _bill(charge: Charge, by: User, now: datetime) -> CaseBill:
    case = charge.case
    system, today, net = known_system(case), in_shanghai(now).date(), left_of(charge)
    edition = edition_by_code(charge.decision.edition if charge.decision else case.edition)
    percent = edition.vat_by_kind[charge.vat_kind].percent
    contract = _contract_of(charge.decision)
    return CaseBill(
        number=next_number(CaseBillNumber.objects, "B", today),
        charge=charge,
        contract=contract,
        bill_to_id=contract.bill_to_id if contract else system.site.owner_id,
        net_fen=net.fen,
        vat_fen=percent_of(net, percent).fen,
        vat_rate=int(percent * 100),
        edition=edition.code,
        due_on=today + PAYABLE_WITHIN,
        created_by=by,
        created_at=now,
    )


def _contract_of(decision: Decision | None) -> Contract | None:
    """Return the newest of the contracts that a decision rests on."""
    numbers = decision.facts.get("contracts", []) if decision else []
    return Contract.objects.filter(number__in=numbers).order_by("-pk").first()


def withdraw_uncaused(case: Case, *, why: str, by: User, now: datetime) -> None:
    """Take back what a visit was to cost, where a new decision says that it costs nothing.

    What was charged and not paid is cancelled; what was paid is offered back.
    """
    if case.decision is None or case.decision.visit_fen:
        return
    rows = Charge.objects.filter(case=case, code=ChargeCode.VISIT.value)
    for charge in rows.select_for_update().order_by("pk"):
        undo_charge(charge, why=why, by=by, now=now)


def undo_charge(charge: Charge, *, why: str, by: User, now: datetime) -> None:
    """Take back what was to be charged; what was charged already is cancelled or given back."""
    if charge.state in OPEN:
        _take_back(charge, why, by, now)
    elif charge.state == Charge.State.CHARGED:
        offer_back(charge.bill, why=why, by=by, now=now)


def offer_back(bill: CaseBill, *, why: str, by: User, now: datetime) -> CaseBill:
    """Cancel a bill that was not paid, or offer back what was paid of it."""
    targets = {
        CaseBill.State.DUE.value: CaseBill.State.CANCELLED,
        CaseBill.State.PAID.value: CaseBill.State.TO_REFUND,
    }
    to = targets.get(bill.state)
    if to is None:
        return bill
    changes = {"state": to.value, "offered_by": by, "ended_why": why[:LONGEST_WHY]}
    if to is CaseBill.State.CANCELLED:
        changes["ended_on"] = in_shanghai(now).date()
    return change_row(bill, changes, by=by, now=now, action="take-bill-back")


def holding_decision(case: Case) -> Decision:
    """Return the decision that a charge rests on; Refused where the case is over or has none."""
    known_system(case)
    if case.state in {CaseState.CLOSED, CaseState.MERGED} or case.decision is None:
        raise Refused(does_not_apply("SC-10", CASE_OVER, state=case.state))
    return case.decision


def _require(charge: Charge, *states: "Charge.State") -> None:
    if charge.state not in states:
        name = CHARGE_STATE_NAMES[charge.state]
        text = Text(
            f"不能办理：该收费的状态为“{name.zh}”。", f"Not possible: the charge is {name.en}."
        )
        raise Refused(does_not_apply("SC-10", text, state=charge.state))


VISIT_ONCE = Text(
    "此服务请求的上门收费已告知，请先撤回原收费。",
    "The visit of this case has a charge already; take that back first.",
)
NOT_AGREED = Text(
    "客户尚未同意该价格，不能收费；请登记同意人与方式。",
    "The customer has not agreed to this price, so it is not charged; write down who did and how.",
)
GOODWILL_ASKED = Text(
    "商务优惠待审批，批复后再收费。", "Goodwill waits for its decision; charge it after that."
)
CASE_OVER = Text(
    "服务请求已关闭或已合并，不能再告知收费。",
    "The case is closed or merged, so no price is shown for it any more.",
)
