"""How old made-up systems are: every project year, and every nearness to the end of a window."""

from datetime import date, timedelta
from random import Random

from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.system import System
from lumencare.sites.windows import window_of

# Days that are left to buy: on some systems today is the last day.
DAYS_LEFT = (0, 1, 3, 6, 10, 14, 19, 25, 29)
STRETCHES = 10


def window_years(edition: Edition, warranty: WarrantyClass, today: date) -> int:
    """Return for how many years after its order a class can buy a Part Care plan (PW-1)."""
    ordered_today = System(warranty, today, Money.of("1000000"), StartUp.PARTNER)
    last_day = window_of(edition, ordered_today).last_day or today
    return last_day.year - today.year


def order_date_of(index: int, years: int, today: date, chance: Random) -> date:
    """Return when the system with this number was ordered; its window is so many years long."""
    stretch = index % STRETCHES
    match stretch:
        case 0:
            return today - timedelta(days=chance.randint(2, 60))
        case 1:
            left = DAYS_LEFT[index // STRETCHES % len(DAYS_LEFT)]
            return years_before(today + timedelta(days=left), years)
        case 2:
            return years_before(today + timedelta(days=chance.randint(31, 120)), years)
        case 9:
            ordered = years_before(today, chance.randint(8, 13))
            return ordered - timedelta(days=chance.randint(1, 300))
        case _:
            # Somewhere in project year 2, 3, ... 7.
            ordered = years_before(today, stretch - 2)
            return ordered - timedelta(days=chance.randint(1, 360))


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; for 29 February the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
