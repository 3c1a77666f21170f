"""What a fault came from, found at the desk or on site: its claims are decided anew with it."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.claims.actions.deciding import decide, is_outdated
from lumencare.claims.models import Claim
from lumencare.desk.actions import find_cause as find_at_desk
from lumencare.desk.models import Case, Decision
from lumencare.domain.claims.states import LIVE


def find_cause(case: Case, cause: str, *, why: str, by: User, now: datetime) -> Decision | None:
    """Write down what a fault came from and decide its claims anew, all of it or nothing.

    Shares that the finding makes wrong are taken back; parts stay where they are.
    """
    with transaction.atomic():
        decision = find_at_desk(case, cause, why=why, by=by, now=now)
        claims = Claim.objects.filter(case=case, state__in=[each.value for each in LIVE])
        for each in claims.select_related("case", "system__site", "decision").order_by("pk"):
            if is_outdated(each):
                decide(each, by=by, now=now, why=why)
    return decision
