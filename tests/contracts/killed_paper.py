"""A process that dies while it makes a document: `CONTRACT_PK N`.

It dies without a word right after its Nth statement that writes; with N = 0 it does all and dies
after the commit.
"""

from tests.sales.killed import DieAfter, die


def main(pk: str, last: str) -> None:
    """Make the document as its coordinator."""
    from django.db import connection

    from lumencare.contracts.actions import issue_document
    from lumencare.contracts.models import Contract
    from tests.contracts.contracts import coordinator
    from tests.office import NOW

    by = coordinator()
    with connection.execute_wrapper(DieAfter(int(last))):
        issue_document(Contract.objects.get(pk=pk), by=by, now=NOW)
    die()
