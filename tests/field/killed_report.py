"""A process that dies while it issues the report of a visit: `VISIT_PK N`.

It dies without a word right after its Nth statement that writes; with N = 0 it does all and dies
after the commit.
"""

from datetime import datetime

from tests.sales.killed import DieAfter, die


def main(pk: str, last: str, now: str) -> None:
    """Issue it as the job would."""
    from django.db import connection

    from lumencare.field.actions import issue_report
    from lumencare.field.models import Visit

    with connection.execute_wrapper(DieAfter(int(last))):
        issue_report(Visit.objects.get(pk=pk), by=None, now=datetime.fromisoformat(now))
    die()
