"""What a price list changes: new parts, dearer, cheaper, gone, and facts that read otherwise."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lumencare.catalogue.prices import last_prices, newest_list
from lumencare.data.system_catalogue import find_family, system_families
from lumencare.domain.money import Money
from lumencare.domain.problems import Problem
from lumencare.domain.stock.kinds import PartState
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.stock.successors import in_circles
from lumencare.domain.text import Text
from lumencare.exchange.price_list.reading import ListedPart
from lumencare.stock.models import Balance, Part
from lumencare.store.spelling import spellings

# The facts that a price list may say of a part.
FACTS = (
    "name_zh", "name_en", "unit", "state", "last_order_on", "supplied_until", "systems",
    "serialised", "frequent", "lead_days", "weight_grams",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PriceChange:
    """A part whose price is another."""

    number: str
    name: str
    before: Money
    after: Money

    @property
    def percent(self) -> str:
        """The change as a share of the price before, signed; empty where that was 0."""
        if not self.before:
            return ""
        share = 100 * (self.after - self.before).amount / self.before.amount
        return f"{share:+.1f}%".replace("-", "−")


@dataclass(frozen=True, slots=True)
class FactChange:
    """A part of which something else is said: its fields with what they were and become."""

    number: str
    name: str
    fields: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class PriceListChanges:
    """What a list would change against the prices that there are."""

    new: tuple[ListedPart, ...]
    dearer: tuple[PriceChange, ...]
    cheaper: tuple[PriceChange, ...]
    same: int
    gone: tuple[tuple[str, str], ...]
    facts: tuple[FactChange, ...]


def known_parts() -> dict[str, Part]:
    """Return every part by the key of its number, with its successor."""
    return {each.key: each for each in Part.objects.select_related("successor")}


def find_changes(listed: Sequence[ListedPart], known: Mapping[str, Part]) -> PriceListChanges:
    """Compare a list with the catalogue and its newest prices."""
    prices = last_prices()
    moved = [
        PriceChange(part.number, part.name_zh, Money.of_fen(prices[part.pk]), each.unit_net)
        for each in listed
        if (part := known.get(each.key)) is not None and part.pk in prices
    ]
    named = {each.key for each in listed}
    return PriceListChanges(
        new=tuple(each for each in listed if each.key not in known),
        dearer=_sorted(each for each in moved if each.after > each.before),
        cheaper=_sorted(each for each in moved if each.after < each.before),
        same=sum(each.after == each.before for each in moved),
        gone=tuple(_gone(named)),
        facts=tuple(_facts(listed, known)),
    )


def _sorted(changes: Iterator[PriceChange]) -> tuple[PriceChange, ...]:
    """Return changes, the greatest in money first."""
    return tuple(
        sorted(changes, key=lambda each: (-abs(each.after.fen - each.before.fen), each.number))
    )


def _gone(named: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the parts of the newest list that this one does not name; they keep their price."""
    newest = newest_list()
    if newest is None:
        return
    rows = newest.prices.order_by("part__key")
    parts = rows.values_list("part__key", "part__number", "part__name_zh")
    yield from ((number, name) for key, number, name in parts if key not in named)


def _facts(listed: Sequence[ListedPart], known: Mapping[str, Part]) -> Iterator[FactChange]:
    for each in listed:
        part = known.get(each.key)
        fields = tuple(changed_facts(part, each)) if part is not None else ()
        if part is not None and fields:
            yield FactChange(part.number, part.name_zh, fields)


def changed_facts(part: Part, listed: ListedPart) -> Iterator[tuple[str, Any, Any]]:
    """Yield each fact that a list says otherwise: its field, what it was, what it becomes."""
    for name in FACTS:
        if name in listed.facts:
            before, after = getattr(part, name), stored(name, listed.facts[name])
            if before != after:
                yield name, before, after
    if "successor" in listed.facts:
        before = part.successor.number if part.successor else ""
        after = listed.facts["successor"]
        if number_key(before) != number_key(after):
            yield "successor", before, after


def stored(name: str, value: Any) -> Any:
    """Return a fact as the row keeps it: codes as text, systems by their codes."""
    if name == "systems":
        families = (find_family(each) for each in value)
        return sorted({each.code for each in families if each is not None})
    return getattr(value, "value", value)


def find_problems(listed: Sequence[ListedPart], known: Mapping[str, Part]) -> Iterator[Problem]:
    """Yield what cannot be, whichever cells it stands in: all of it, with its place."""
    named = {each.key for each in listed}
    successors = {key: part.successor.key for key, part in known.items() if part.successor}
    held = lying({each.key for each in listed if _changes_serials(each, known.get(each.key))})
    for each in listed:
        part = known.get(each.key)
        if each.key in held:
            yield Problem(each.place.where("serialised"), "", PIECES_LIE)
        if part is None and not each.facts.get("name_zh"):
            yield Problem(each.place.where("name_zh"), "", NAME_WANTED)
        yield from _wrong_life(each, part)
        yield from systems_known(each.facts.get("systems", ()), each.place.where("systems"))
        if "successor" in each.facts:
            follower = number_key(each.facts["successor"])
            successors[each.key] = follower
            if follower and follower not in named and follower not in known:
                yield Problem(each.place.where("successor"), each.facts["successor"], NO_SUCH_PART)
    circles = in_circles(successors)
    for each in listed:
        if each.key in circles and each.facts.get("successor"):
            yield Problem(each.place.where("successor"), each.facts["successor"], CIRCLE)


def _wrong_life(listed: ListedPart, part: Part | None) -> Iterator[Problem]:
    state = listed.facts.get("state", part.state if part else PartState.CURRENT)
    last = listed.facts.get("last_order_on", part.last_order_on if part else None)
    if state == PartState.LAST_TIME_BUY and last is None:
        yield Problem(listed.place.where("last_order_on"), "", LAST_ORDER_WANTED)


def _changes_serials(listed: ListedPart, part: Part | None) -> bool:
    return part is not None and listed.facts.get("serialised", part.serialised) != part.serialised


def lying(keys: Collection[str]) -> set[str]:
    """Return those of some parts of which pieces lie anywhere.

    Whether they are kept by serial is not changed then: the pieces would have none, or lose it.
    """
    if not keys:
        return set()
    rows = Balance.objects.filter(part__key__in=keys, on_hand__gt=0)
    return set(rows.values_list("part__key", flat=True))


def systems_known(names: Iterable[str], where: str) -> Iterator[Problem]:
    """Yield the problem of systems that nobody knows; it names those that are known."""
    unknown = [each for each in names if find_family(each) is None]
    if unknown:
        codes = list(system_families())
        allowed = Text(f"可用：{'、'.join(codes)}。", f"Allowed: {', '.join(codes)}.")
        yield Problem(where, ", ".join(unknown), allowed)


def spelled_of(part: Part) -> str:
    """Return what search looks at."""
    return spellings(part.number, part.key, part.name_zh, part.name_en)


NAME_WANTED = Text("新部件须有名称。", "A new part needs a name.")
NO_SUCH_PART = Text(
    "目录和本价格表中都没有这个部件号。", "Neither the catalogue nor this list has such a part."
)
CIRCLE = Text("替代关系成了一个环。", "The successors go in a circle.")
PIECES_LIE = Text(
    "库存中还有此件，不能改变是否按序列号管理；请先盘清。",
    "Pieces of it are in stock, so whether it is kept by serial cannot be changed now.",
)
LAST_ORDER_WANTED = Text(
    "最后采购期的部件须写明最后订货日。", "A part in its last-time buy needs its last order day."
)
