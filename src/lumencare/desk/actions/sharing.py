"""The customer's share of a replacement part as a charge of its case (X-7, D-3)."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row
from lumencare.desk.actions.charging import LONGEST_NAME, holding_decision
from lumencare.desk.models import Case, Charge
from lumencare.domain.desk.charges import PART
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.sales.written import read_written

REPLACEMENT_PART = "replacement-part"
LONGEST_ZH = 120
LONGEST_EN = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShare:
    """What a customer is to pay for a part, net, and what it is called on the bill."""

    net: Money
    name: Text
    why: str


def show_share(case: Case, share: PartShare, *, shown_to: str, by: User, now: datetime) -> Charge:
    """Write down that the share of a part was shown to somebody; nothing is charged by it."""
    require_right(by, Right.WORK_CASES)
    row = Charge(
        case=case,
        decision=holding_decision(case),
        code=PART,
        rule="X-7",
        name_zh=share.name.zh[:LONGEST_ZH],
        name_en=share.name.en[:LONGEST_EN],
        net_fen=share.net.fen,
        vat_kind=REPLACEMENT_PART,
        why=share.why,
        shown_to=read_written(shown_to, "shown_to", LONGEST_NAME),
        created_by=by,
        created_at=now,
    )
    return add_row(row, by=by, now=now)
