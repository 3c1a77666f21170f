"""Another system of the same site and owner joins a running contract (BOM supplement of D-13)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions.activating import activate_ready
from lumencare.contracts.actions.amending import Amended, sold_facts, write_amendment
from lumencare.contracts.actions.selling import last_position
from lumencare.contracts.actions.steps import take_step
from lumencare.contracts.condition_kinds import SIGNATURE
from lumencare.contracts.hosts import GOING_ON
from lumencare.contracts.models import Condition, Contract, ContractLine, Payment
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.domain.contract.states import ContractState, ContractStep, require_step
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.models import QuoteVersion


def add_system(contract: Contract, version: QuoteVersion, *, by: User, now: datetime) -> Contract:
    """Attach what an accepted quote sold for another system to a running contract; once.

    The contract that its acceptance opened was not signed: it is cancelled, and names this one.
    Raises Refused where the quote is not of this site and owner, or its contract is signed.
    """
    require_right(by, Right.KEEP_CONTRACTS)
    with transaction.atomic():
        opened = _opened_by(version)
        if opened.pk == contract.pk:
            return contract
        _lock(opened, contract)
        opened.refresh_from_db()
        require_step(ContractStep.AMEND, ContractState(contract.state))
        _require_fitting(contract, opened, version)
        lines = list(opened.lines.select_related("system").order_by("position"))
        amounts = _amounts(contract, opened)
        take_step(contract, ContractStep.AMEND, by=by, now=now, fields=amounts)
        _move(opened, contract, lines)
        why = f"{contract.number}"
        over: dict[str, Any] = {"ended_at": now, "ended_why": why, "net_fen": 0, "vat_fen": 0}
        take_step(opened, ContractStep.CANCEL, by=by, now=now, why=why, fields=over)
        said = Amended(
            kind=AmendmentKind.ADD_SYSTEM,
            on=in_shanghai(now).date(),
            before={"contract": opened.number},
            after=sold_facts(lines),
            version=version,
        )
        write_amendment(contract, said, by=by, now=now)
        activate_ready(contract, by=by, now=now)
    return contract


def _opened_by(version: QuoteVersion) -> Contract:
    line = ContractLine.objects.filter(quote_version=version).select_related("contract").first()
    if line is None:
        raise Refused(does_not_apply("D-13", NOT_ACCEPTED))
    return line.contract


def _lock(*contracts: Contract) -> None:
    """Hold contracts in one order, so that two who attach at once follow each other."""
    keys = [each.pk for each in contracts]
    list(Contract.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _require_fitting(contract: Contract, opened: Contract, version: QuoteVersion) -> None:
    """Raise Refused for the first thing that stands against it."""
    systems = contract.lines.filter(state__in=GOING_ON)
    against = (
        (opened.state != ContractState.DRAFT, SIGNED_ALREADY),
        (opened.lines.exclude(quote_version=version).exists(), SIGNED_ALREADY),
        ((opened.site_id, opened.owner_id) != (contract.site_id, contract.owner_id), ELSEWHERE),
        (systems.filter(system=version.quote.system_id).exists(), SAME_SYSTEM),
        (opened.payments.filter(paid_fen__gt=0).exists(), PAID_ALREADY),
    )
    for stands_against, text in against:
        if stands_against:
            raise Refused(does_not_apply("D-13", text))


def _amounts(contract: Contract, opened: Contract) -> dict[str, Any]:
    return {
        "net_fen": contract.net_fen + opened.net_fen,
        "vat_fen": contract.vat_fen + opened.vat_fen,
    }


def _move(opened: Contract, contract: Contract, lines: list[ContractLine]) -> None:
    """Give lines, payments and conditions to the running contract; its own documents hold."""
    for place, line in enumerate(lines, start=last_position(contract) + 1):
        ContractLine.objects.filter(pk=line.pk).update(contract=contract, position=place)
    Payment.objects.filter(contract=opened).update(contract=contract)
    known = contract.conditions.filter(line=None).values_list("kind", flat=True)
    Condition.objects.filter(contract=opened).exclude(line=None).update(contract=contract)
    documents = Condition.objects.filter(contract=opened, line=None)
    documents.exclude(kind__in=[SIGNATURE, *known]).update(contract=contract)


NOT_ACCEPTED = Text(
    "该报价单尚未被接受；请先登记接受。",
    "The quote is not accepted yet; record its acceptance first.",
)
SIGNED_ALREADY = Text(
    "该报价单的合同已签署或已结束，不能再并入。",
    "The contract of this quote is signed or over: it cannot join another one any more.",
)
ELSEWHERE = Text(
    "只有同一项目地点、同一业主的系统才能并入。",
    "Only a system of the same site and the same owner can join.",
)
SAME_SYSTEM = Text(
    "合同已包含该系统；其续保、升级与选项接受后自动并入。",
    "The contract has this system already; what goes on with it joins by its acceptance.",
)
PAID_ALREADY = Text(
    "该报价单的合同已有收款，请单独签署。",
    "Money was received for the contract of this quote: sign it on its own.",
)
