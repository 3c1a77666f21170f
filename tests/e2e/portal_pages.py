"""The pages of the portal: each one, as somebody with an account opens it, and by a link."""

from dataclasses import replace

from lumencare.accounts.roles import Role
from tests.e2e.pages import Place
from tests.e2e.served import KNOCKED, LINK

# Open to who is not known yet.
WAYS_IN = (
    Place("portal-door", "/portal/enter", None),
    Place("portal-code", "/portal/enter/code", KNOCKED),
    Place("portal-link", "/portal/in/no-such-link", None),
    Place("portal-notice", "/portal/privacy/notice", None),
    Place("portal-stop", "/portal/reminders/stop/no-such-link", None),
    Place("offer-gone", "/q/no-such-link/", None),
    Place("proposal-gone", "/u/no-such-link/", None),
    Place("remote-link-gone", "/r/no-such-link/", None),
)

# Named like their addresses; `tests/portal/test_listed.py` sees that none is missing.
BY_ACCOUNT = (
    Place("portal-home", "/portal/", Role.CUSTOMER),
    Place("portal-report", "/portal/", Role.CUSTOMER, "main a[href$='/report']"),
    Place("portal-records", "/portal/", Role.CUSTOMER, "footer a[href$='/records']"),
    Place("portal-cases", "/portal/cases/", Role.CUSTOMER),
    Place("portal-case", "/portal/cases/", Role.CUSTOMER, "main a[href*='/cases/R-']"),
    Place("portal-refuse", "/portal/", Role.CUSTOMER, "main a[href$='/refuse']"),
    Place("portal-sign", "/portal/allowances/", Role.CUSTOMER, "main a[href$='/sign']"),
    Place("portal-allowances", "/portal/allowances/", Role.CUSTOMER),
    Place("portal-book", "/portal/allowances/", Role.CUSTOMER, "main a[href$='/book']"),
    Place("portal-passport", "/portal/", Role.CUSTOMER, "main a[href$='/cover']"),
    Place("portal-plans", "/portal/", Role.CUSTOMER, "main a[href$='/plans']"),
    Place("portal-renew", "/portal/papers/", Role.CUSTOMER, "main a[href*='/renewals/']"),
    Place("portal-papers", "/portal/papers/", Role.CUSTOMER),
    Place("portal-remotes", "/portal/remote/", Role.CUSTOMER),
    Place("portal-remote", "/portal/", Role.CUSTOMER, "main a[href*='/portal/remote/']"),
    Place("portal-partners", "/portal/partners/", Role.CUSTOMER),
    Place("portal-people", "/portal/people/", Role.CUSTOMER),
    Place("portal-privacy", "/portal/privacy/", Role.CUSTOMER),
    Place("portal-copy", "/portal/privacy/copy", Role.CUSTOMER),
    Place("portal-correct", "/portal/privacy/correct", Role.CUSTOMER),
    Place("portal-erase", "/portal/privacy/delete", Role.CUSTOMER),
    Place("portal-consents", "/portal/privacy/consents/", Role.CUSTOMER),
    Place("portal-reminders", "/portal/reminders/", Role.CUSTOMER),
    Place("offer", "/portal/papers/", Role.CUSTOMER, "main a[href*='/q/']"),
    Place("proposal-offer", "/portal/papers/", Role.CUSTOMER, "main a[href*='/u/']"),
)
FOR_PARTNER = (Place("portal-partner", "/portal/", Role.PARTNER),)
BY_LINK = tuple(replace(each, name=f"{each.name}-by-link", who=LINK) for each in BY_ACCOUNT)
PORTAL = (*WAYS_IN, *BY_ACCOUNT, *FOR_PARTNER)
