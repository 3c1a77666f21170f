"""What may be sold on a day, for how much, and what a sale adds to the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.contracts.simulation import rules
from tests.contracts.simulation.book import (
    ACTIVE,
    DOCUMENTS,
    OVERLAP,
    REACH,
    SIGNATURE,
    Book,
    Deal,
    Line,
    Term,
    due_day,
    let_begin,
)
from tests.contracts.simulation.rules import ANNUAL, BASIC, DAY, PLUS, SERVICE, SUPPORT

VALID = timedelta(days=30)
Days = tuple[date, date]
# Plans of which D-22 says nothing.
STAND_TOGETHER = ({BASIC, SERVICE}, {PLUS, SERVICE}, {ANNUAL, SERVICE}, {BASIC, SUPPORT})
# A project year or none, its net amount, its days or none.
Part = tuple[int | None, int, Days | None]


class No(Exception):
    """The rules refuse it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A plan with its project years, or an option with its quantity."""

    code: str
    years: tuple[int, ...] = ()
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Offer:
    """Priced parts on a day: each wish with the net amount and the span of its parts."""

    wishes: tuple[Wish, ...]
    on: date
    until: date
    parts: tuple[tuple[Wish, tuple[Part, ...]], ...]
    confirm: bool

    @property
    def net(self) -> int:
        """The total."""
        return sum(each[1] for _, parts in self.parts for each in parts)


def offer(book: Book, wishes: Sequence[Wish], day: date) -> Offer:
    """Price wishes; raises No where a rule stands against one."""
    ordered = sorted(wishes, key=lambda each: (each.code not in rules.PLANS, _place(each, wishes)))
    parts: list[tuple[Wish, tuple[Part, ...]]] = []
    until, confirm = day + VALID, False
    for wish in ordered:
        if wish.code in rules.PLANS:
            found, last = _plan(book, wish, day)
        else:
            found, last = _option(book, wish, day, [each for each in parts if _is_holder(each[0])])
        parts.append((wish, found))
        until = min(until, last)
    confirm = _overlaps(book, parts, day)
    return Offer(tuple(wishes), day, until, tuple(parts), confirm)


def _place(wish: Wish, wishes: Sequence[Wish]) -> int:
    if wish.code in rules.PLANS:
        return rules.PLANS.index(wish.code)
    return list(wishes).index(wish)


def _is_holder(wish: Wish) -> bool:
    return wish.code in rules.HOLDERS


def _plan(book: Book, wish: Wish, day: date) -> tuple[tuple[Part, ...], date]:
    facts, year = book.facts, book.year(day)
    if not rules.is_offered(facts, wish.code) or year > rules.LAST_YEAR:
        raise No("G-4")
    if wish.code == ANNUAL:
        return _annual(book, wish, day)
    if wish.code == SUPPORT:
        held = {term.year for _, term in book.held(day) if term.code == SUPPORT}
        if any(each < max(year, 2) or each in held for each in wish.years):
            raise No("D-5")
        return _years(book, wish, wish.years, day)
    if wish.code == SERVICE:
        return _service(book, day)
    return _once(book, wish, day)


def _service(book: Book, day: date) -> tuple[tuple[Part, ...], date]:
    facts = book.facts
    horizon = rules.year_ends(facts.ordered, rules.LAST_YEAR)
    start = max([day, *(each.end for _, each in _running(book, SERVICE, day))])
    if start >= horizon:
        raise No("G-4")
    net = rules.price(facts, SERVICE, None)
    return ((None, net, (start, rules.own_year_ends(facts, start))),), horizon - DAY


def _once(book: Book, wish: Wish, day: date) -> tuple[tuple[Part, ...], date]:
    facts, year = book.facts, book.year(day)
    horizon = rules.year_ends(facts.ordered, rules.LAST_YEAR)
    net = rules.price(facts, wish.code, None)
    window = rules.WINDOW[facts.warranty]
    held_codes = {term.code for _, term in book.held(day)}
    if year > window or held_codes & {ANNUAL, PLUS, *({BASIC} if wish.code == BASIC else ())}:
        raise No("PW-1, D-22")
    if BASIC in held_codes:
        net -= rules.price(facts, BASIC, None)
    return ((None, net, (day, horizon)),), rules.year_ends(facts.ordered, window) - DAY


def _running(book: Book, code: str, day: date) -> list[tuple[Line, Term]]:
    return [each for each in book.held(day) if each[1].code == code and day < each[1].end]


def _annual(book: Book, wish: Wish, day: date) -> tuple[tuple[Part, ...], date]:
    facts, year = book.facts, book.year(day)
    held = {term.code: term for _, term in book.held(day)}
    if PLUS in held:
        raise No("D-22")
    if ANNUAL not in held:
        window = rules.WINDOW[facts.warranty]
        if year > window:
            raise No("PW-1")
        free = {each for each in rules.free_years(facts.warranty) if each >= year}
        years = tuple(sorted({year, *free, *wish.years}))
        last = rules.year_ends(facts.ordered, window) - DAY
    else:
        following = 1 + max(term.year or 0 for _, term in book.held(day) if term.code == ANNUAL)
        last = rules.year_starts(facts.ordered, following) - DAY
        if following > rules.LAST_YEAR or day > last:
            raise No("PA-3")
        years = wish.years or (following,)
        if years[0] != following:
            raise No("PA-3")
    if list(years) != list(range(years[0], years[-1] + 1)):
        raise No("PA-3")
    found, _ = _years(book, wish, years, day)
    return found, last


def _years(
    book: Book, wish: Wish, years: Sequence[int], day: date
) -> tuple[tuple[Part, ...], date]:
    ordered = book.facts.ordered
    found: list[Part] = []
    for year in years:
        span = max(rules.year_starts(ordered, year), day), rules.year_ends(ordered, year)
        found.append((year, rules.price(book.facts, wish.code, year), span))
    return tuple(found), rules.year_ends(ordered, years[0]) - DAY


def service_years(book: Book, day: date) -> list[Days]:
    """Return what is left of the years with service that are held (RO-1)."""
    found = [
        (max(term.start, day), term.end)
        for code in rules.HOLDERS
        for _, term in _running(book, code, day)
        if term.year is None or rules.is_served(book.facts, code, term.year)
    ]
    return sorted(set(found))


def _option(
    book: Book,
    wish: Wish,
    day: date,
    chosen: Sequence[tuple[Wish, tuple[Part, ...]]],
) -> tuple[tuple[Part, ...], date]:
    bought = sorted(
        span
        for each, parts in chosen
        for year, _, span in parts
        if span and (year is None or rules.is_served(book.facts, each.code, year))
    )
    held = service_years(book, day)
    if not chosen and not held:
        raise No("RO-1")
    last = max(end for _, end in held) - DAY if not chosen else date.max
    if wish.code in rules.MAN_DAYS:
        return ((None, rules.MAN_DAYS[wish.code] * wish.quantity, None),), last
    years = (bought or held)[: wish.quantity]
    if len(years) < wish.quantity:
        raise No("D-21")
    net, replaces = rules.RESPONSES[wish.code], False
    for start, end in years:
        for _, term in book.held(day):
            if term.code in rules.RESPONSES and term.start < end and start < term.end:
                replaces, net = True, rules.RESPONSES[wish.code] - rules.RESPONSES[term.code]
    if replaces and (net <= 0 or wish.quantity > 1):
        raise No("D-21")
    return tuple((None, net, each) for each in years), min(last, years[0][1] - DAY)


def _overlaps(
    book: Book,
    parts: Sequence[tuple[Wish, tuple[Part, ...]]],
    day: date,
) -> bool:
    """Tell whether staff must confirm that plans stand together; raises No (D-22)."""
    new = [(wish.code, each[2]) for wish, found in parts for each in found if each[2]]
    new = [each for each in new if each[0] in rules.PLANS]
    old = [(term.code, (term.start, term.end)) for _, term in book.held(day)]
    confirm = False
    for index, (code, span) in enumerate(new):
        for other, days in [*old, *new[:index]]:
            pair = {code, other}
            if pair <= set(rules.PART_CARE) and len(pair) == 2:
                if other != BASIC or (other, days) not in old:
                    raise No("D-22")
                confirm = True
            if span is None or days is None or not (span[0] < days[1] and days[0] < span[1]):
                continue
            if pair == {SERVICE, SUPPORT} or (code == other and code != ANNUAL):
                raise No("D-22")
            confirm = confirm or pair in ({PLUS, SUPPORT}, {ANNUAL, SUPPORT})
    return confirm


def sell(book: Book, sold: Offer, day: date) -> Deal:
    """Add what is accepted on a day; raises No where it cannot be any more (D-26)."""
    if day > sold.until:
        raise No("D-26")
    again = offer(book, sold.wishes, day)
    if again.net != sold.net or _meets_pending(book, again):
        raise No("D-26, D-22")
    follows = [_followed(book, wish, day) for wish, _ in again.parts]
    host = _host(book, again, follows, day)
    deal = host or Deal(pk=0, bought=day, waits={SIGNATURE})
    is_new = host is None
    if is_new:
        book.deals.append(deal)
    lines = list(_lines(book, deal, replace(again, confirm=sold.confirm), follows))
    deal.lines.extend(lines)
    if is_new and any(each.code in rules.HOLDERS for each in lines):
        deal.waits.update(DOCUMENTS)
    let_begin(book, deal, day)
    return deal


def _meets_pending(book: Book, sold: Offer) -> bool:
    """Tell whether a plan clashes with one that waits: nothing can be confirmed beside it yet."""
    pending = [
        term
        for line in book.lines
        if line.state == "pending" and line.code in rules.PLANS
        for term in line.running
    ]
    for wish, parts in sold.parts:
        for term in pending if wish.code in rules.PLANS else ():
            pair = {wish.code, term.code}
            if len(pair) == 2 and pair <= set(rules.PART_CARE):
                return True
            spans = [each[2] for each in parts if each[2] is not None]
            shares = any(start < term.end and term.start < end for start, end in spans)
            if shares and pair not in STAND_TOGETHER:
                return True
    return False


def _followed(book: Book, wish: Wish, day: date) -> Line | None:
    codes = {wish.code, *({BASIC} if wish.code in {PLUS, ANNUAL} else ())} & set(rules.PLANS)
    rows = [each for each in book.lines if each.code in codes and each.goes_on(day)]
    return max(rows, key=lambda each: each.bought, default=None)


def _host(book: Book, sold: Offer, follows: Sequence[Line | None], day: date) -> Deal | None:
    plans = [
        each
        for each, (wish, _) in zip(follows, sold.parts, strict=True)
        if wish.code in rules.PLANS
    ]
    if None in plans:
        return None
    if plans and plans[0] is not None:
        return plans[0].deal
    rows = [each for each in book.lines if each.code in rules.HOLDERS and each.goes_on(day)]
    return max(rows, key=lambda each: each.bought).deal


def _lines(book: Book, deal: Deal, sold: Offer, follows: Sequence[Line | None]) -> Iterator[Line]:
    day = sold.on
    floats = any(
        wish.code == SERVICE and parts[0][2] is not None and parts[0][2][0] == day
        for wish, parts in sold.parts
    )
    last_plan = max((i for i, (w, _) in enumerate(sold.parts) if w.code in rules.PLANS), default=-1)
    for index, (wish, parts) in enumerate(sold.parts):
        net = sum(each[1] for each in parts)
        vats = _vats(wish, parts, net)
        is_floating = floats and wish.code in {SERVICE, *rules.RESPONSES}
        terms = [
            Term(wish.code, year, span[0], span[1], part, vat, is_floating)
            for (year, part, span), vat in zip(parts, vats, strict=True)
            if span is not None
        ]
        for term in terms:
            term.due = due_day(day, term.start) if term.net else None
        before = follows[index]
        line = Line(
            deal, len(deal.lines) + index + 1, wish.code, wish.quantity, net, sum(vats), day, terms
        )
        line.follows = before if before is not None and not book.is_renewed(before) else None
        if wish.code in rules.RESPONSES and book.is_far:
            line.waits.add(REACH)
        if sold.confirm and index == last_plan:
            line.waits.add(OVERLAP)
        yield line


def _vats(wish: Wish, parts: Sequence[Part], net: int) -> list[int]:
    if wish.code not in rules.RESPONSES:
        return [rules.vat_of(each[1]) for each in parts]
    whole, count = rules.vat_of(net), len(parts)
    share = whole // count
    return [*[share] * (count - 1), whole - share * (count - 1)]


__all__ = ["ACTIVE", "No", "Offer", "Wish", "offer", "sell", "service_years"]
