"""One system's verdict with what is at stake; the same for a page of the radar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.catalogue.holders import CoverLeft, cover_left
from lumencare.catalogue.prices import priced
from lumencare.data.spare_figures import yearly_failures
from lumencare.domain.lifecycle.judging import GoingPart
from lumencare.domain.lifecycle.stake import PricedPart, Stake, stake_of
from lumencare.domain.money import Money
from lumencare.domain.stock.part_numbers import number_key
from lumencare.lifecycle.queries.judged import Judge, Judged, SystemRow, read_systems
from lumencare.lifecycle.queries.noted import SoftwareNote, note_of
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.models import System
from lumencare.sites.queries import find_system, visible_systems
from lumencare.stock.models import Part

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Covered:
    """What cover of parts a system has left, and what is at stake; None where it may not be seen.

    `years` are tenths of years until the last covered day.
    """

    percent: int
    until: date | None
    years: Decimal
    stake: Stake | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemLife:
    """Everything that System Care says of one system."""

    row: SystemRow
    judged: Judged
    covered: Covered
    installed: SoftwareNote


def system_life(user: User, pk: int, on: date) -> SystemLife:
    """Return the verdict of a system that the person may see; Http404 where they may not."""
    require_right(user, Right.SEE_LIFECYCLE)
    found = find_system(user, pk)
    one = System.objects.filter(pk=found.pk)
    row = next(read_systems(one))
    judge = Judge(one, on)
    return SystemLife(
        row=row,
        judged=judge.judge(row),
        covered=covers(user, (row,), on, judge.going)[pk],
        installed=note_of(found),
    )


def lives_at(user: User, site: int, on: date) -> tuple[tuple[SystemRow, Judged], ...]:
    """Return the verdicts of the systems in use at a site."""
    require_right(user, Right.SEE_LIFECYCLE)
    systems = visible_systems(user).filter(site=site, retired_on=None)
    judge = Judge(systems, on)
    return tuple((each, judge.judge(each)) for each in read_systems(systems))


def covers(
    user: User,
    rows: Iterable[SystemRow],
    on: date,
    going: Mapping[int, tuple[GoingPart, ...]],
) -> dict[int, Covered]:
    """Return what cover a page's systems have left, and what is at stake, by their keys."""
    shown = {each.pk: each for each in rows}
    edition = edition_in_force(on)
    systems = System.objects.filter(pk__in=shown).prefetch_related("held_plans")
    left = {each.pk: cover_left(edition, each, on) for each in systems}
    prices = _prices({part.number for pk in shown for part in going.get(pk, ())}, on)
    may_see = may(user, Right.SEE_PRICES)
    return {
        pk: Covered(
            percent=left[pk].percent,
            until=left[pk].until,
            years=_tenths(left[pk].years),
            stake=_stake(row, left[pk], going.get(pk, ()), prices) if may_see else None,
        )
        for pk, row in shown.items()
    }


def _stake(
    row: SystemRow, left: CoverLeft, going: tuple[GoingPart, ...], prices: Mapping[str, Money]
) -> Stake:
    parts = (PricedPart(each.quantity, prices.get(number_key(each.number))) for each in going)
    bom = Money.of_fen(row.bom_fen)
    return stake_of(bom, left.percent, left.years, parts, yearly_failures().percent)


def _prices(numbers: set[str], on: date) -> dict[str, Money]:
    """Return what parts cost on a day by the keys of their numbers."""
    rows = priced(Part.objects.filter(key__in={number_key(each) for each in numbers}), on)
    found = rows.values_list("key", "unit_fen")
    return {key: Money.of_fen(fen) for key, fen in found if fen is not None}


def _tenths(years: Fraction) -> Decimal:
    return Decimal(int(years * TENTHS)).scaleb(-1)
