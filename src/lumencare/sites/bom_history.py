"""What one hardware list changed against the one that held before it."""

from dataclasses import dataclass

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.sites.bom_difference import BomDifference, difference
from lumencare.sites.facts import lines_of
from lumencare.sites.models import BomSnapshot
from lumencare.sites.queries import find_snapshot


@dataclass(frozen=True, slots=True)
class BomStep:
    """A list, the number of the one before it (0 where there was none), and what changed."""

    snapshot: BomSnapshot
    before: int
    difference: BomDifference


def step_to(user: User, pk: int) -> BomStep:
    """Return what a list changed; its parts have prices, so the right to see them is needed."""
    require_right(user, Right.SEE_PRICES)
    snapshot = find_snapshot(user, pk)
    earlier = snapshot.system.bom_snapshots.filter(number__lt=snapshot.number, undone_at=None)
    before = earlier.order_by("-number").first()
    lines = [] if before is None else lines_of(before)
    changed = difference(lines, lines_of(snapshot))
    return BomStep(snapshot, 0 if before is None else before.number, changed)
