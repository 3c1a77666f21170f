"""Reads of the parts catalogue: lists, one part with its prices and holders, price lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.catalogue.holders import Holder, holders_of
from lumencare.catalogue.prices import NEWEST, priced
from lumencare.data.system_catalogue import system_families
from lumencare.domain.money import Money
from lumencare.domain.stock.kinds import PART_STATES, UNITS, PartState, Unit
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.stock.successors import chain_of
from lumencare.domain.text import Text
from lumencare.stock.models import Part, PriceList
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.store.spelling import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFilters:
    """Which parts are wanted; what is empty does not matter."""

    q: str = ""
    state: str = ""
    system: str = ""
    frequent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part of the list; `price` None: no list names it, or this person may not see prices."""

    number: str
    name: Text
    unit: Text
    state: PartState
    state_name: Text
    last_order_on: date | None
    supplied_until: date | None
    successor: str
    systems: tuple[str, ...]
    frequent: bool
    serialised: bool
    lead_days: int | None
    price: Money | None


@dataclass(frozen=True, slots=True)
class PriceOfList:
    """What a part costs by one list; `holds` where it is the price today."""

    code: str
    valid_from: date
    unit_net: Money
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartCard:
    """Everything the catalogue says of a part."""

    line: PartLine
    version: int
    weight_grams: int | None
    prices: tuple[PriceOfList, ...]
    successors: tuple[tuple[str, Text], ...]
    replaces: tuple[str, ...]
    families: tuple[Text, ...]
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class PriceListFacts:
    """A price list: since when, how many prices, who brought it, from which file."""

    code: str
    valid_from: date
    count: int
    source: str
    sha256: str
    imported_at: datetime
    imported_by: str
    holds: bool


def list_parts(
    user: User, filters: PartFilters, *, on: date, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[PartLine]:
    """Return the parts that match, by number, with what they cost on a day."""
    require_right(user, Right.SEE_STOCK)
    shown = may(user, Right.SEE_PART_PRICES)
    rows = _matching(filters).select_related("successor")
    total = rows.count()
    if shown:
        rows = priced(rows, on)
    make = partial(line_of, priced=shown)
    return cut(rows, ("key",), make, cursor=cursor, size=size, total=total)


def part_card(user: User, number: str, on: date) -> PartCard:
    """Return a part by its number, however it is spelled; Http404 where there is none."""
    require_right(user, Right.SEE_STOCK)
    shown = may(user, Right.SEE_PART_PRICES)
    rows = priced(Part.objects.select_related("successor"), on)
    row = rows.filter(key=number_key(number)).first()
    if row is None:
        raise Http404(f"part {number}")
    families = system_families()
    return PartCard(
        line=line_of(row, priced=shown),
        version=row.version,
        weight_grams=row.weight_grams,
        prices=tuple(_prices(row, on)) if shown else (),
        successors=tuple(_successors(row)),
        replaces=tuple(row.replaces.order_by("key").values_list("number", flat=True)),
        families=tuple(families[each].name for each in row.systems if each in families),
        holders=holders_of(user, row, on),
    )


def part_row(user: User, number: str) -> Part:
    """Return a part to be changed, by its number; Http404 where there is none."""
    require_right(user, Right.KEEP_PARTS)
    row = Part.objects.select_related("successor").filter(key=number_key(number)).first()
    if row is None:
        raise Http404(f"part {number}")
    return row


def price_lists(user: User, on: date) -> tuple[PriceListFacts, ...]:
    """Return the price lists, the newest first."""
    require_right(user, Right.SEE_PART_PRICES)
    rows = PriceList.objects.annotate(count=Count("prices")).select_related("imported_by")
    ordered = list(rows.order_by("-valid_from", "-pk"))
    holding = next((each.pk for each in ordered if each.valid_from <= on), None)
    return tuple(_list_facts(each, holds=each.pk == holding) for each in ordered)


def _list_facts(row: Any, *, holds: bool) -> PriceListFacts:
    return PriceListFacts(
        code=row.code,
        valid_from=row.valid_from,
        count=row.count,
        source=row.source,
        sha256=row.sha256,
        imported_at=row.imported_at,
        imported_by=row.imported_by.name if row.imported_by else "",
        holds=holds,
    )


def line_of(row: Any, *, priced: bool) -> PartLine:
    """Return what a list shows of a part; its successor is read beforehand."""
    fen = row.unit_fen if priced else None
    return PartLine(
        number=row.number,
        name=Text(row.name_zh, row.name_en or row.name_zh),
        unit=UNITS[Unit(row.unit)],
        state=PartState(row.state),
        state_name=PART_STATES[PartState(row.state)],
        last_order_on=row.last_order_on,
        supplied_until=row.supplied_until,
        successor=row.successor.number if row.successor else "",
        systems=tuple(row.systems),
        frequent=row.frequent,
        serialised=row.serialised,
        lead_days=row.lead_days,
        price=None if fen is None else Money.of_fen(fen),
    )


def _matching(filters: PartFilters) -> QuerySet[Part]:
    rows = Part.objects.all()
    for word in fold(filters.q).split():
        rows = rows.filter(Q(spelled__contains=word) | Q(key__contains=number_key(word)))
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.frequent:
        rows = rows.filter(frequent=True)
    if filters.system:
        # The list of codes is kept as JSON; a code stands in it in quotation marks.
        rows = rows.annotate(codes=Cast("systems", TextField()))
        rows = rows.filter(codes__contains=f'"{filters.system}"')
    return rows


def _prices(part: Part, on: date) -> Iterator[PriceOfList]:
    rows = part.prices.select_related("price_list").order_by(*NEWEST)
    found = False
    for each in rows:
        holds = not found and each.price_list.valid_from <= on
        found = found or holds
        yield PriceOfList(
            each.price_list.code,
            each.price_list.valid_from,
            Money.of_fen(each.unit_fen),
            holds,
        )


def _successors(part: Part) -> Iterator[tuple[str, Text]]:
    """Yield the chain of what takes a part's place, nearest first."""
    if part.successor is None:
        return
    rows = Part.objects.exclude(successor=None).values_list("key", "successor__key")
    keys = list(chain_of(part.key, dict(rows)))
    parts = {each.key: each for each in Part.objects.filter(key__in=keys)}
    for key in keys:
        each = parts[key]
        yield each.number, Text(each.name_zh, each.name_en or each.name_zh)
