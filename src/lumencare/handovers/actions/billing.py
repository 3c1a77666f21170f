"""Bills of accepted upgrades: one for each VAT rate, paid in full, invoiced as those of cases."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.contracts.actions.invoicing_bills import Billed, request_bill_invoice
from lumencare.contracts.models import InvoiceRequest
from lumencare.contracts.transfers import read_transfer
from lumencare.domain.contract.payments import due_after
from lumencare.domain.problems import Conflict
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import OPTION_KIND_NAMES
from lumencare.handovers.accepted import accepted_on, accepted_option, vat_groups
from lumencare.handovers.models import UpgradeBill
from lumencare.store import typed as read
from lumencare.upgrades.models import ProposalVersion

UPGRADE = "upgrade"


def write_bills(version: ProposalVersion, *, now: datetime) -> list[UpgradeBill]:
    """Write what falls due for the accepted option, in the transaction of the acceptance.

    As with quotes, it is due some days after the purchase. Where what is given for a plan eats
    up the whole price, nothing is due.
    """
    day = accepted_on(version)
    name = OPTION_KIND_NAMES[accepted_option(version).kind]
    rows = [
        UpgradeBill(
            number=f"{version.proposal.number}-{place}",
            proposal_version=version,
            bill_to=version.proposal.system.site.owner,
            name=f"{name.zh} {version.proposal.number}",
            net_fen=each.net.fen,
            vat_fen=each.vat.fen,
            vat_kind=UPGRADE,
            vat_rate=each.rate,
            due_on=due_after(day, day),
            created_at=now,
        )
        for place, each in enumerate(vat_groups(version, version.accepted_option), 1)
    ]
    return [add_row(each, by=version.accepted_name, now=now) for each in rows]


def pay_upgrade_bill(
    bill: UpgradeBill, typed: read.Typed, *, by: User, now: datetime
) -> UpgradeBill:
    """Record that a bill was paid in full: on which day, by which transfer; once."""
    require_right(by, Right.KEEP_MONEY)
    on, reference = read_transfer(typed, bill.created_at, now)
    if bill.state == UpgradeBill.State.PAID and (bill.paid_on, bill.paid_reference) == (
        on,
        reference,
    ):
        return bill
    if bill.state != UpgradeBill.State.DUE:
        raise Conflict(PAID_ALREADY)
    changes = {"state": UpgradeBill.State.PAID.value, "paid_on": on, "paid_reference": reference}
    return change_row(bill, changes, by=by, now=now, action="pay-bill")


def invoice_upgrade_bill(
    bill: UpgradeBill, *, kind: str, note: str = "", by: User, now: datetime
) -> InvoiceRequest:
    """Ask for the invoice of a bill; it goes the way of those of payments."""
    require_right(by, Right.KEEP_MONEY)
    with transaction.atomic():
        row = UpgradeBill.objects.select_for_update().get(pk=bill.pk)
        billed = Billed(
            number=row.number,
            name=row.name,
            contract=None,
            bill_to=row.bill_to,
            vat_kind=row.vat_kind,
            vat_rate=row.vat_rate,
            net_fen=row.net_fen,
            vat_fen=row.vat_fen,
        )
        return request_bill_invoice(billed, kind=kind, note=note, by=by, now=now)


PAID_ALREADY = Text("该账单已收款。", "This bill was paid already.")
