"""What is done with claims for replacement parts."""

from lumencare.claims.actions.asking import Asked, ask
from lumencare.claims.actions.causing import find_cause
from lumencare.claims.actions.changing import change, set_price
from lumencare.claims.actions.closing import close_case, open_claims
from lumencare.claims.actions.deciding import decide
from lumencare.claims.actions.ending import refuse, take_lead, withdraw
from lumencare.claims.actions.fitting import fit
from lumencare.claims.actions.issuing import issue, issue_from_bag, take_back
from lumencare.claims.actions.returning import (
    ask_return,
    lose_return,
    receive_return,
    waive_return,
)
from lumencare.claims.actions.sharing import agree_share, show_share
from lumencare.claims.actions.supplying import order, release, reserve
from lumencare.claims.actions.tending import tend_claims

__all__ = [
    "Asked",
    "agree_share",
    "ask",
    "ask_return",
    "change",
    "close_case",
    "decide",
    "find_cause",
    "fit",
    "issue",
    "issue_from_bag",
    "lose_return",
    "open_claims",
    "order",
    "receive_return",
    "refuse",
    "release",
    "reserve",
    "set_price",
    "show_share",
    "take_back",
    "take_lead",
    "tend_claims",
    "waive_return",
    "withdraw",
]
