"""What a system holds on a day, with what of it has not run out: what a proposal tells of cover."""

from datetime import date

from lumencare.contracts.cancelling import unexpired_of
from lumencare.domain.money import ZERO, Money
from lumencare.domain.period import DAY
from lumencare.domain.upgrade.cover import HeldCover
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.holdings import PLANS, days_held, held_rows
from lumencare.sites.models import System


def held_covers(system: System, on: date) -> tuple[HeldCover, ...]:
    """Return the plans that a system holds on a day or later, each contract and plan once."""
    names = edition_in_force(on).source_names
    last: dict[tuple[str, str], date] = {}
    for row in held_rows(system, on):
        span = days_held(row)
        if row.code in PLANS and span is not None and on < span.end:
            key = (row.source, row.code)
            last[key] = max(last.get(key, span.end), span.end)
    return tuple(
        HeldCover(
            name=names[code],
            contract=source,
            last_day=end - DAY,
            unexpired=unexpired_of(source, system, on),
        )
        for (source, code), end in sorted(last.items())
    )


def unexpired_by_contract(system: System, on: date) -> dict[str, Money]:
    """Return the most that may be given for each contract of a system (D-17)."""
    return {
        each.contract: each.unexpired for each in held_covers(system, on) if each.unexpired > ZERO
    }
