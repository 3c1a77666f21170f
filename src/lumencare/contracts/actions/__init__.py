"""Everything that can be done to contracts, each in one transaction with its entry in the trail."""

from lumencare.contracts.actions.accepting import accept, accept_by_link
from lumencare.contracts.actions.activating import meet_condition
from lumencare.contracts.actions.adding_systems import add_system
from lumencare.contracts.actions.cancelling import cancel
from lumencare.contracts.actions.continuity import run_continuity
from lumencare.contracts.actions.correcting import change_system, correct_purchase
from lumencare.contracts.actions.drawing import Use, draw, give_back
from lumencare.contracts.actions.issuing import issue_amendment, issue_document
from lumencare.contracts.actions.leaving import end_for_replaced
from lumencare.contracts.actions.opening import open_contract
from lumencare.contracts.actions.parties import change_bill_to, change_owner
from lumencare.contracts.actions.reminding import put_down_reminders
from lumencare.contracts.actions.renewing import renew
from lumencare.contracts.actions.replacing import note_replaced
from lumencare.contracts.actions.sealing import upload_sealed, upload_sealed_amendment
from lumencare.contracts.actions.signing import sign
from lumencare.contracts.actions.suspending import resume, suspend

__all__ = [
    "Use",
    "accept",
    "accept_by_link",
    "add_system",
    "cancel",
    "change_bill_to",
    "change_owner",
    "change_system",
    "correct_purchase",
    "draw",
    "end_for_replaced",
    "give_back",
    "issue_amendment",
    "issue_document",
    "meet_condition",
    "note_replaced",
    "open_contract",
    "put_down_reminders",
    "renew",
    "resume",
    "run_continuity",
    "sign",
    "suspend",
    "upload_sealed",
    "upload_sealed_amendment",
]
