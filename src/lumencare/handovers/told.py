"""What programs and groups outside are told of a handover; written with it."""

from datetime import datetime

from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text
from lumencare.handovers.models import Handover
from lumencare.notices.actions import announce


def tell_completed(row: Handover, now: datetime) -> None:
    """Announce that an upgrade was handed over, and the system that it brought."""
    proposal = row.proposal_version.proposal
    said = Text(
        f"升级方案 {proposal.number} 已于 {row.completed_on} 完工移交。",
        f"Upgrade {proposal.number} was handed over on {say_english_day(row.completed_on)}.",
    )
    data = {
        "label": f"{proposal.number} {proposal.system.site.name}",
        "text": said,
        "number": proposal.number,
        "system": proposal.system_id,
        "new_system": None if row.replacement is None else row.replacement.new_id,
        "completed_on": row.completed_on,
    }
    announce(
        "proposal.completed",
        subject_kind="proposal",
        subject_key=proposal.number,
        data=data,
        now=now,
    )
