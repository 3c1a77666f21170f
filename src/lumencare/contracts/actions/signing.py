"""Signing: the signature of both parties is recorded, with who signed and when."""

from datetime import date, datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions.activating import activate_ready
from lumencare.contracts.actions.steps import take_step
from lumencare.contracts.condition_kinds import SIGNATURE, SIGNED
from lumencare.contracts.models import Condition, Contract
from lumencare.domain.contract.states import ContractStep
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sales.written import LONGEST_NAME, read_written


def sign(
    contract: Contract, *, signed_on: date, signed_by: str, by: User, now: datetime
) -> Contract:
    """Record that the customer signed: who, and on which day not before the purchase."""
    require_right(by, Right.KEEP_CONTRACTS)
    name = read_written(signed_by, "signed_by", LONGEST_NAME)
    today = in_shanghai(now).date()
    if not contract.purchased_on <= signed_on <= today:
        allowed = Text(
            f"签署日期应在 {contract.purchased_on} 至 {today} 之间。",
            f"The day of signing lies between {contract.purchased_on} and {today}.",
        )
        raise InputProblems([Problem("signed_on", signed_on.isoformat(), allowed)])
    fields = {"signed_on": signed_on, "signed_by": name}
    with transaction.atomic():
        take_step(contract, ContractStep.SIGN, by=by, now=now, fields=fields)
        Condition.objects.filter(contract=contract, kind=SIGNATURE, met_at=None).update(
            how=SIGNED, note=name, met_by=by, met_by_name=by.name, met_at=now
        )
        activate_ready(contract, by=by, now=now)
    return contract
