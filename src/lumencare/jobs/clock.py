"""The clock: read here, for every round of a worker, and passed down."""

from datetime import datetime

from lumencare.domain.shanghai import SHANGHAI


def now() -> datetime:
    """Return this instant in Asia/Shanghai."""
    return datetime.now(SHANGHAI)  # noqa: TID251 - the one place that may
