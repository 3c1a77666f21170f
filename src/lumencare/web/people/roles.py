"""The roles that somebody may hold, each with its name in words."""

from collections.abc import Iterable

from lumencare.accounts.roles import OUTSIDE, ROLE_NAMES, STAFF, Role
from lumencare.web.templatetags.words import said


def options_like(held: Iterable[Role]) -> list[tuple[str, str]]:
    """Return the roles that somebody may hold: those of staff, or those of people outside."""
    side = OUTSIDE if set(held) & OUTSIDE else STAFF
    return [(role.value, said(ROLE_NAMES[role])) for role in Role if role in side]
