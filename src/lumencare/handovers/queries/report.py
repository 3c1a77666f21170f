"""Proposals won and lost: how many, worth how much, and for which reasons."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.money import Money, total
from lumencare.domain.shanghai import at
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import OPTION_KIND_NAMES
from lumencare.domain.upgrade.losing import LOSS_NAMES, LossReason
from lumencare.domain.upgrade.states import ProposalState
from lumencare.handovers.accepted import accepted_option
from lumencare.handovers.queries.page import WON_STATES
from lumencare.upgrades.models import ProposalVersion

EXPIRED = Text("已过期未答复", "Expired without an answer")
WON_NAMES = {
    each: Text(f"成交：{name.zh}", f"Won: {name.en.lower()}")
    for each, name in OPTION_KIND_NAMES.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Proposals that ended in one way; net amounts, of those that have one."""

    won: bool
    reason: str
    name: Text
    count: int
    net: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class WonAndLost:
    """The outcomes of a time: what was won first, then losses, dearest first."""

    outcomes: tuple[Outcome, ...]
    won: int
    lost: int
    won_net: Money
    lost_net: Money

    @property
    def share_won(self) -> int | None:
        """What of a hundred ended proposals was won; None while too few have ended to say."""
        ended = self.won + self.lost
        return None if ended < FEWEST else round(100 * self.won / ended)


# With fewer a share says nothing.
FEWEST = 20


def won_and_lost(user: User, *, since: date | None = None, until: date | None = None) -> WonAndLost:
    """Return the outcomes of the proposals that ended in a time; both days are included.

    A proposal counts once, by its last version: what a newer one took the place of is left out.
    """
    require_right(user, Right.SEE_PROPOSALS)
    ended = [*WON_STATES, ProposalState.LOST.value, ProposalState.EXPIRED.value]
    rows = ProposalVersion.objects.filter(state__in=ended).filter(_between(since, until))
    found: dict[tuple[bool, str], list[Money | None]] = defaultdict(list)
    last: dict[int, ProposalVersion] = {}
    for row in rows.select_related("proposal").order_by("number").iterator(chunk_size=2000):
        before = last.get(row.proposal_id)
        if before is None or before.state not in WON_STATES:
            last[row.proposal_id] = row
    for row in last.values():
        found[_way(row)].append(None if row.net_fen is None else Money.of_fen(row.net_fen))
    outcomes = [_outcome(key, nets) for key, nets in found.items()]
    return WonAndLost(
        outcomes=tuple(sorted(outcomes, key=lambda each: (not each.won, -each.net.fen))),
        won=sum(each.count for each in outcomes if each.won),
        lost=sum(each.count for each in outcomes if not each.won),
        won_net=total(each.net for each in outcomes if each.won),
        lost_net=total(each.net for each in outcomes if not each.won),
    )


def _between(since: date | None, until: date | None) -> Q:
    wanted = Q()
    if since is not None:
        wanted &= Q(ended_at__gte=_midnight(since))
    if until is not None:
        wanted &= Q(ended_at__lt=_midnight(until + timedelta(days=1)))
    return wanted


def _midnight(day: date) -> datetime:
    return at(day, time())


def _way(row: ProposalVersion) -> tuple[bool, str]:
    if row.state in WON_STATES:
        return True, accepted_option(row).kind.value
    return False, row.lost_reason or ProposalState.EXPIRED.value


def _outcome(key: tuple[bool, str], nets: list[Money | None]) -> Outcome:
    won, reason = key
    return Outcome(
        won=won,
        reason=reason,
        name=_name(reason, won=won),
        count=len(nets),
        net=total(each for each in nets if each is not None),
    )


def _name(reason: str, *, won: bool) -> Text:
    if won:
        return next(name for kind, name in WON_NAMES.items() if kind.value == reason)
    if reason == ProposalState.EXPIRED:
        return EXPIRED
    return LOSS_NAMES[LossReason(reason)]
