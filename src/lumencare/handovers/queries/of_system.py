"""What a system's page says of upgrades: what took its place, what it took the place of."""

from dataclasses import dataclass
from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.handovers.queries.page import WON_STATES
from lumencare.sites.models import Replacement
from lumencare.sites.queries import find_system
from lumencare.upgrades.models import ProposalVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemLink:
    """A system at the other end of a handover: since when, by which proposal, whole or in part."""

    pk: int
    ref: str
    name: str
    on: date
    source: str
    whole: bool
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradesOfSystem:
    """The handovers of a system, and the numbers of its accepted proposals for who sees them."""

    replaced_by: tuple[SystemLink, ...]
    replaces: SystemLink | None
    accepted: tuple[str, ...]

    @property
    def exist(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.replaced_by or self.replaces or self.accepted)


def upgrades_of_system(user: User, pk: int) -> UpgradesOfSystem:
    """Return the upgrades of a system that the person may see; Http404 else."""
    system = find_system(user, pk)
    newer = system.replacements.select_related("new").prefetch_related("parts").order_by("on")
    older = Replacement.objects.filter(new=system).select_related("old").first()
    accepted: tuple[str, ...] = ()
    if may(user, Right.SEE_PROPOSALS):
        rows = ProposalVersion.objects.filter(proposal__system=system, state__in=WON_STATES)
        accepted = tuple(rows.order_by("pk").values_list("proposal__number", flat=True))
    return UpgradesOfSystem(
        replaced_by=tuple(_link(each, old=False) for each in newer),
        replaces=None if older is None else _link(older, old=True),
        accepted=accepted,
    )


def _link(row: Replacement, *, old: bool) -> SystemLink:
    system = row.old if old else row.new
    return SystemLink(
        pk=system.pk,
        ref=system.ref,
        name=system.name,
        on=row.on,
        source=row.source,
        whole=row.whole,
        parts=() if old else tuple(each.part_number for each in row.parts.all()),
    )
