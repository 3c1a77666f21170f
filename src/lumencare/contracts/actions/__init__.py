"""Everything that can be done to contracts, each in one transaction with its entry in the trail."""

from lumencare.contracts.actions.accepting import accept, accept_by_link
from lumencare.contracts.actions.activating import meet_condition
from lumencare.contracts.actions.continuity import run_continuity
from lumencare.contracts.actions.drawing import Use, draw, give_back
from lumencare.contracts.actions.issuing import issue_document
from lumencare.contracts.actions.opening import open_contract
from lumencare.contracts.actions.reminding import put_down_reminders
from lumencare.contracts.actions.renewing import renew
from lumencare.contracts.actions.sealing import upload_sealed
from lumencare.contracts.actions.signing import sign

__all__ = [
    "Use",
    "accept",
    "accept_by_link",
    "draw",
    "give_back",
    "issue_document",
    "meet_condition",
    "open_contract",
    "put_down_reminders",
    "renew",
    "run_continuity",
    "sign",
    "upload_sealed",
]
