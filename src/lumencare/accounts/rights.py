"""May this person do that? Asked by every action and every query, answered in one place."""

from lumencare.accounts.models import User
from lumencare.accounts.roles import OUTSIDE, RIGHT_NAMES, RIGHTS, Right
from lumencare.domain.text import Text


class NotAllowed(Exception):
    """Somebody asked for what no role of theirs may do; names the right in both languages.

    `text` says why where somebody has the right but not here, as for what they did themselves.
    """

    def __init__(self, right: Right, text: Text | None = None) -> None:
        name = RIGHT_NAMES[right]
        self.right = right
        self.text = text or Text(
            f"您的角色没有“{name.zh}”的权限。", f"No role of yours may do this: {name.en}."
        )
        super().__init__(self.text.en)


def may(user: User, right: Right) -> bool:
    """Tell whether one of the person's roles has a right; somebody who left has none."""
    return user.is_active and not RIGHTS[right].isdisjoint(user.role_set)


def require_right(user: User, right: Right) -> None:
    """Raise NotAllowed where the person has no such right."""
    if not may(user, right):
        raise NotAllowed(right)


def is_outsider(user: User) -> bool:
    """Tell whether a person sees only what their organizations own or serve."""
    return user.role_set <= OUTSIDE
