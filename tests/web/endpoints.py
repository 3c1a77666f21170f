"""The table of every page's address: who may open it, who may send its form, what it is about.

A page that is not here fails `test_every_endpoint`. Add a row with the page:

    "site-edit": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="site"),

`open` is for GET (None where the address takes forms only), `send` for POST (None where it takes
none). `of` names the thing whose key stands in the address; `tests/web/world.py` makes it.
"""

from lumencare.accounts.roles import Right
from tests.web.door import Door, Who
from tests.web.endpoints_of_claims import CLAIMS
from tests.web.endpoints_of_desk import DESK
from tests.web.endpoints_of_handovers import HANDOVERS
from tests.web.endpoints_of_lifecycle import LIFECYCLE
from tests.web.endpoints_of_parts import PARTS
from tests.web.endpoints_of_portal import PORTAL
from tests.web.endpoints_of_remote import REMOTE, SIGNERS_LINK
from tests.web.endpoints_of_upgrades import UPGRADES

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
    "account_reminders": Door(None, send=Who.SIGNED_IN),
    "account_calendar": Door(None, send=Who.SIGNED_IN),
    "account_calendar_drop": Door(None, send=Who.SIGNED_IN),
    # The secret in the address is the right.
    "calendar-feed": Door(Who.ANYBODY),
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
    "sites": Door(Right.SEE_SITES),
    "sites-export": Door(Right.SEE_SITES),
    "sites-import": Door(Right.IMPORT_PORTFOLIO, send=Right.IMPORT_PORTFOLIO),
    "sites-import-record": Door(None, send=Right.IMPORT_PORTFOLIO),
    "sites-new": Door(Right.EDIT_SITES, send=Right.EDIT_SITES),
    "site": Door(Right.SEE_SITES, of="site"),
    "sites-edit": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="site"),
    "sites-owner": Door(Right.CHANGE_OWNER, send=Right.CHANGE_OWNER, of="site"),
    "sites-portal-link-new": Door(Right.INVITE_OUTSIDERS, send=Right.INVITE_OUTSIDERS, of="site"),
    "sites-portal-link-send": Door(None, send=Right.INVITE_OUTSIDERS),
    "sites-portal-link-revoke": Door(None, send=Right.INVITE_OUTSIDERS),
    "sites-contact-new": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="site"),
    "sites-contact-edit": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="contact"),
    "sites-contact-remove": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="contact"),
    "sites-contact-phone": Door(None, send=Right.SEE_PHONES, of="contact"),
    "sites-record-new": Door(Right.KEEP_RECORDS, send=Right.KEEP_RECORDS, of="site"),
    "sites-record-none": Door(Right.KEEP_RECORDS, send=Right.KEEP_RECORDS, of="site"),
    "sites-record-file": Door(Right.SEE_SITES, of="record"),
    "sites-readiness": Door(Right.SEE_SITES),
    "sites-readiness-export": Door(Right.SEE_SITES),
    "sites-processor": Door(Right.KEEP_RECORDS, send=Right.KEEP_RECORDS, of="system"),
    "sites-system-new": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="site"),
    "sites-systems": Door(Right.SEE_SITES),
    "sites-systems-export": Door(Right.SEE_SITES),
    "system": Door(Right.SEE_SITES, of="system"),
    "sites-system-edit": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="system"),
    "sites-system-retire": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="system"),
    "sites-system-return": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="system"),
    "sites-bom": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="system"),
    "sites-bom-record": Door(None, send=Right.EDIT_SITES, of="system"),
    "sites-bom-difference": Door(Right.SEE_PRICES, of="snapshot"),
    "sites-bom-undo": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="snapshot"),
    "sites-organizations": Door(Right.SEE_SITES),
    "sites-organization-new": Door(Right.EDIT_SITES, send=Right.EDIT_SITES),
    "sites-organization-names": Door(Right.SEE_SITES),
    "organization": Door(Right.SEE_SITES, of="organization"),
    "sites-organization-edit": Door(Right.EDIT_SITES, send=Right.EDIT_SITES, of="organization"),
    "sites-member-new": Door(
        Right.INVITE_OUTSIDERS, send=Right.INVITE_OUTSIDERS, of="organization"
    ),
    "sites-member-remove": Door(None, send=Right.INVITE_OUTSIDERS, of="organization"),
    "windows": Door(Right.SEE_WINDOWS),
    "windows-export": Door(Right.SEE_WINDOWS),
    "renewals": Door(Right.SEE_WINDOWS),
    "renewals-export": Door(Right.SEE_WINDOWS),
    "renewals-offer": Door(Right.MAKE_QUOTES, send=Right.MAKE_QUOTES),
}

