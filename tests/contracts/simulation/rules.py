"""The offer as plain arithmetic, written from its rules and not from the product's own code."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
LAST_YEAR = 8
BASIC, PLUS, ANNUAL = "part-care-basic", "part-care-plus", "part-care-plus-annual"
SERVICE, SUPPORT = "service-care", "technology-support"
PLANS = (BASIC, PLUS, ANNUAL, SERVICE, SUPPORT)
PART_CARE = (BASIC, PLUS, ANNUAL)
HOLDERS = (SERVICE, SUPPORT)

# Tenths of a percent of the hardware list (PC-1, PP-1, PA-1, TS-1).
ONCE = {BASIC: {"1Y": 40, "2Y": 30}, PLUS: {"1Y": 90, "2Y": 80, "HWQS8": 50}}
BY_YEAR = {
    "1Y": (0, 10, 15, 17, 19, 21, 23, 25),
    "2Y": (0, 0, 15, 17, 19, 21, 23, 25),
    "HWQS8": (0, 0, 10, 12, 14, 16, 18, 20),
}
SUPPORT_BY_YEAR = {2: 8, 3: 13, 4: 15, 5: 17, 6: 19, 7: 21, 8: 23}
GREAT = 750_000_00
BASE = 15_000_00
RESPONSES = {"24h": 10_000_00, "48h": 8_000_00, "72h": 6_000_00}
MAN_DAYS = {"onsite-programming": 4_800_00, "remote-training": 2_400_00, "weekend": 4_000_00}
WINDOW = {"1Y": 1, "2Y": 2, "HWQS8": 2}
BASIC_PARTS = {1: 100, 2: 100, 3: 50, 4: 50, 5: 50, 6: 25, 7: 25, 8: 25}


@dataclass(frozen=True, slots=True)
class Facts:
    """What prices and cover follow from."""

    warranty: str
    ordered: date
    bom_fen: int
    by_maker: bool


def anniversary(ordered: date, years: int) -> date:
    """D-1: the corresponding day, or the month's last."""
    try:
        return ordered.replace(year=ordered.year + years)
    except ValueError:
        return date(ordered.year + years, 2, 28)


def year_starts(ordered: date, year: int) -> date:
    """D-1: the day after the last anniversary; the order date belongs to year 1."""
    return ordered if year == 1 else anniversary(ordered, year - 1) + DAY


def year_ends(ordered: date, year: int) -> date:
    """Return the first day after a project year."""
    return anniversary(ordered, year) + DAY


def year_of(ordered: date, day: date) -> int:
    """Return the project year that holds a day; 9 stands for all that is later."""
    return next((each for each in range(1, 9) if day < year_ends(ordered, each)), 9)


def own_year_ends(facts: Facts, start: date) -> date:
    """D-6, G-4: 12 months, cut where year 8 ends."""
    try:
        end = start.replace(year=start.year + 1)
    except ValueError:
        end = date(start.year + 1, 3, 1)
    return min(end, year_ends(facts.ordered, LAST_YEAR))


def first_year(warranty: str) -> int:
    """PP-2, PA-2, D-5: the first year that is more than the initial warranty."""
    return 2 if warranty == "1Y" else 3


def free_years(warranty: str) -> tuple[int, ...]:
    """Return the years of the annual plan that cost 0.0 (PA-1)."""
    return tuple(year for year in range(1, 9) if not BY_YEAR[warranty][year - 1])


def half_up(numerator: int, denominator: int) -> int:
    """D-2."""
    return (2 * numerator + denominator) // (2 * denominator)


def vat_of(net: int) -> int:
    """D-3: services 6 %."""
    return half_up(net * 6, 100)


def price(facts: Facts, code: str, year: int | None) -> int:
    """Return the net price of a plan, in fen."""
    bom = facts.bom_fen
    if code in ONCE:
        return half_up(bom * ONCE[code][facts.warranty], 1000)
    if code == ANNUAL:
        assert year is not None
        return half_up(bom * BY_YEAR[facts.warranty][year - 1], 1000)
    tenths, base = (20, 0) if bom >= GREAT else (0, BASE)
    if code == SUPPORT:
        assert year is not None
        if (facts.warranty, year) == ("2Y", 2):
            return 0
        tenths += SUPPORT_BY_YEAR[year]
    return base + half_up(bom * tenths, 1000)


def is_offered(facts: Facts, code: str) -> bool:
    """PC-1, TS-2."""
    return facts.warranty != "HWQS8" or code not in {BASIC, SUPPORT}


def warranty_parts(facts: Facts, year: int) -> int:
    """D-4."""
    if facts.warranty == "HWQS8":
        return BASIC_PARTS.get(year, 0)
    return 100 if year <= WINDOW[facts.warranty] else 0


def plan_parts(facts: Facts, code: str, year: int) -> int:
    """PC-2, PP-2, PA-2, TS-3; on a day on which the plan is held."""
    if code == SERVICE or not first_year(facts.warranty) <= year <= LAST_YEAR:
        return 0
    return BASIC_PARTS[year] if code == BASIC else 100


def is_served(facts: Facts, code: str, year: int) -> bool:
    """SC-4, TS-4, D-5: whether a plan gives labour in a year."""
    if code == SERVICE:
        return year <= LAST_YEAR
    return code == SUPPORT and first_year(facts.warranty) <= year <= LAST_YEAR
