"""What may become of a lead to System Care."""

from lumencare.domain.lifecycle.kinds import LEAD_STATES, LeadState
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply

# A won lead stays won: what follows for the new system is a lead of its own.
FOLLOWING = {
    LeadState.OPEN: frozenset({LeadState.PROPOSAL, LeadState.WON, LeadState.LOST}),
    LeadState.PROPOSAL: frozenset({LeadState.OPEN, LeadState.WON, LeadState.LOST}),
    LeadState.WON: frozenset(),
    LeadState.LOST: frozenset({LeadState.OPEN}),
}


def require_way(here: LeadState, there: LeadState) -> None:
    """Raise Refused where a lead cannot go from one state to another."""
    if there in FOLLOWING[here]:
        return
    before, after = LEAD_STATES[here], LEAD_STATES[there]
    text = Text(
        f"线索的状态是“{before.zh}”，不能改为“{after.zh}”。",
        f"The lead is {before.en.lower()}: it cannot become {after.en.lower()}.",
    )
    raise Refused(does_not_apply("SY-1", text, state=here.value))
