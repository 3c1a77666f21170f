"""The last-time-buy radar: parts that are going or gone against what is covered of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.catalogue.holders import Holder, holders
from lumencare.data.spare_figures import yearly_failures
from lumencare.domain.stock.kinds import USABLE, PartState, PlaceKind, SupplyState
from lumencare.domain.stock.last_time_buy import Covered, LastBuy, LastBuyFacts, plan_last_buy
from lumencare.domain.stock.successors import chain_of
from lumencare.domain.text import Text
from lumencare.sites.queries import visible_systems
from lumencare.stock.models import Balance, Part, Supply


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarLine:
    """A part of the radar: what is to be held and why, and the systems that hold it covered."""

    number: str
    name: Text
    state: PartState
    last_order_on: date | None
    successor: str
    free: int
    on_order: int
    plan: LastBuy
    holders: tuple[Holder, ...]


def last_time_buys(user: User, on: date) -> tuple[RadarLine, ...]:
    """Return the parts that are going or gone and still covered, the shortest of stock first.

    Every hardware list that holds is read: it is a page for planning, not for every visit.
    """
    require_right(user, Right.SEE_STOCK)
    going = [PartState.LAST_TIME_BUY.value, PartState.OBSOLETE.value]
    parts = list(Part.objects.filter(state__in=going).select_related("successor").order_by("key"))
    held = holders(visible_systems(user), (each.key for each in parts), on)
    covered = [each for each in parts if any(one.covered for one in held.get(each.key, ()))]
    free, coming, followers = _free(covered), _coming(covered), _followers()
    lines = [
        _line(each, held[each.key], (free.get(each.pk, 0), coming.get(each.pk, 0)), followers, on)
        for each in covered
    ]
    return tuple(sorted(lines, key=lambda each: (-each.plan.short, each.number)))


def _line(
    part: Part, held: Sequence[Holder], stock: tuple[int, int], followers: dict[str, str], on: date
) -> RadarLine:
    found = tuple(each for each in held if each.covered)
    free, on_order = stock
    plan = plan_last_buy(
        LastBuyFacts(
            state=PartState(part.state),
            last_order_on=part.last_order_on,
            replaced_by=_orderable(part.key, followers),
            covered=tuple(Covered(each.quantity, each.years) for each in found),
            free=free,
            on_order=on_order,
            failures=yearly_failures().percent,
            on=on,
        )
    )
    return RadarLine(
        number=part.number,
        name=Text(part.name_zh, part.name_en or part.name_zh),
        state=PartState(part.state),
        last_order_on=part.last_order_on,
        successor=part.successor.number if part.successor else "",
        free=free,
        on_order=on_order,
        plan=plan,
        holders=found,
    )


def _followers() -> dict[str, str]:
    """Return who succeeds whom, by keys."""
    return dict(Part.objects.exclude(successor=None).values_list("key", "successor__key"))


def _orderable(key: str, followers: dict[str, str]) -> str:
    """Return the nearest successor that is current, empty where there is none."""
    chain = list(chain_of(key, followers))
    current = dict(
        Part.objects.filter(key__in=chain, state=PartState.CURRENT).values_list("key", "number")
    )
    return next((current[each] for each in chain if each in current), "")


def _free(parts: Sequence[Part]) -> dict[int, int]:
    """Return what the pools can still give of each part."""
    rows = Balance.objects.filter(part__in=parts, place__kind=PlaceKind.POOL, condition__in=USABLE)
    found = rows.values("part").annotate(free=Sum(F("on_hand") - F("reserved"))).order_by()
    return {each["part"]: each["free"] for each in found}


def _coming(parts: Sequence[Part]) -> dict[int, int]:
    rows = Supply.objects.filter(part__in=parts, state=SupplyState.ORDERED)
    found = rows.values("part").annotate(left=Sum(F("quantity") - F("received"))).order_by()
    return {each["part"]: each["left"] for each in found}
