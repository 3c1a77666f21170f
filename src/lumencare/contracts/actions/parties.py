"""Parties: a site that passes to another owner, and another organization that pays (D-18)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row, record
from lumencare.contracts.actions.amending import Amended, write_amendment
from lumencare.contracts.actions.steps import tell
from lumencare.contracts.models import Contract
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.domain.contract.states import OPEN, STATE_NAMES, ContractState
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written
from lumencare.sites import actions as sites
from lumencare.sites.models import Organization, OwnerChange, Site

LONGEST_WHY = 500


def change_owner(
    site: Site, *, to: Organization, on: date, why: str, by: User, now: datetime
) -> OwnerChange:
    """Pass a site on, and write both parties and the day to each contract that is not over.

    Contracts stay with the systems; who owned them at the signing stays on record (D-18).
    """
    with transaction.atomic():
        change = sites.change_owner(site, to=to, on=on, why=why, by=by, now=now)
        rows = Contract.objects.select_for_update().filter(site=site, state__in=sorted(OPEN))
        for contract in rows.order_by("pk"):
            _pass_on(contract, change, by=by, now=now)
    return change


def change_bill_to(
    contract: Contract, to: Organization, *, why: str, by: User, now: datetime
) -> Contract:
    """Let another organization pay what is not invoiced yet, with the reason.

    Raises Refused where the contract is over, Conflict where somebody changed it first.
    """
    require_right(by, Right.KEEP_CONTRACTS)
    reason = read_written(why, "why", LONGEST_WHY)
    state = ContractState(contract.state)
    if state not in OPEN:
        raise Refused(does_not_apply("D-17", _over(state), state=state))
    if to.pk == contract.bill_to_id:
        raise InputProblems([Problem("to", to.name, ANOTHER)])
    before = contract.bill_to
    with transaction.atomic():
        change_row(
            contract,
            {"bill_to_id": to.pk, "changed_at": now},
            by=by, now=now, action="change-bill-to", why=reason,
        )  # fmt: skip
        contract.refresh_from_db()
        today = in_shanghai(now).date()
        _write(contract, AmendmentKind.BILL_TO, (before, to), today, reason, by=by, now=now)
        tell("contract.amended", contract, now)
    return contract


def _pass_on(contract: Contract, change: OwnerChange, *, by: User, now: datetime) -> None:
    Contract.objects.filter(pk=contract.pk).update(version=F("version") + 1, changed_at=now)
    sides = (change.from_owner, change.to_owner)
    why = change.why[:LONGEST_WHY]
    told = {"owner": (sides[0].name, sides[1].name), "on": (None, change.on)}
    record(contract, action="change-owner", by=by, now=now, changes=told, why=change.why)
    _write(contract, AmendmentKind.OWNER, sides, change.on, why, by=by, now=now)
    tell("contract.amended", contract, now)


def _write(
    contract: Contract,
    kind: AmendmentKind,
    sides: tuple[Organization, Organization],
    on: date,
    why: str,
    **who: Any,
) -> None:
    name = {AmendmentKind.OWNER: "owner", AmendmentKind.BILL_TO: "bill_to"}[kind]
    before, after = ({name: each.name, f"{name}_id": each.pk} for each in sides)
    write_amendment(contract, Amended(kind=kind, on=on, before=before, after=after, why=why), **who)


def _over(state: ContractState) -> Text:
    name = STATE_NAMES[state]
    return Text(
        f"合同状态为“{name.zh}”，付款方不再变更。",
        f"The contract is “{name.en.lower()}”; who pays for it changes no more.",
    )


ANOTHER = Text("应为另一个客户或合作伙伴。", "Another organization is expected.")
