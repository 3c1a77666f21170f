"""The table of every page's address: who may open it, who may send its form, what it is about.

A page that is not here fails `test_every_endpoint`. Add a row with the page:

    "site-edit": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="site"),

`open` is for GET (None where the address takes forms only), `send` for POST (None where it takes
none). `of` names the thing whose key stands in the address; `tests/web/world.py` makes it.
"""

from dataclasses import dataclass
from enum import Enum

from lumencare.accounts.roles import Right


class Who(Enum):
    """Whom an address is for, where no right decides."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"


@dataclass(frozen=True, slots=True)
class Door:
    """Who may open an address (GET) and who may send something to it (POST)."""

    open: Right | Who | None
    send: Right | Who | None = None
    of: str = ""


PUBLIC = Door(Who.ANYBODY, send=Who.ANYBODY)
OWN = Door(Who.SIGNED_IN, send=Who.SIGNED_IN)

SIGNING_IN = {
    "account_login": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    # Half-way through signing in: leads back to the first step where there was none.
    "mfa_authenticate": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
    "socialaccount_login_error": PUBLIC,
    # Leads somebody who is not signed in to the login page themselves.
    "account_language": Door(None, send=Who.ANYBODY),
    # Both lead on to one's own account.
    "mfa_index": PUBLIC,
    "socialaccount_connections": PUBLIC,
}

ONES_OWN = {
    "workbench": Door(Who.SIGNED_IN),
    "account_me": OWN,
    "account_tokens": OWN,
    "account_token_revoke": Door(None, send=Who.SIGNED_IN, of="token"),
    "account_reauthenticate": OWN,
    "account_change_password": OWN,
    "mfa_reauthenticate": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": OWN,
    "mfa_view_recovery_codes": OWN,
    "mfa_generate_recovery_codes": OWN,
    "mfa_download_recovery_codes": Door(Who.SIGNED_IN),
    "usersessions_list": OWN,
}

SITES = {
    "search": Door(Right.SEE_SITES),
}

QUOTES = {
    "quotes": Door(Right.SEE_PRICES),
    "quotes-export": Door(Right.SEE_PRICES),
    "quote": Door(Right.SEE_PRICES, of="quote"),
    "quotes-pdf": Door(Right.SEE_PRICES, of="quote"),
    "quotes-paper": Door(Right.SEE_PRICES, of="quote"),
    "quotes-builder": Door(Right.MAKE_QUOTES, of="system"),
    "quotes-draft": Door(None, send=Right.MAKE_QUOTES, of="system"),
    "quotes-issue": Door(None, send=Right.MAKE_QUOTES, of="system"),
    "quotes-final": Door(None, send=Right.MAKE_QUOTES, of="quote"),
    "quotes-revise": Door(None, send=Right.MAKE_QUOTES, of="quote"),
    "quotes-decide": Door(None, send=Right.APPROVE_QUOTES, of="quote"),
    "quotes-send": Door(None, send=Right.SEND_QUOTES, of="quote"),
    "quotes-revoke": Door(None, send=Right.SEND_QUOTES, of="quote"),
    "quotes-withdraw": Door(None, send=Right.SEND_QUOTES, of="quote"),
    "quotes-accept": Door(None, send=Right.ACCEPT_QUOTES, of="quote"),
    # Staff answer, and customers who sign in ask.
    "quotes-message": Door(None, send=Right.ACCEPT_QUOTES, of="quote"),
}

EDITIONS: dict[str, Door] = {}

PEOPLE: dict[str, Door] = {}

# The link that a customer gets: its secret is the right.
CUSTOMERS_LINK: dict[str, Door] = {}

DOORS: dict[str, Door] = {
    **SIGNING_IN,
    **ONES_OWN,
    **SITES,
    **QUOTES,
    **EDITIONS,
    **PEOPLE,
    **CUSTOMERS_LINK,
}
