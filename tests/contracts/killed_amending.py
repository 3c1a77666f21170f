"""A process that dies while it amends: `suspend|cancel|... PK N`.

It dies without a word right after its Nth statement that writes; with N = 0 it does all and dies
after the commit. `add` takes the key of the second system's line.
"""

from datetime import date

from tests.sales.killed import DieAfter, die


def main(deed: str, pk: str, last: str) -> None:
    """Do the deed as the coordinator."""
    from django.db import connection

    from lumencare.contracts import actions
    from lumencare.contracts.cancelling import Cancelling
    from lumencare.contracts.models import Contract, ContractLine
    from lumencare.domain.contract.credit import Treatment
    from tests.contracts.contracts import coordinator, noon

    by, contract = coordinator(), Contract.objects.order_by("pk").first()
    assert contract is not None
    now = noon(date(2026, 6, 1))
    line = ContractLine.objects.get(pk=pk)
    deeds = {
        "suspend": lambda: actions.suspend(contract, why="停工", by=by, now=now),
        "cancel": lambda: actions.cancel(
            contract, Cancelling(on=now.date(), treatment=Treatment.BY_DAY, why="停业"),
            by=by, now=now,
        ),
        "add": lambda: actions.add_system(contract, line.quote_version, by=by, now=now),
        "correct": lambda: actions.change_system(
            line.system, {"order_date": "2025-03-15"}, by=by, now=now, why="抄错"
        ),
    }  # fmt: skip
    with connection.execute_wrapper(DieAfter(int(last))):
        deeds[deed]()
    die()
