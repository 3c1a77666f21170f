"""Who may call an operation of the interface: one row of the table in `doors.py`."""

from dataclasses import dataclass, field
from typing import Any

from lumencare.accounts.roles import Right


@dataclass(frozen=True, slots=True)
class Door:
    """Who may call an operation, and a request that fits it."""

    right: Right | None
    of: str = ""
    body: dict[str, Any] | None = None
    form: dict[str, Any] = field(default_factory=dict)
    # For people of customers and partners alone, about themselves.
    is_own: bool = False
    # Nobody needs a token.
    is_public: bool = False
