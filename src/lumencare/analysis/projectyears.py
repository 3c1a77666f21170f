"""Project years of many systems at once (D-1), equal to the rule for one."""

import numpy as np
from numpy.typing import NDArray

Dates = NDArray[np.datetime64]
# Room for every day of a month, so that days count upwards and a year has a fixed length.
MONTH = 32
YEAR = 12 * MONTH


def project_years(order_dates: Dates, on: Dates) -> NDArray[np.int64]:
    """Return the project year of each order date on the day beside it.

    Raises ValueError where a day lies before its order date: no year has begun yet.
    """
    if np.any(on < order_dates):
        raise ValueError("a day lies before its order date")
    # An order of 29 February has its anniversary on the 28th where there is no 29th. Either is the
    # last day before March, so no day falls between them and the rule needs no special case here.
    passed = _count(on) - _count(order_dates)
    years: NDArray[np.int64] = np.maximum(-(-passed // YEAR), 1)
    return years


def _count(days: Dates) -> NDArray[np.int64]:
    months = days.astype("datetime64[M]")
    day: NDArray[np.int64] = (days.astype("datetime64[D]") - months).astype(np.int64)
    return months.astype(np.int64) * MONTH + day
