"""Rows of the customer's own door: `tests/portal/doors.py` says what each address takes."""

from tests.portal.doors import DOORS as VISITORS
from tests.web.door import Door, Who


def _sends(form: object) -> Who | None:
    return None if form is None else Who.OUTSIDE


WAY_IN = Door(Who.ANYBODY, send=Who.ANYBODY)
PORTAL = {
    "portal-door": WAY_IN,
    "portal-code": WAY_IN,
    # Staff are not let in by a customer's link.
    "portal-link": Door(Who.OUTSIDE),
    "portal-leave": Door(None, send=Who.ANYBODY),
    **{
        name: Door(Who.OUTSIDE if row.opens else None, send=_sends(row.sends))
        for name, row in VISITORS.items()
    },
}
