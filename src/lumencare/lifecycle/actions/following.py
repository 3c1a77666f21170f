"""What a proposal and its handover write of a system's life: the lead's end, the software seen."""

from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.audit.actions import change_row
from lumencare.domain.lifecycle.kinds import LIVE_LEADS, LeadState
from lumencare.lifecycle.models import InstalledSoftware, Lead
from lumencare.sites.models import System


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
    live = sorted(each.value for each in LIVE_LEADS)
    lead = Lead.objects.select_for_update().filter(system=system, state__in=live).first()
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
