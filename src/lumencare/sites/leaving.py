"""Which parts of a hardware list leave with an upgrade, and what stays: worked out, not written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lumencare.domain.request import BomLine
from lumencare.domain.stock.part_numbers import number_key
from lumencare.exchange.portfolio.parts_file import Part
from lumencare.sites.facts import latest_bom, line_of
from lumencare.sites.fitted import BETWEEN
from lumencare.sites.models import FittedPart, System

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Parts of one number that are to leave, with the serials of those that are known."""

    part_number: str
    quantity: Decimal
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """Parts of one number that leave: how many of how many that are there.

    `short` is by how many there were fewer than was said to leave: they had left already.
    `on_list` is None where the system has no list that could say.
    """

    part_number: str
    quantity: Decimal
    left: Decimal
    serials: tuple[str, ...]
    on_list: bool | None
    short: Decimal = NONE


@dataclass(frozen=True, slots=True)
class ListAfter:
    """A hardware list after an upgrade, and what left it; without a list both tell of no lines."""

    had_list: bool
    staying: tuple[Part, ...]
    gone: tuple[Gone, ...]
    fitted: tuple[FittedPart, ...]

    @property
    def nothing_stays(self) -> bool:
        """Whether a list was there and no line of it stays."""
        return self.had_list and not self.staying


def list_after(system: System, leaving: Iterable[Leaving] | None) -> ListAfter:
    """Return the list that holds without what leaves; `leaving` None: everything does."""
    latest = latest_bom(system)
    rows = latest.lines.order_by("position") if latest is not None else ()
    parts = [Part(line_of(each), each.serials) for each in rows]
    wanted = _everything(parts) if leaving is None else _together(leaving)
    staying, taken = _take(parts, wanted)
    found = [_gone(each, parts, taken, had_list=latest is not None) for each in wanted.values()]
    gone = {number_key(each.part_number): each for each in found if each.quantity}
    fitted = _fitted_out(system, gone, wanted, everything=leaving is None)
    return ListAfter(
        had_list=latest is not None,
        staying=tuple(staying),
        gone=tuple(_with_fitted(gone, fitted).values()),
        fitted=tuple(fitted),
    )


def missing(system: System, leaving: Iterable[Leaving]) -> tuple[Gone, ...]:
    """Return what is to leave and is not there any more, or not in such a number."""
    latest = latest_bom(system)
    if latest is None:
        return ()
    parts = [Part(line_of(each), each.serials) for each in latest.lines.order_by("position")]
    wanted = _together(leaving)
    _, taken = _take(parts, wanted)
    found = [_gone(each, parts, taken, had_list=True) for each in wanted.values()]
    return tuple(each for each in found if each.short)


def _everything(parts: Sequence[Part]) -> dict[str, Leaving]:
    lines = (each.line for each in parts)
    return _together(Leaving(each.part_number, each.quantity) for each in lines)


def _together(leaving: Iterable[Leaving]) -> dict[str, Leaving]:
    found: dict[str, Leaving] = {}
    for each in leaving:
        key = number_key(each.part_number)
        before = found.get(key)
        found[key] = (
            each
            if before is None
            else Leaving(
                before.part_number,
                before.quantity + each.quantity,
                (*before.serials, *each.serials),
            )
        )
    return found


@dataclass(slots=True)
class _Taken:
    """How many of a number were taken from the list so far, and which serials."""

    quantity: Decimal
    serials: list[str]


def _take(
    parts: Sequence[Part], wanted: dict[str, Leaving]
) -> tuple[list[Part], dict[str, _Taken]]:
    """Take what is wanted from the lines in their order; return what stays and what was taken."""
    staying, taken = [], {key: _Taken(NONE, []) for key in wanted}
    for part in parts:
        key = number_key(part.line.part_number)
        if key not in wanted:
            staying.append(part)
            continue
        so_far, leaving = taken[key], wanted[key]
        count = min(part.line.quantity, leaving.quantity - so_far.quantity)
        stays = part.line.quantity - count
        named = _serials_out(part.serials, leaving.serials, whole=not stays)
        so_far.quantity += count
        so_far.serials += named
        if stays:
            left = [each for each in _serials(part.serials) if number_key(each) not in named]
            staying.append(Part(_of(part.line, stays), "\n".join(left)))
    return staying, taken


def _of(line: BomLine, quantity: Decimal) -> BomLine:
    return replace(line, quantity=quantity)


def _serials(cell: str) -> list[str]:
    return [each for each in BETWEEN.split(cell) if each]


def _serials_out(cell: str, named: Sequence[str], *, whole: bool) -> list[str]:
    known = [number_key(each) for each in _serials(cell)]
    wanted = {number_key(each) for each in named}
    return [each for each in known if whole or each in wanted]


def _gone(
    leaving: Leaving, parts: Sequence[Part], taken: dict[str, _Taken], *, had_list: bool
) -> Gone:
    key = number_key(leaving.part_number)
    serials = {number_key(each) for each in leaving.serials}
    if not had_list:
        # Only a total is known: what is said to leave is all that can be known of it.
        return Gone(leaving.part_number, leaving.quantity, NONE, tuple(sorted(serials)), None)
    there = sum(
        (each.line.quantity for each in parts if number_key(each.line.part_number) == key), NONE
    )
    out = taken[key]
    return Gone(
        leaving.part_number,
        out.quantity,
        there - out.quantity,
        tuple(sorted(serials | set(out.serials))),
        on_list=True,
        short=leaving.quantity - out.quantity,
    )


def _fitted_out(
    system: System, gone: dict[str, Gone], wanted: dict[str, Leaving], *, everything: bool
) -> list[FittedPart]:
    """Return what was fitted since in the place of a part that leaves, or leaves by its serial."""
    serials = {number_key(one) for each in wanted.values() for one in each.serials}
    over = {key for key, each in gone.items() if not each.left}
    rows = system.fitted_parts.filter(removed_on=None).order_by("pk")
    return [
        each
        for each in rows
        if everything or each.serial in serials or number_key(each.listed_as) in over
    ]


def _with_fitted(gone: dict[str, Gone], fitted: Iterable[FittedPart]) -> dict[str, Gone]:
    """Return what leaves with the numbers and serials of what had been fitted in its place."""
    found = dict(gone)
    for each in fitted:
        serials = (each.serial,) if each.serial else ()
        before = found.get(each.key)
        found[each.key] = (
            Gone(each.part_number, Decimal(each.quantity), NONE, serials, each.on_list)
            if before is None
            else replace(before, serials=tuple(sorted({*before.serials, *serials})))
        )
    return found
