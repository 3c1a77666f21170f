"""How a version ends without being accepted: it is taken back, or its time runs out."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import Conflict
from lumencare.domain.shanghai import in_shanghai
from lumencare.sales.actions.steps import take_step
from lumencare.sales.models import QuoteState, QuoteVersion
from lumencare.sales.states import TRANSITIONS, Step
from lumencare.sales.written import read_written

BATCH = 200


def withdraw(version: QuoteVersion, *, by: User, now: datetime, why: str) -> QuoteVersion:
    """Take a version back, with the reason; a draft needs none."""
    require_right(by, Right.SEND_QUOTES)
    is_draft = version.state == QuoteState.DRAFT
    why = why.strip() if is_draft else read_written(why, "why")
    fields = {"ended_at": now, "ended_why": why}
    return take_step(version, Step.WITHDRAW, by=by, now=now, why=why, fields=fields)


def expire_due(now: datetime) -> int:
    """Mark every open version whose last day has passed as expired; return how many.

    Called by a job as often as it likes: what was marked is not marked again.
    """
    today, expired, after = in_shanghai(now).date(), 0, 0
    sources = [each.value for each in TRANSITIONS[Step.EXPIRE].sources]
    due = QuoteVersion.objects.filter(state__in=sources, valid_until__lt=today)
    while batch := list(due.filter(pk__gt=after).select_related("quote").order_by("pk")[:BATCH]):
        expired += sum(_expire(each, now) for each in batch)
        after = batch[-1].pk
    return expired


def _expire(version: QuoteVersion, now: datetime) -> bool:
    try:
        take_step(version, Step.EXPIRE, by=None, now=now, fields={"ended_at": now})
    except Conflict:
        # Somebody dealt with it in the same moment: what they did stands.
        return False
    return True
