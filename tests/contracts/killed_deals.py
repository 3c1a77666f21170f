"""A process that dies while a contract comes to be: `accept|sign|renew|night PK N`.

It dies without a word right after its Nth statement that writes; with N = 0 it does all and dies
after the commit.
"""

from datetime import date

from tests.sales.killed import DieAfter, die

RENEWED, LAPSE = date(2027, 1, 10), date(2027, 3, 2)


def main(deed: str, pk: str, last: str) -> None:
    """Do the deed as the person who keeps contracts."""
    from django.db import connection

    from lumencare.contracts.actions import accept, renew, run_continuity, sign
    from lumencare.contracts.models import Contract, ContractLine
    from lumencare.sales.models import QuoteVersion
    from tests.contracts.contracts import coordinator, noon
    from tests.office import NOW, TODAY
    from tests.sales.quotes import signed

    by = coordinator()
    versions = QuoteVersion.objects.select_related("quote__system__site__owner")
    with connection.execute_wrapper(DieAfter(int(last))):
        if deed == "accept":
            version = versions.get(pk=pk)
            accept(version, signed(version), by=by, now=NOW)
        elif deed == "sign":
            contract = Contract.objects.get(pk=pk)
            sign(contract, signed_on=TODAY, signed_by="王建国", by=by, now=NOW)
        elif deed == "renew":
            renew(ContractLine.objects.get(pk=pk), by=by, now=noon(RENEWED))
        else:
            run_continuity(noon(LAPSE))
    die()
