"""What became of contracts: documents to sign, one that is suspended, one that was cancelled."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta

from lumencare.accounts.roles import Role
from lumencare.contracts.actions import cancel, issue_document, suspend
from lumencare.contracts.cancelling import Cancelling
from lumencare.contracts.models import Contract
from lumencare.demo.people import Staff
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.credit import Treatment
from lumencare.domain.shanghai import at, in_shanghai

NOON, FAR = time(12, 0), timedelta(days=90)
# The others stay without, so that there is something to try.
WITH_DOCUMENT = slice(2, 4)


def issue_documents(waiting: Sequence[Contract], staff: Staff, now: datetime) -> None:
    """Make the documents of a few contracts that are not signed yet; newest ones come first.

    The oldest is made first: the certificate of the demo is as old as what it signed.
    """
    for contract in reversed(waiting[WITH_DOCUMENT]):
        then = min(at(contract.purchased_on, NOON) + timedelta(days=2), now)
        issue_document(contract, by=staff[Role.COORDINATOR], now=then)


def change_some(staff: Staff, now: datetime) -> None:
    """Suspend one contract of service care, and cancel another: its credit waits for approval."""
    rows = Contract.objects.filter(state="active", lines__code=PlanCode.SERVICE_CARE.value)
    # Those that fall due soon are left to be renewed.
    running = rows.filter(ends_on__gt=in_shanghai(now).date() + FAR).distinct()
    changes: tuple[Callable[[Contract, Staff, datetime], object], ...] = (_suspend, _cancel)
    for contract, change in zip(running.order_by("purchased_on", "pk"), changes, strict=False):
        change(contract, staff, now)


def _suspend(contract: Contract, staff: Staff, now: datetime) -> None:
    why = "业主改造机房，系统停用"
    suspend(contract, why=why, by=staff[Role.COORDINATOR], now=now)


def _cancel(contract: Contract, staff: Staff, now: datetime) -> None:
    decided = Cancelling(
        on=in_shanghai(now).date(),
        treatment=Treatment.BY_DAY,
        why="项目移交新业主，新业主不再需要服务",
    )
    cancel(contract, decided, by=staff[Role.MANAGER], now=now)
