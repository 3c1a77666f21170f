"""System Care on the page of a system: its surveys and proposals, and what may be begun."""

from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, may
from lumencare.accounts.roles import Right
from lumencare.upgrades.queries import proposals_of_system, surveys_of_system


def care_of_system(user: User, pk: int, *, retired: bool) -> dict[str, Any] | None:
    """Return what was surveyed and proposed for a system; None for who may see neither."""
    if is_outsider(user) or not may(user, Right.SEE_SURVEYS):
        return None
    return {
        "surveys": surveys_of_system(user, pk),
        "proposals": proposals_of_system(user, pk),
        "may_survey": may(user, Right.KEEP_SURVEYS) and not retired,
        "may_propose": may(user, Right.MAKE_PROPOSALS) and not retired,
    }
