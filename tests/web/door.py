"""What a row of the table of addresses says: who may open one, who may send something to it."""

from dataclasses import dataclass
from enum import Enum

from lumencare.accounts.roles import Right


class Who(Enum):
    """Whom an address is for, where no right decides."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"
    # People outside, by a link or signed in; staff are told that it is not theirs.
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Door:
    """Who may open an address (GET) and who may send something to it (POST)."""

    open: Right | Who | None
    send: Right | Who | None = None
    of: str = ""
