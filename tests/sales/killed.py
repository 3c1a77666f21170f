"""A process that dies while it issues or accepts: `issue|accept PK N`.

It dies without a word right after its Nth statement that writes; with N = 0 it does all and dies
after the commit, before it could tell anybody.
"""

import os
import signal
from collections.abc import Callable
from typing import Any

WRITES = ("INSERT", "UPDATE", "DELETE")


def die() -> None:
    """End like a process that the machine has killed."""
    os.kill(os.getpid(), signal.SIGKILL)


class DieAfter:
    """Count the statements that write; die after the one that was named."""

    def __init__(self, last: int) -> None:
        self.last, self.count = last, 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Run a statement, and die if it was the last one."""
        answer = execute(sql, *rest)
        if sql.startswith(WRITES):
            self.count += 1
            if self.count == self.last:
                die()
        return answer


def main(deed: str, pk: str, last: str) -> None:
    """Do the deed as the version's author."""
    from django.db import connection

    from lumencare.sales.actions import accept, issue
    from lumencare.sales.models import QuoteVersion
    from tests.office import NOW
    from tests.sales.quotes import signed

    version = QuoteVersion.objects.select_related("quote__system__site__owner", "author").get(pk=pk)
    with connection.execute_wrapper(DieAfter(int(last))):
        if deed == "issue":
            issue(version, by=version.author, now=NOW)
        else:
            accept(version, signed(version), by=version.author, now=NOW)
    die()