QUOTES = {
    "quotes": Door(Right.SEE_PRICES),
    "quotes-export": Door(Right.SEE_PRICES),
    "quote": Door(Right.SEE_PRICES, of="quote"),
    "quotes-pdf": Door(Right.SEE_PRICES, of="quote"),
    "quotes-paper": Door(Right.SEE_PRICES, of="quote"),
    "quotes-builder": Door(Right.MAKE_QUOTES, of="system"),
    "quotes-preview": Door(Right.MAKE_QUOTES, of="system"),
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

CONTRACTS = {
    "contracts": Door(Right.SEE_CONTRACTS),
    "contracts-export": Door(Right.SEE_CONTRACTS),
    "contracts-drift": Door(Right.SEE_PRICES),
    "contracts-drift-export": Door(Right.SEE_PRICES),
    "contract": Door(Right.SEE_CONTRACTS, of="contract"),
    "contracts-suspend": Door(Right.KEEP_CONTRACTS, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-resume": Door(Right.KEEP_CONTRACTS, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-bill-to": Door(Right.KEEP_CONTRACTS, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-purchase": Door(Right.KEEP_CONTRACTS, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-add-system": Door(Right.KEEP_CONTRACTS, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-cancel": Door(Right.CANCEL_CONTRACTS, send=Right.CANCEL_CONTRACTS, of="contract"),
    "contracts-sign": Door(None, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-make": Door(None, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-document": Door(Right.SEE_PRICES, of="contract"),
    "contracts-picture": Door(Right.SEE_PRICES, of="contract"),
    "contracts-seal": Door(None, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-sealed": Door(Right.SEE_PRICES, of="contract"),
    "contracts-amendment-make": Door(None, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-amendment-document": Door(Right.SEE_PRICES, of="contract"),
    "contracts-amendment-seal": Door(None, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-amendment-sealed": Door(Right.SEE_PRICES, of="contract"),
    "contracts-meet": Door(None, send=Right.KEEP_CONTRACTS, of="contract"),
    "contracts-draw": Door(None, send=Right.DRAW_ALLOWANCES, of="contract"),
    "contracts-return": Door(None, send=Right.DRAW_ALLOWANCES, of="contract"),
}

FINANCE = {
    "finance": Door(Right.SEE_MONEY),
    "finance-export": Door(Right.SEE_MONEY),
    "finance-receive": Door(None, send=Right.KEEP_MONEY, of="payment"),
    "finance-request": Door(None, send=Right.KEEP_MONEY),
    "finance-receipts": Door(Right.SEE_MONEY),
    "finance-receipts-export": Door(Right.SEE_MONEY),
    "finance-reverse": Door(None, send=Right.KEEP_MONEY, of="receipt"),
    "finance-invoices": Door(Right.SEE_MONEY),
    "finance-invoices-export": Door(Right.SEE_MONEY),
    "finance-file": Door(None, send=Right.KEEP_MONEY),
    "finance-file-again": Door(Right.KEEP_MONEY, of="batch"),
    "finance-issued": Door(None, send=Right.KEEP_MONEY, of="invoice"),
    "finance-red": Door(None, send=Right.KEEP_MONEY, of="invoice"),
    "finance-withdraw": Door(None, send=Right.KEEP_MONEY, of="invoice"),
    "finance-case-bills": Door(Right.SEE_MONEY),
    "finance-case-bills-export": Door(Right.SEE_MONEY),
    "finance-case-bill-paid": Door(None, send=Right.KEEP_MONEY, of="case_bill"),
    "finance-case-bill-refund": Door(None, send=Right.KEEP_MONEY, of="case_bill"),
    "finance-case-bill-invoice": Door(None, send=Right.KEEP_MONEY, of="case_bill"),
    "finance-credits": Door(Right.SEE_MONEY),
    "finance-credits-export": Door(Right.SEE_MONEY),
    "finance-credit": Door(None, send=Right.CANCEL_CONTRACTS),
    "finance-credit-decide": Door(None, send=Right.KEEP_MONEY, of="credit"),
    "finance-credit-refund": Door(None, send=Right.KEEP_MONEY, of="credit"),
    "finance-income": Door(Right.SEE_MONEY),
    "finance-income-export": Door(Right.SEE_MONEY),
}

EDITIONS = {
    "editions": Door(Right.SEE_EDITIONS),
    "editions-simulate": Door(Right.SEE_EDITIONS),
    "editions-one": Door(Right.SEE_EDITIONS),
    "editions-file": Door(Right.SEE_EDITIONS),
    "editions-upload": Door(Right.DRAFT_EDITIONS, send=Right.DRAFT_EDITIONS),
    # Whoever may publish sees drafts, and among them is everybody who may draft.
    "editions-draft": Door(Right.PUBLISH_EDITIONS, of="draft"),
    "editions-rehearsal": Door(Right.PUBLISH_EDITIONS, of="draft"),
    "editions-rehearsal-export": Door(Right.PUBLISH_EDITIONS, of="draft"),
    "editions-replace": Door(Right.DRAFT_EDITIONS, send=Right.DRAFT_EDITIONS, of="draft"),
    "editions-propose": Door(None, send=Right.DRAFT_EDITIONS, of="draft"),
    "editions-publish": Door(None, send=Right.PUBLISH_EDITIONS, of="draft"),
    "editions-send-back": Door(None, send=Right.PUBLISH_EDITIONS, of="draft"),
    "editions-withdraw": Door(None, send=Right.PUBLISH_EDITIONS, of="draft"),
    "editions-retire": Door(None, send=Right.PUBLISH_EDITIONS, of="draft"),
}

CALENDARS = {
    "calendars": Door(Right.SEE_CALENDARS),
    "calendars-year": Door(Right.SEE_CALENDARS),
    "calendars-paste": Door(Right.KEEP_CALENDARS, send=Right.KEEP_CALENDARS),
    "calendars-notice": Door(Right.SEE_CALENDARS, of="notice"),
    "calendars-correct": Door(Right.KEEP_CALENDARS, send=Right.KEEP_CALENDARS, of="notice"),
    "calendars-approve": Door(None, send=Right.KEEP_CALENDARS, of="notice"),
    "calendars-move": Door(None, send=Right.KEEP_VISITS, of="notice"),
    "calendars-withdraw": Door(Right.KEEP_CALENDARS, send=Right.KEEP_CALENDARS, of="notice"),
}

PEOPLE = {
    "people": Door(Right.SEE_PEOPLE),
    # Everybody may know what they may do.
    "people-rights": Door(Who.SIGNED_IN),
    "people-invite": Door(Right.EDIT_PEOPLE, send=Right.EDIT_PEOPLE),
    "people-revoke": Door(None, send=Right.EDIT_PEOPLE, of="invitation"),
    "people-one": Door(Right.SEE_PEOPLE, send=Right.EDIT_PEOPLE, of="person"),
    "people-deactivate": Door(None, send=Right.EDIT_PEOPLE, of="person"),
    "people-reactivate": Door(None, send=Right.EDIT_PEOPLE, of="person"),
    "invitation": PUBLIC,
    "audit": Door(Right.SEE_AUDIT),
}

WEBHOOKS = {
    "webhooks": Door(Right.KEEP_WEBHOOKS),
    "webhooks-new": Door(Right.KEEP_WEBHOOKS, send=Right.KEEP_WEBHOOKS),
    "webhooks-one": Door(Right.KEEP_WEBHOOKS, of="endpoint"),
    "webhooks-edit": Door(Right.KEEP_WEBHOOKS, send=Right.KEEP_WEBHOOKS, of="endpoint"),
    "webhooks-rotate": Door(None, send=Right.KEEP_WEBHOOKS, of="endpoint"),
    "webhooks-off": Door(None, send=Right.KEEP_WEBHOOKS, of="endpoint"),
    "webhooks-on": Door(None, send=Right.KEEP_WEBHOOKS, of="endpoint"),
    "webhooks-test": Door(None, send=Right.KEEP_WEBHOOKS, of="endpoint"),
    "webhooks-replay": Door(None, send=Right.KEEP_WEBHOOKS, of="endpoint"),
    "webhooks-delivery": Door(Right.KEEP_WEBHOOKS, of="delivery"),
    "webhooks-again": Door(None, send=Right.KEEP_WEBHOOKS, of="delivery"),
    "webhooks-reminders": Door(Right.KEEP_WEBHOOKS),
}

DISPATCH = {
    "dispatch": Door(Right.SEE_VISITS),
    "dispatch-fit": Door(Right.KEEP_VISITS),
    "dispatch-send": Door(None, send=Right.KEEP_VISITS, of="visit"),
    "dispatch-undo": Door(None, send=Right.KEEP_VISITS, of="visit"),
    "dispatch-preventive": Door(Right.SEE_VISITS),
    "dispatch-new": Door(Right.KEEP_VISITS, send=Right.KEEP_VISITS),
    "dispatch-engineers": Door(Right.SEE_VISITS),
    "dispatch-engineer-new": Door(Right.KEEP_ENGINEERS, send=Right.KEEP_ENGINEERS),
    "dispatch-engineer": Door(Right.KEEP_ENGINEERS, send=Right.KEEP_ENGINEERS, of="engineer"),
    "dispatch-away": Door(Right.KEEP_ENGINEERS, send=Right.KEEP_ENGINEERS, of="engineer"),
    "dispatch-away-end": Door(None, send=Right.KEEP_ENGINEERS, of="absence"),
    "visit": Door(Right.SEE_VISITS, of="visit"),
    "visit-move": Door(Right.KEEP_VISITS, send=Right.KEEP_VISITS, of="visit"),
    "visit-report": Door(None, send=Right.DO_VISITS, of="visit"),
    "visit-report-file": Door(Right.SEE_VISITS, of="visit"),
    "visit-signature": Door(Right.SEE_VISITS, of="visit"),
    "visit-photo": Door(Right.SEE_VISITS, of="photo"),
    "visit-photo-small": Door(Right.SEE_VISITS, of="photo"),
    "visit-step": Door(None, send=Right.DO_VISITS, of="visit"),
}

# What everybody may fetch of these holds no word of anybody's.
PHONE = {
    "phone": Door(Right.DO_VISITS),
    "phone-day": Door(Right.DO_VISITS),
    "phone-visit": Door(Right.DO_VISITS, send=Right.DO_VISITS, of="visit"),
    "phone-report": Door(Right.DO_VISITS, of="visit"),
    "phone-record": Door(Right.DO_VISITS, of="record"),
    "phone-send": Door(None, send=Right.DO_VISITS, of="visit"),
    "dispatch-sent": Door(Right.KEEP_VISITS),
    "dispatch-settle": Door(None, send=Right.KEEP_VISITS, of="phone-action"),
    "phone-worker": Door(Who.ANYBODY),
    "phone-manifest": Door(Who.ANYBODY),
}

# The link that a customer gets: its secret is the right.
CUSTOMERS_LINK = {
    "offer": Door(Who.ANYBODY),
    "offer-pdf": Door(Who.ANYBODY),
    "offer-picture": Door(Who.ANYBODY),
    "offer-accept": Door(None, send=Who.ANYBODY),
    "offer-ask": Door(None, send=Who.ANYBODY),
    "proposal-offer": Door(Who.ANYBODY),
    "proposal-offer-pdf": Door(Who.ANYBODY),
    "proposal-offer-picture": Door(Who.ANYBODY),
    "proposal-offer-accept": Door(None, send=Who.ANYBODY),
}

# Nobody has to sign in to see whether a document is one of ours.
CHECKING = {
    "check": PUBLIC,
    "check-one": PUBLIC,
}

DOORS: dict[str, Door] = {
    **CLAIMS,
    **DESK,
    **CHECKING,
    **SIGNING_IN,
    **ONES_OWN,
    **SITES,
    **QUOTES,
    **CONTRACTS,
    **FINANCE,
    **PARTS,
    **LIFECYCLE,
    **EDITIONS,
    **CALENDARS,
    **PEOPLE,
    **WEBHOOKS,
    **DISPATCH,
    **PHONE,
    **CUSTOMERS_LINK,
    **PORTAL,
    **SIGNERS_LINK,
    **HANDOVERS,
    **REMOTE,
    **UPGRADES,
}
