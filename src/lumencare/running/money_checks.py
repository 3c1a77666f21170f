"""What must hold for the money of contracts: what was paid, given back and invoiced adds up."""

from collections.abc import Iterator
from datetime import datetime

from lumencare.contracts.soundness import wrong_credits, wrong_invoices, wrong_payments
from lumencare.domain.text import Text
from lumencare.running.checkup import Finding, none_of

PAID = Text("收款", "Payments")
CREDITED = Text("退款", "Credits")
INVOICED = Text("开票", "Invoices")


def check_money(_now: datetime) -> Iterator[Finding]:
    """Look whether what is paid, given back and invoiced is the sum of its records (D-17)."""
    yield none_of(
        PAID,
        wrong_payments(),
        well=Text("已付金额与收款记录一致", "what is paid is the sum of its receipts"),
        broken=Text("已付金额与收款记录不一致", "what is paid is not the sum of its receipts"),
    )
    yield none_of(
        CREDITED,
        wrong_credits(),
        well=Text("退款不超过已付金额", "no more was given back than was paid"),
        broken=Text(
            "退款超过已付金额或分摊不符", "given back above what was paid, or in wrong shares"
        ),
    )
    yield none_of(
        INVOICED,
        wrong_invoices(),
        well=Text("开票金额与款项一致", "invoices are the sum of their payments"),
        broken=Text("开票金额与款项不一致", "invoices differ from their payments"),
    )
