"""Project years, counted from the order date (D-1, PRC Civil Code art. 201-202)."""

from datetime import date

from lumencare.domain.period import DAY, Span, same_day_in


def anniversary(order_date: date, years: int) -> date:
    """Return the day on which project year `years` ends, itself included (D-1)."""
    return same_day_in(order_date.year + years, order_date)


def project_year(order_date: date, on: date) -> int:
    """Return the number of the project year that holds `on`, beginning with 1 (D-1).

    Raises ValueError where `on` lies before the order date: no year has begun yet.
    """
    if on < order_date:
        raise ValueError(f"{on} is before the order date {order_date}")
    years = on.year - order_date.year
    return max(1, years if on <= anniversary(order_date, years) else years + 1)


def year_span(order_date: date, year: int) -> Span:
    """Return the days of one project year; the order date belongs to year 1 (D-1)."""
    start = order_date if year == 1 else anniversary(order_date, year - 1) + DAY
    return Span(start, anniversary(order_date, year) + DAY)
