"""Whom the spare pool serves first, and what is said where it cannot give what is asked (SC-7)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lumencare.domain.stock.kinds import PartState
from lumencare.domain.text import Reason, Text, does_not_apply

# Of a frequent part for which nobody said how many: the last one is for a plan customer.
USUALLY_KEPT_BACK = 1
# A reservation that nobody prolongs lets go of its units after so many days.
DAYS_HELD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLife:
    """A part as far as it can be got: its state, how long an order takes, what follows it."""

    number: str
    state: PartState = PartState.CURRENT
    last_order_on: date | None = None
    lead_days: int | None = None
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a place holds of a part in one condition."""

    place: Text
    on_hand: int
    reserved: int

    @property
    def free(self) -> int:
        """How many are promised to nobody."""
        return self.on_hand - self.reserved


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortage:
    """What was asked and could not be given, with everything that could be done instead."""

    part: PartLife
    shelf: Shelf
    wanted: int
    # How many of the shelf are for plan customers alone; 0 for who is one.
    kept_back: int
    elsewhere: tuple[tuple[Text, int], ...] = ()
    successor_free: int = 0
    on_order: int = 0
    expected_on: date | None = None
    on: date


def kept_back_of(*, frequent: bool, chosen: int | None) -> int:
    """Return how many of a part the pool keeps for plan customers alone."""
    if chosen is not None:
        return chosen
    return USUALLY_KEPT_BACK if frequent else 0


def usual_hold(on: date) -> date:
    """Return the last day until which a reservation is held where nobody says another."""
    return on + timedelta(days=DAYS_HELD)


def can_order(part: PartLife, on: date) -> bool:
    """Tell whether the supplier still takes orders for a part on a day."""
    if part.state == PartState.LAST_TIME_BUY and part.last_order_on is not None:
        return on <= part.last_order_on
    return part.state == PartState.CURRENT


def explain_shortage(found: Shortage) -> Reason:
    """Say why what was asked cannot be given, and what is possible instead."""
    sentences = (_say_shelf(found), *_say_instead(found))
    text = Text("".join(each.zh for each in sentences), " ".join(each.en for each in sentences))
    return does_not_apply(
        "SC-7",
        text,
        part=found.part.number,
        wanted=found.wanted,
        on_hand=found.shelf.on_hand,
        reserved=found.shelf.reserved,
        kept_back=found.kept_back,
    )


def _say_shelf(found: Shortage) -> Text:
    shelf, number, wanted = found.shelf, found.part.number, found.wanted
    if shelf.free >= wanted:
        return Text(
            f"常用备件库首先服务计划客户：{shelf.place.zh}可用 {number} {shelf.free} 件，"
            f"其中 {found.kept_back} 件留给计划客户，此客户没有计划，不能取 {wanted} 件。",
            f"The spare pool serves plan customers first: it keeps {found.kept_back} of the "
            f"{shelf.free} free {number} in {shelf.place.en} for them, and this customer, who has "
            f"no plan, cannot have {wanted}.",
        )
    return Text(
        f"{shelf.place.zh}有 {number} {shelf.on_hand} 件，其中已预留 {shelf.reserved} 件，"
        f"可用 {shelf.free} 件，不足 {wanted} 件。",
        f"{shelf.place.en} holds {shelf.on_hand} {number} ({shelf.reserved} reserved, {shelf.free} "
        f"free), which is not enough for {wanted}.",
    )


def _say_instead(found: Shortage) -> Iterator[Text]:
    for place, free in found.elsewhere:
        yield Text(f"{place.zh}另有 {free} 件可用。", f"{place.en} has {free} free.")
    if found.part.successor and found.successor_free:
        yield Text(
            f"替代型号 {found.part.successor} 有 {found.successor_free} 件可用。",
            f"Its successor {found.part.successor} has {found.successor_free} free.",
        )
    if found.on_order and found.expected_on is not None:
        yield Text(
            f"在途 {found.on_order} 件，预计 {found.expected_on} 到货。",
            f"On order: {found.on_order}, expected on {found.expected_on}.",
        )
    yield _say_order(found)


def _say_order(found: Shortage) -> Text:
    part = found.part
    if can_order(part, found.on):
        return _say_lead(part)
    return AFTER[bool(part.successor)](part)


def _say_lead(part: PartLife) -> Text:
    if part.lead_days is None:
        return Text(
            "可以订货，交期须向供应商确认。",
            "It can be ordered; the supplier has to be asked how long that takes.",
        )
    return Text(
        f"可以订货，约 {part.lead_days} 天到货。",
        f"It can be ordered, which takes about {part.lead_days} days.",
    )


AFTER: Mapping[bool, Callable[[PartLife], Text]] = {
    True: lambda part: Text(
        f"该型号已不能订货，可订替代型号 {part.successor}。",
        f"It can no longer be ordered; its successor {part.successor} can.",
    ),
    False: lambda part: Text(
        "该型号已不能订货，也没有替代型号，可由系统保障计划提出升级方案。",
        "It can no longer be ordered and has no successor; System Care can propose an upgrade.",
    ),
}
