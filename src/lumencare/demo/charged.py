"""Cases that cost the customer something: shown, agreed, billed, paid, paid too late."""

from collections.abc import Callable
from datetime import datetime, timedelta

from lumencare.accounts.roles import Role
from lumencare.demo.people import Staff
from lumencare.desk.actions import (
    agree_charge,
    charge_customer,
    close,
    find_cause,
    give_goodwill,
    invoice_bill,
    pay_bill,
    resolve,
    show_charge,
    start_work,
)
from lumencare.desk.models import Case, CaseBill, Charge
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import in_shanghai

HOUR = timedelta(hours=1)
Happens = Callable[[Case, Staff, datetime], None]


def is_shown(case: Case, staff: Staff, then: datetime) -> None:
    """The price was told, and the customer has not said yes yet."""
    _shown(case, staff, then)


def is_billed(case: Case, staff: Staff, then: datetime) -> None:
    """Part was given up, the rest is billed and its invoice asked for."""
    charge, by = _shown(case, staff, then), staff[Role.SUPPORT]
    at = then + 5 * HOUR
    give_goodwill(charge, {"why": "首次收费，优惠部分上门费", "amount": "500"}, by=by, now=at)
    bill = _billed(case, charge, staff, then)
    invoice_bill(bill, kind="special", by=staff[Role.FINANCE], now=then + DAY + HOUR)


def is_paid(case: Case, staff: Staff, then: datetime) -> None:
    """Billed, and paid within its time."""
    bill = _billed(case, _shown(case, staff, then), staff, then)
    at = then + 12 * DAY
    paid = {"on": f"{in_shanghai(at):%Y-%m-%d}", "reference": "网银回单 0917"}
    pay_bill(bill, paid, by=staff[Role.FINANCE], now=at)


def is_overdue(case: Case, staff: Staff, then: datetime) -> None:
    """Billed so long ago that it should have been paid."""
    _billed(case, _shown(case, staff, then), staff, then)


def _shown(case: Case, staff: Staff, then: datetime) -> Charge:
    """Find that it was not the product, and tell what the visit costs."""
    by, at = staff[Role.SUPPORT], then + 3 * HOUR
    start_work(case, at=at, how="on-site", by=staff[Role.ENGINEER], now=at)
    words = "第三方装修改动控制线，见现场照片"
    find_cause(case, "other", why=words, by=by, now=then + 4 * HOUR)
    told = {"code": "visit", "shown_to": "物业 李经理"}
    return show_charge(case, told, by=by, now=then + 4 * HOUR)


def _billed(case: Case, charge: Charge, staff: Staff, then: datetime) -> CaseBill:
    by, at = staff[Role.SUPPORT], then + 6 * HOUR
    agreed = {"agreed_by": "物业 李经理", "agreed_how": "电话，已录音"}
    charge = agree_charge(charge, agreed, by=by, now=at)
    resolve(case, resolution="恢复控制线，复测正常", how="on-site", by=by, now=at)
    bill = charge_customer(charge, by=staff[Role.COORDINATOR], now=then + DAY)
    close(case, by=staff[Role.COORDINATOR], now=then + 2 * DAY)
    return bill


CHARGED: tuple[tuple[timedelta, str, Happens], ...] = (
    (26 * HOUR, "样板区面板被拆后失灵", is_shown),
    (9 * DAY, "改造施工后走廊灯光失控", is_billed),
    (33 * DAY, "第三方接线导致回路短路", is_paid),
    (49 * DAY, "弱电间进水，控制柜停机", is_overdue),
)
