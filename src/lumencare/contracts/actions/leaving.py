"""A system that was replaced as a whole leaves its contracts: by staff, without refund (D-17)."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.contracts.actions.cancelling import cancel
from lumencare.contracts.cancelling import Cancelling
from lumencare.contracts.models import Contract
from lumencare.domain.contract.credit import Treatment
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sites.models import System


def end_for_replaced(
    contract: Contract, system: System, *, why: str, by: User, now: datetime
) -> Contract:
    """End what a contract has for a system that is gone, from today and without refund.

    A contract of that system alone is cancelled; one of several goes on with the others. What is
    given for the plan that had not run out is a line of the proposal, decided there.
    """
    if not system.replacements.filter(whole=True).exists():
        raise Refused(does_not_apply("D-17", IN_PLACE))
    decided = Cancelling(
        on=in_shanghai(now).date(), treatment=Treatment.NONE, why=why, system=system
    )
    return cancel(contract, decided, by=by, now=now)


IN_PLACE = Text(
    "该系统未整体更换，合同继续有效；如需取消，请在合同页面办理。",
    "This system was not replaced as a whole, so its contracts go on; cancel one on its own page.",
)
