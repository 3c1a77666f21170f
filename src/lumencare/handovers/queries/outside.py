"""Proposals as a visitor of the portal sees them: those that went out, and what became of them."""

from dataclasses import dataclass
from datetime import date, datetime

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.states import STATE_NAMES, ProposalState
from lumencare.handovers.models import Handover
from lumencare.sites.visitors import Visitor
from lumencare.upgrades.links import token_of
from lumencare.upgrades.models import ProposalLink, ProposalVersion

MOST = 50
WENT_OUT = [
    ProposalState.SENT.value,
    ProposalState.ACCEPTED.value,
    ProposalState.COMPLETED.value,
    ProposalState.EXPIRED.value,
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicProposal:
    """A version that went out; `token` opens it, and is None where no link works any more.

    `completed_on` is the day of the handover, `new_system` the key of what came in its place.
    """

    number: str
    version: int
    state: str
    state_name: Text
    system_name: str
    offered_on: date | None
    valid_until: date | None
    gross: Money | None
    token: str | None
    completed_on: date | None
    new_system: int | None

    @property
    def waits(self) -> bool:
        """Whether it waits for the customer's answer."""
        return self.state == ProposalState.SENT and self.token is not None


def proposals_of(
    visitor: Visitor, now: datetime, site: int | None = None
) -> tuple[PublicProposal, ...]:
    """Return the proposals for the systems that a visitor sees, those that wait on top."""
    rows = ProposalVersion.objects.filter(
        proposal__system__site__in=visitor.sites, state__in=WENT_OUT
    ).select_related("proposal__system")
    rows = rows if site is None else rows.filter(proposal__system__site=site)
    found = list(rows.order_by("-sent_at", "-pk")[:MOST])
    keys = [each.pk for each in found]
    tokens = _tokens(keys, now)
    done = Handover.objects.filter(proposal_version__in=keys).select_related("replacement")
    handovers = {each.proposal_version_id: each for each in done}
    shown = [_proposal(each, tokens.get(each.pk), handovers.get(each.pk)) for each in found]
    return tuple(sorted(shown, key=lambda each: not each.waits))


def _tokens(versions: list[int], now: datetime) -> dict[int, str]:
    links = ProposalLink.objects.filter(
        proposal_version__in=versions, revoked_at=None, expires_at__gt=now
    )
    found: dict[int, str] = {}
    for link in links.order_by("pk"):
        token = token_of(link)
        if token is not None:
            found[link.proposal_version_id] = token
    return found


def _proposal(row: ProposalVersion, token: str | None, handover: Handover | None) -> PublicProposal:
    replacement = None if handover is None else handover.replacement
    return PublicProposal(
        number=row.proposal.number,
        version=row.number,
        state=row.state,
        state_name=STATE_NAMES[ProposalState(row.state)],
        system_name=row.proposal.system.name,
        offered_on=row.offered_on,
        valid_until=row.valid_until,
        gross=None if row.gross_fen is None else Money.of_fen(row.gross_fen),
        token=token,
        completed_on=None if handover is None else handover.completed_on,
        new_system=None if replacement is None else replacement.new_id,
    )
