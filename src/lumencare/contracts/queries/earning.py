"""Every term that earns, as columns of numbers: its amount, its days, and how it was settled.

Rows go from the database into numpy a chunk at a time: a report reads hundreds of thousands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from numpy.typing import NDArray

from lumencare.analysis.income import NEVER, Terms
from lumencare.contracts.models import ContractLine, Credit, CreditShare, Payment, Term
from lumencare.domain.contract.credit import net_part
from lumencare.domain.money import Money
from lumencare.domain.quotation.line import LineKind

Ints = NDArray[np.int64]
Reader = Callable[[Sequence[Any]], Ints]
CHUNK = 20_000
DECLINED = Credit.State.DECLINED
CANCELLED = ContractLine.State.CANCELLED
NO_DAY = np.datetime64("NaT", "D").astype(np.int64)


@dataclass(frozen=True, slots=True)
class EarningTerms:
    """Terms beside the keys of their contracts and the places of their plans in `codes`."""

    contracts: Ints
    plans: Ints
    codes: list[str]
    terms: Terms


@dataclass(frozen=True, slots=True)
class _Known:
    """Numbers known by key; keys ascend, each stands once."""

    keys: Ints
    numbers: Ints

    def of(self, wanted: Ints, otherwise: int) -> Ints:
        """Return the number of each wanted key."""
        if not len(self.keys):
            return np.full(len(wanted), otherwise, dtype=np.int64)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[places] == wanted, self.numbers[places], otherwise)


@dataclass(frozen=True, slots=True)
class _Closings:
    """By term: the day from which it is settled, and what of it is kept."""

    days: _Known
    kept: _Known


@dataclass(frozen=True, slots=True)
class _Given:
    """By payment: what was given back of it, and from which day there was no cover."""

    net: _Known
    days: _Known


def read_earning(wanted: Q) -> EarningTerms:
    """Read every term that has an amount and has taken effect."""
    rows = Term.objects.filter(wanted, net_fen__gt=0, floating=False)
    places: dict[str, int] = {}
    keys, contracts, plans, net, starts, ends = _columns(
        rows.exclude(line__state=ContractLine.State.PENDING),
        {
            "pk": _ints,
            "line__contract_id": _ints,
            "code": lambda column: _places(column, places),
            "net_fen": _ints,
            "starts_on": _days,
            "ends_on": _days,
        },
    )
    closings = _closings()
    closed, kept = closings.days.of(keys, NEVER), closings.kept.of(keys, 0)
    codes = sorted(places)
    ranks = _ints([codes.index(each) for each in places])
    terms = Terms(net, starts, ends, closed, kept)
    return EarningTerms(contracts, ranks[plans], codes, terms)


def _closings() -> _Closings:
    """Return the day from which each term is settled, and what of it is kept (D-17).

    A term that an upgrade replaced is not: its service goes on in the successor, and its amount
    is earned on by day.
    """
    given, still_due = _given_back(), _still_due()
    credited = CreditShare.objects.exclude(credit__state=DECLINED).values("payment")
    # Two questions, not one with "or": each has an index to go by. A term that answers both is
    # told twice, alike.
    ways = (
        Q(term__ended_on__isnull=False, term__line__state=CANCELLED),
        Q(pk__in=credited, term__isnull=False),
    )
    parts = [_settled(way, given, still_due) for way in ways]
    terms, days, kept = (np.concatenate(each) for each in zip(*parts, strict=True))
    keys, first = np.unique(terms, return_index=True)
    return _Closings(_Known(keys, days[first]), _Known(keys, kept[first]))


def _settled(way: Q, given: _Given, still_due: _Known) -> tuple[Ints, Ints, Ints]:
    """Return terms, the day from which each is settled, and what of it is kept."""
    keys, lines, terms, net, vat, paid, relieved, starts, ended = _columns(
        Payment.objects.filter(way),
        {
            "pk": _ints,
            "line_id": _ints,
            "term_id": _ints,
            "net_fen": _ints,
            "vat_fen": _ints,
            "paid_fen": _ints,
            "cancelled_on": _days,
            "term__starts_on": _days,
            "term__ended_on": _days,
        },
    )
    # What is left of a year that had begun is due by a payment of its own, without a term.
    left = np.where(starts < relieved, still_due.of(lines, 0), 0)
    owed = np.where(relieved == NEVER, net, _net_of(paid, net, vat) + left)
    days = np.where(ended == NEVER, given.days.of(keys, NEVER), ended)
    return terms, days, owed - given.net.of(keys, 0)


def _given_back() -> _Given:
    keys, net, days = _columns(
        CreditShare.objects.exclude(credit__state=DECLINED),
        {"payment_id": _ints, "net_fen": _ints, "credit__ends_on": _days},
    )
    payments, places = np.unique(keys, return_inverse=True)
    back, last = np.zeros(len(payments), np.int64), np.full(len(payments), -NEVER)
    np.add.at(back, places, net)
    np.maximum.at(last, places, days)
    return _Given(_Known(payments, back), _Known(payments, last))


def _still_due() -> _Known:
    """Return by line what is owed for the used days of a year that was cancelled by the day."""
    rows = Payment.objects.filter(
        line__state=CANCELLED,
        line__kind__in=[LineKind.PLAN.value, LineKind.RESPONSE.value],
        term=None,
        cancelled_on=None,
    )
    lines, net = _columns(rows, {"line_id": _ints, "net_fen": _ints})
    keys, first = np.unique(lines, return_index=True)
    return _Known(keys, net[first])


def _net_of(paid: Ints, net: Ints, vat: Ints) -> Ints:
    """Return the net of what was paid, by the rule itself where only a part was."""
    found = np.where(paid == net + vat, net, 0)
    for place in np.flatnonzero((paid > 0) & (paid < net + vat)):
        amounts = (Money.of_fen(int(each[place])) for each in (paid, net, vat))
        found[place] = net_part(*amounts).fen
    return found


def _columns(rows: QuerySet[Any], readers: Mapping[str, Reader]) -> list[Ints]:
    """Read fields of rows as columns, in any order of rows that all columns share."""
    # Days as text: both databases write them alike, and numpy reads many at once.
    texts = {
        f"day_{place}": Cast(name, CharField())
        for place, (name, reader) in enumerate(readers.items())
        if reader is _days
    }
    names = [
        f"day_{place}" if f"day_{place}" in texts else name for place, name in enumerate(readers)
    ]
    found = rows.order_by().annotate(**texts).values_list(*names).iterator(chunk_size=CHUNK)
    parts: list[list[Ints]] = [[np.empty(0, np.int64)] for _ in readers]
    while some := list(islice(found, CHUNK)):
        for part, reader, column in zip(
            parts, readers.values(), zip(*some, strict=True), strict=True
        ):
            part.append(reader(column))
    return [np.concatenate(part) for part in parts]


def _ints(column: Sequence[int]) -> Ints:
    return np.array(column, dtype=np.int64)


def _days(column: Sequence[str | None]) -> Ints:
    """Return days as their numbers; NEVER where there is none."""
    numbers = np.array(column, dtype="datetime64[D]").astype(np.int64)
    return np.where(numbers == NO_DAY, NEVER, numbers)


def _places(column: Sequence[str], known: dict[str, int]) -> Ints:
    """Return the place of each code among those known; new ones are added."""
    for code in set(column) - known.keys():
        known[code] = len(known)
    return np.fromiter(map(known.__getitem__, column), np.int64, len(column))
