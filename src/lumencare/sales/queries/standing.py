"""What somebody may do with a version now: the table of transitions, their rights, the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, may
from lumencare.accounts.roles import Right
from lumencare.audit.models import Entry
from lumencare.sales.actions.approving import WRITING
from lumencare.sales.models import QuoteVersion
from lumencare.sales.states import Step, may_take
from lumencare.sales.validity import is_over

RIGHT_FOR: Mapping[Step, Right] = {
    Step.CHANGE: Right.MAKE_QUOTES,
    Step.ISSUE: Right.MAKE_QUOTES,
    Step.REVISE: Right.MAKE_QUOTES,
    Step.APPROVE: Right.APPROVE_QUOTES,
    Step.REFUSE: Right.APPROVE_QUOTES,
    Step.SEND: Right.SEND_QUOTES,
    Step.WITHDRAW: Right.SEND_QUOTES,
    Step.ACCEPT: Right.ACCEPT_QUOTES,
}
# What another person must decide (D-20), what ends with the last day of validity (D-26), and what
# is done to the latest version alone.
BY_ANOTHER = {Step.APPROVE, Step.REFUSE}
WHILE_VALID = {Step.APPROVE, Step.SEND, Step.ACCEPT}
OF_LATEST = {Step.REVISE}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a quote, when, and the trail that tells what they wrote of it."""

    user: User
    now: datetime
    trail: tuple[Entry, ...]

    @property
    def inside(self) -> bool:
        """Whether the person is staff."""
        return not is_outsider(self.user)

    def wrote(self, row: QuoteVersion) -> bool:
        """Tell whether the person wrote something of a version."""
        return row.author_id == self.user.pk or any(
            each.key == str(row.pk) and each.by_id == self.user.pk and each.action in WRITING
            for each in self.trail
        )


def steps_now(row: QuoteVersion, viewer: Viewer, *, is_latest: bool) -> frozenset[Step]:
    """Return the steps that a person may take with a version now."""
    barred: set[Step] = set()
    if viewer.wrote(row):
        barred |= BY_ANOTHER
    if is_over(row, viewer.now):
        barred |= WHILE_VALID
    if not is_latest:
        barred |= OF_LATEST
    return frozenset(
        step
        for step, right in RIGHT_FOR.items()
        if step not in barred and may_take(step, row.state) and may(viewer.user, right)
    )
