"""Hardware that an upgrade replaced: each contract says that it left cover, its price stays."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.contracts.actions.amending import Amended, write_amendment
from lumencare.contracts.actions.steps import take_step
from lumencare.contracts.hosts import GOING_ON, RUNNING
from lumencare.contracts.models import Contract
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.domain.contract.states import ContractStep
from lumencare.sites.models import Replacement


def note_replaced(row: Replacement, *, by: User, now: datetime) -> list[Contract]:
    """Write into each running contract of the old system what left its cover, and since when.

    The contract keeps the list that it was priced on, and its payments (D-13); where the whole
    system went, staff end it (D-17). Called in the transaction of the handover.
    """
    rows = Contract.objects.filter(
        state__in=RUNNING, lines__system=row.old_id, lines__state__in=GOING_ON
    )
    contracts = Contract.objects.select_for_update().filter(pk__in=rows.values("pk"))
    found = list(contracts.order_by("pk"))
    gone = [f"{each.part_number} x {each.quantity_milli / 1000:g}" for each in row.parts.all()]
    for contract in found:
        take_step(contract, ContractStep.AMEND, by=by, now=now, why=row.source)
        said = Amended(
            kind=AmendmentKind.REPLACED,
            on=row.on,
            before={"system": row.old.ref, **({"hardware": gone} if gone else {})},
            after={"successor": row.new.ref},
            why=row.source,
        )
        write_amendment(contract, said, by=by, now=now)
    return found
