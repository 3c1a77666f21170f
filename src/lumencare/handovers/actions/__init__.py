"""What follows on proposals: acceptance, bills, work, the handover; each in one transaction."""

from lumencare.handovers.actions.accepting import Chosen, accept, accept_by_link, accept_signed
from lumencare.handovers.actions.billing import invoice_upgrade_bill, pay_upgrade_bill
from lumencare.handovers.actions.completing import complete
from lumencare.handovers.actions.leaving import end_contract
from lumencare.handovers.actions.working import plan_work

__all__ = [
    "Chosen",
    "accept",
    "accept_by_link",
    "accept_signed",
    "complete",
    "end_contract",
    "invoice_upgrade_bill",
    "pay_upgrade_bill",
    "plan_work",
]
