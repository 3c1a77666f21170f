"""The clock: read here, once a command, and passed down."""

from datetime import date, datetime

from lumencare.domain.shanghai import SHANGHAI


def now() -> datetime:
    """Return this instant in Asia/Shanghai."""
    return datetime.now(SHANGHAI)  # noqa: TID251 - the one place that may


def today() -> date:
    """Return today's date in Asia/Shanghai."""
    return now().date()
