"""Rows of accepted upgrades."""

from lumencare.accounts.roles import Right
from tests.web.door import Door

SEE = Right.SEE_PROPOSALS
COMPLETE = Right.COMPLETE_UPGRADES
HANDOVERS = {
    "handovers": Door(SEE),
    "handovers-report": Door(SEE),
    "handovers-report-export": Door(SEE),
    "handover": Door(SEE, of="accepted"),
    "handovers-accept": Door(Right.SEND_QUOTES, send=Right.SEND_QUOTES, of="accepted"),
    "handovers-complete": Door(COMPLETE, send=COMPLETE, of="accepted"),
    "handovers-plan": Door(None, send=COMPLETE, of="accepted"),
    "handovers-evidence": Door(SEE, of="accepted"),
    "handovers-end": Door(Right.CANCEL_CONTRACTS, send=Right.CANCEL_CONTRACTS, of="accepted"),
    "finance-upgrade-bills": Door(Right.SEE_MONEY),
    "finance-upgrade-bill-paid": Door(None, send=Right.KEEP_MONEY, of="upgrade_bill"),
    "finance-upgrade-bill-invoice": Door(None, send=Right.KEEP_MONEY, of="upgrade_bill"),
}
