"""A worker that dies while it tells the desk, right after its POINTth statement that writes."""

from tests.sales.killed import DieAfter


def main(point: str) -> None:
    """Tell the desk, as the job does."""
    from django.db import connection

    from lumencare.desk.actions import alert_desk
    from tests.desk.cases import moment

    with connection.execute_wrapper(DieAfter(int(point))):
        alert_desk(moment("2026-01-16 08:00"))
