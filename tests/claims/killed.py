"""A process that dies while it supplies a claim, after it wrote to a table: `DEED PK TABLE`."""

from collections.abc import Callable
from typing import Any

from tests.sales.killed import WRITES, die


class DieAt:
    """Die after the first statement that writes to a table; with no table, after the commit."""

    def __init__(self, table: str) -> None:
        self.table = f'"{table}"'

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Run a statement, and die if it wrote there."""
        answer = execute(sql, *rest)
        if sql.startswith(WRITES) and self.table in sql:
            die()
        return answer


def main(deed: str, pk: str, table: str) -> None:
    """Do the deed as the clerk."""
    from django.db import connection

    from lumencare.claims.models import Claim
    from lumencare.claims.queries.rows import RELATED
    from tests.claims.claims import clerk, pool

    claim = Claim.objects.select_related(*RELATED).get(pk=pk)
    by, place = clerk(), pool()
    with connection.execute_wrapper(DieAt(table)):
        DEEDS[deed](claim, place, by)
    die()


def reserve(claim: Any, place: Any, by: Any) -> None:
    """Keep a part for a claim."""
    from lumencare.claims import actions
    from tests.claims.claims import NOON

    actions.reserve(claim, place, by=by, now=NOON)


def issue(claim: Any, _place: Any, by: Any) -> None:
    """Give out the unit that was kept."""
    from lumencare.claims import actions
    from tests.claims.claims import NOON

    actions.issue(claim, {"serial": "N-1", "issued_to": "工程师"}, by=by, now=NOON)


def receive(claim: Any, place: Any, by: Any) -> None:
    """Take the old part in."""
    from lumencare.claims import actions
    from tests.claims.claims import NOON

    actions.receive_return(claim, place, {}, by=by, now=NOON)


def take_back(claim: Any, _place: Any, by: Any) -> None:
    """Put a part back that was not needed."""
    from lumencare.claims import actions
    from tests.claims.claims import NOON

    actions.take_back(claim, why="未更换", by=by, now=NOON)


DEEDS = {"reserve": reserve, "issue": issue, "receive": receive, "take-back": take_back}
