"""Rows of the customer's own door: `tests/portal/doors.py` says what each address takes."""

from lumencare.accounts.roles import Right
from tests.portal.doors import DOORS as VISITORS
from tests.web.door import Door, Who


def _sends(form: object) -> Who | None:
    return None if form is None else Who.OUTSIDE


KEEPS = Right.KEEP_PRIVACY
OFFICE = {
    "privacy": Door(KEEPS),
    "privacy-consents": Door(KEEPS),
    "privacy-periods": Door(KEEPS),
    "privacy-register": Door(KEEPS),
    "privacy-request": Door(KEEPS, of="data-request"),
    "privacy-check": Door(KEEPS, send=KEEPS, of="data-request"),
    "privacy-correct": Door(KEEPS, send=KEEPS, of="data-request"),
    "privacy-refuse": Door(KEEPS, send=KEEPS, of="data-request"),
    "privacy-carry-out": Door(KEEPS, send=KEEPS, of="data-request"),
}
WAY_IN = Door(Who.ANYBODY, send=Who.ANYBODY)
PORTAL = {
    **OFFICE,
    "portal-door": WAY_IN,
    "portal-code": WAY_IN,
    # Staff are not let in by a customer's link.
    "portal-link": Door(Who.OUTSIDE),
    "portal-leave": Door(None, send=Who.ANYBODY),
    "portal-notice": Door(Who.ANYBODY),
    "portal-stop": WAY_IN,
    **{
        name: Door(Who.OUTSIDE if row.opens else None, send=_sends(row.sends))
        for name, row in VISITORS.items()
    },
}
