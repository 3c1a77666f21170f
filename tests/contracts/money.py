"""Payments that are due, and people who keep money, to start a test from."""

from datetime import date, datetime, timedelta

from lumencare.accounts.models import User
from lumencare.contracts.actions.paying import record_receipt
from lumencare.contracts.models import Payment, Receipt
from lumencare.domain.contract.payments import DAYS_TO_PAY
from lumencare.sites.models import System
from tests.contracts.contracts import active, noon
from tests.office import NOW, TODAY, person, system

DUE = TODAY + timedelta(days=DAYS_TO_PAY)
GROSS = 84_800_00


def finance() -> User:
    """Return the person who keeps money in tests; the same each time."""
    return User.objects.filter(name="钱会计").first() or person("finance", name="钱会计")


def due_payment(of: System | None = None) -> Payment:
    """Return 80,000.00 and VAT that are due thirty days after the purchase."""
    contract = active("part-care-plus", of=of or system())
    return contract.payments.get()


def received(
    payment: Payment,
    amount: str = "84800.00",
    *,
    key: str = "key-1",
    on: date = TODAY,
    now: datetime = NOW,
) -> Receipt:
    """Record money received, as finance does."""
    typed = {"amount": amount, "received_on": on.isoformat(), "reference": "BOC 0115"}
    return record_receipt(payment, typed, key=key, by=finance(), now=now)


__all__ = ["DUE", "GROSS", "due_payment", "finance", "noon", "received"]
