"""Stopping: sessions end without their engineer, because nothing allows them any more."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.domain.remote.sessions import EndedBy, SessionStep
from lumencare.remote.actions.going import Entry, take_step
from lumencare.remote.models import RemoteAgreement, RemoteSession


def stop_sessions(
    row: RemoteAgreement, ended_by: EndedBy, *, why: str, by: User | str, now: datetime
) -> int:
    """Stop every session under an agreement, in the transaction of what stops it; tell how many.

    The caller holds the agreement's row, so that no session begins meanwhile.
    """
    rows = RemoteSession.objects.select_for_update().filter(agreement=row)
    open_ones = list(rows.exclude(state="ended").order_by("pk"))
    for each in open_ones:
        fields = {"ended_at": now, "ended_by": ended_by.value, "ended_why": why[:500]}
        take_step(each, SessionStep.STOP, Entry(text=why), by=by, now=now, fields=fields)
    return len(open_ones)
