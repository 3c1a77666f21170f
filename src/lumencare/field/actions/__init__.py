"""Everything that can be done to engineers and visits, each in one transaction with its entry."""

from lumencare.field.actions.booking import book, move, unassign, undo
from lumencare.field.actions.engineers import (
    add_absence,
    add_engineer,
    change_engineer,
    end_absence,
)
from lumencare.field.actions.going import (
    Finish,
    arrive,
    confirm,
    finish,
    miss,
    offer,
    revert,
    set_out,
)
from lumencare.field.actions.proposing import Wish, cancel, change, propose
from lumencare.field.actions.reporting import (
    issue_if_due,
    issue_report,
    issue_reports,
    want_missing_reports,
)
from lumencare.field.actions.sending import send
from lumencare.field.actions.yearly import propose_yearly
from lumencare.field.placing import Placement

__all__ = [
    "Finish",
    "Placement",
    "Wish",
    "add_absence",
    "add_engineer",
    "arrive",
    "book",
    "cancel",
    "change",
    "change_engineer",
    "confirm",
    "end_absence",
    "finish",
    "issue_if_due",
    "issue_report",
    "issue_reports",
    "miss",
    "move",
    "offer",
    "propose",
    "propose_yearly",
    "revert",
    "send",
    "set_out",
    "unassign",
    "undo",
    "want_missing_reports",
]
