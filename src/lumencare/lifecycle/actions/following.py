"""What a proposal and its handover write of a system's life: its lead's way, the software seen."""

from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.audit.actions import change_row
from lumencare.domain.lifecycle.kinds import LIVE_LEADS, LeadState
from lumencare.domain.shanghai import in_shanghai
from lumencare.lifecycle.models import InstalledSoftware, Lead
from lumencare.sites.models import System

LIVE = sorted(each.value for each in LIVE_LEADS)


def lead_to_proposal(
    system: System, *, why: str, by: User, now: datetime, lost_at: datetime | None = None
) -> Lead | None:
    """Move the lead that a system has to its proposal; None where it has none, or is there.

    In the transaction of the proposal, whoever writes it. `lost_at` is when a proposal that is
    begun anew was lost: the lead that ended in that moment lives again, unless a newer one does.
    """
    rows = Lead.objects.select_for_update().filter(system=system)
    lead = rows.filter(state__in=LIVE).first()
    if lead is None and lost_at is not None:
        lead = rows.filter(state=LeadState.LOST.value, ended_at=lost_at).order_by("-pk").first()
    if lead is None or lead.state == LeadState.PROPOSAL:
        return None
    today = in_shanghai(now).date()
    changes: dict[str, Any] = {
        "state": LeadState.PROPOSAL.value,
        "lost_reason": "",
        "ended_why": "",
        "ended_at": None,
        "next_on": max(lead.next_on or today, today),
    }
    return change_row(lead, changes, by=by, now=now, action="lead-proposal", why=why)


def end_lead_with_proposal(
    system: System,
    to: LeadState,
    *,
    why: str,
    by: User | str | None,
    now: datetime,
    lost_reason: str = "",
) -> Lead | None:
    """Close the lead that a system has as its proposal ended; None where it has none.

    In the transaction of the proposal, whoever ended it: a customer does so by accepting.
    """
    lead = Lead.objects.select_for_update().filter(system=system, state__in=LIVE).first()
    if lead is None:
        return None
    changes: dict[str, Any] = {
        "state": to.value,
        "lost_reason": lost_reason,
        "ended_why": why[:500],
        "ended_at": now,
        "next_on": None,
        "next_step": "",
    }
    return change_row(lead, changes, by=by, now=now, action=f"lead-{to.value}", why=why)


def note_upgraded(
    system: System, *, on: date, source: str, by: User, now: datetime
) -> InstalledSoftware | None:
    """Keep that the software of a system was seen anew with a handover; None without a note."""
    row = InstalledSoftware.objects.select_for_update().filter(system=system).first()
    if row is None:
        return None
    changes = {"seen_on": on, "source": source, "changed_at": now}
    return change_row(row, changes, by=by, now=now, action="upgrade-software")
