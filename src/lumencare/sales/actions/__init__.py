"""Everything that can be done to quotes, each in one transaction with its entry in the trail."""

from lumencare.sales.actions.accepting import Acceptance, accept, accept_by_link
from lumencare.sales.actions.approving import decide
from lumencare.sales.actions.asking import ask, write_message
from lumencare.sales.actions.drafting import change_draft, revise, start_quote
from lumencare.sales.actions.ending import expire_due, withdraw
from lumencare.sales.actions.issuing import issue
from lumencare.sales.actions.sending import BY_HAND, Delivery, revoke_link, send
from lumencare.sales.archive import sweep_left_over
from lumencare.sales.mailing import deliver_mails

__all__ = [
    "BY_HAND",
    "Acceptance",
    "Delivery",
    "accept",
    "accept_by_link",
    "ask",
    "change_draft",
    "decide",
    "deliver_mails",
    "expire_due",
    "issue",
    "revise",
    "revoke_link",
    "send",
    "start_quote",
    "sweep_left_over",
    "withdraw",
    "write_message",
]
