"""How fast prices of many systems are, beside the same arithmetic written straight in numpy.

The straight version holds the rates of edition 1 as numbers in the code and must give the same
fen. It is there for its speed only: the bound of what numpy can do with these arrays.
"""

from datetime import date

import numpy as np
from _measure import seconds_of, show
from numpy.typing import NDArray

from lumencare.analysis.pricebatch import NO_PRICE, build_tables, price_batch
from lumencare.analysis.projectyears import project_years
from lumencare.data.edition_files import current_edition

SYSTEMS = 1_000_000
ROUNDS = 5
CHUNKS = (8_192, 32_768, 65_536)
WHOLE, HALF = 1_000_000, 500_000
EDGE, FLOOR = 75_000_000, 1_500_000
LAST_YEAR, LAST_WINDOW = 8, np.array([1, 2, 2])
BASIC, PLUS = np.array([40_000, 30_000, 0]), np.array([90_000, 80_000, 50_000])
ANNUAL = np.array(
    [
        [0, 10_000, 15_000, 17_000, 19_000, 21_000, 23_000, 25_000],
        [0, 0, 15_000, 17_000, 19_000, 21_000, 23_000, 25_000],
        [0, 0, 10_000, 12_000, 14_000, 16_000, 18_000, 20_000],
    ]
)
SUPPORT = (8_000, 13_000, 15_000, 17_000, 19_000, 21_000, 23_000)
SERVICE = 20_000

Ints = NDArray[np.int64]
Prices = tuple[NDArray[np.bool_], Ints, Ints]


def price_straight(classes: Ints, bom: Ints, years: Ints, chunk: int) -> Prices:
    """Price all plans with plain array arithmetic, chunk by chunk."""
    shape = 6, len(bom)
    eligible = np.empty(shape, np.bool_)
    net, total = np.empty(shape, np.int64), np.empty(shape, np.int64)
    for start in range(0, len(bom), chunk):
        rows = slice(start, start + chunk)
        given = classes[rows], bom[rows], years[rows]
        _price_part_care(*given, (eligible[:, rows], net[:, rows], total[:, rows]))
        _price_labour(*given, (eligible[:, rows], net[:, rows], total[:, rows]))
    return eligible, net, total


def _price_part_care(classes: Ints, bom: Ints, years: Ints, into: Prices) -> None:
    eligible, net, total = into
    is_open = years <= LAST_WINDOW[classes]
    eligible[0] = is_open & (classes != 2)
    eligible[1] = eligible[2] = is_open
    for at, rates in ((0, BASIC), (1, PLUS)):
        price = (bom * rates[classes] + HALF) // WHOLE
        net[at] = total[at] = np.where(eligible[at], price, NO_PRICE)
    due, all_years = np.zeros_like(bom), np.zeros_like(bom)
    for year in range(1, LAST_YEAR + 1):
        price = (bom * ANNUAL[classes, year - 1] + HALF) // WHOLE
        all_years += np.where(year >= years, price, 0)
        due = np.where(year == years, price, due)
    net[2] = np.where(is_open, due, NO_PRICE)
    total[2] = np.where(is_open, all_years, NO_PRICE)


def _price_labour(classes: Ints, bom: Ints, years: Ints, into: Prices) -> None:
    eligible, net, total = into
    big = bom >= EDGE
    eligible[3] = years <= LAST_YEAR
    eligible[4] = eligible[3] & (classes != 2)
    eligible[5] = True
    price = np.where(big, (bom * SERVICE + HALF) // WHOLE, FLOOR)
    net[3] = total[3] = np.where(eligible[3], price, NO_PRICE)
    due, all_years = np.zeros_like(bom), np.zeros_like(bom)
    for year, rate in enumerate(SUPPORT, start=2):
        base, share = np.where(big, 0, FLOOR), np.where(big, SERVICE + rate, rate)
        price = base + (bom * share + HALF) // WHOLE
        if year == 2:
            price = np.where(classes == 1, 0, price)
        all_years += np.where(year >= years, price, 0)
        due = np.where(year == years, price, due)
    net[4] = np.where(eligible[4], due, NO_PRICE)
    total[4] = np.where(eligible[4], all_years, NO_PRICE)
    net[5] = total[5] = NO_PRICE


def main() -> None:
    """Measure both in turn, so that whatever else the machine does falls on both."""
    random = np.random.default_rng(20261123)
    classes = random.integers(0, 3, SYSTEMS)
    bom = random.integers(1, 500_000_000, SYSTEMS)
    ordered = np.datetime64("2015-01-01") + random.integers(0, 4_300, SYSTEMS)
    on = np.array(date(2026, 11, 23), dtype="datetime64[D]")
    years = project_years(ordered, on)
    tables = build_tables(current_edition())

    batch = price_batch(tables, classes, bom, years)
    straight = price_straight(classes, bom, years, CHUNKS[1])
    for ours, plain in zip(batch.parts, straight, strict=True):
        assert (ours == plain).all()

    ours, plain = [], []
    for _ in range(ROUNDS):
        ours.append(seconds_of(lambda: price_batch(tables, classes, bom, years)))
        plain += [seconds_of(lambda c=c: price_straight(classes, bom, years, c)) for c in CHUNKS]
    show("batch, all plans", SYSTEMS / min(ours) / 1e6, "million/s")
    show("straight numpy, its best chunk", SYSTEMS / min(plain) / 1e6, "million/s")
    show("batch against straight numpy", min(plain) / min(ours), "times", ">= 0.5 times")
    counted = min(seconds_of(lambda: project_years(ordered, on)) for _ in range(ROUNDS))
    show("project years", SYSTEMS / counted / 1e6, "million/s")


if __name__ == "__main__":
    main()
