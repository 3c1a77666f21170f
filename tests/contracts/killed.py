"""A process that dies while it posts money: `receive|reverse|remind PK N`.

It dies without a word right after its Nth statement that writes; with N = 0 it does all and dies
after the commit.
"""

from datetime import timedelta

from tests.sales.killed import DieAfter, die


def main(deed: str, pk: str, last: str) -> None:
    """Do the deed as finance."""
    from django.db import connection

    from lumencare.contracts.actions.dunning import run_dunning
    from lumencare.contracts.actions.paying import reverse_receipt
    from lumencare.contracts.models import Payment, Receipt
    from tests.contracts.money import DUE, finance, noon, received
    from tests.office import NOW

    by = finance()
    with connection.execute_wrapper(DieAfter(int(last))):
        if deed == "receive":
            received(Payment.objects.get(pk=pk))
        elif deed == "reverse":
            reverse_receipt(Receipt.objects.get(pk=pk), why="记错", by=by, now=NOW)
        else:
            run_dunning(noon(DUE + timedelta(days=1)))
    die()
