"""What cases cost their customers: charges with their goodwill and totals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Sum
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.models import CaseBill, Charge, Goodwill
from lumencare.desk.queries.bills import BillFacts, bill_facts, whole_bills
from lumencare.desk.queries.rows import find_case
from lumencare.domain.desk.charges import CHARGE_STATE_NAMES
from lumencare.domain.money import Money
from lumencare.domain.shanghai import at
from lumencare.domain.text import Text

MIDNIGHT = datetime.min.time()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodwillFacts:
    """An amount that was given up, or asked to be."""

    pk: int
    charge_pk: int
    case_number: str
    charge_name: Text
    state: str
    net: Money
    why: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    decided_why: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeFacts:
    """A charge with its goodwill and its bill; `left` is what remains after goodwill."""

    pk: int
    state: str
    state_name: Text
    code: str
    man_days: int
    rule: str
    name: Text
    net: Money
    left: Money
    why: str
    shown_to: str
    agreed_by: str
    agreed_how: str
    agreed_at: datetime | None
    ended_why: str
    created_at: datetime
    version: int
    goodwill: tuple[GoodwillFacts, ...]
    bill: BillFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeTotals:
    """What was shown, agreed, charged, given up; taken back counts nowhere."""

    shown: Money
    agreed: Money
    charged: Money
    waived: Money


def charges_of(user: User, number: str) -> tuple[ChargeFacts, ...]:
    """Return the charges of a case, oldest first; Http404 where the person may not see it."""
    rows = (
        find_case(user, number)
        .charges.select_related("case")
        .prefetch_related(
            Prefetch("bill", whole_bills(CaseBill.objects.all())),
            "goodwill__asked_by",
            "goodwill__decided_by",
        )
    )
    return tuple(_charge(each) for each in rows.order_by("pk"))


def totals_of(charges: Iterable[ChargeFacts]) -> ChargeTotals:
    """Add up the charges of a case."""
    sums: dict[str, int] = defaultdict(int)
    waived = 0
    for each in charges:
        if each.state != Charge.State.WITHDRAWN:
            sums[each.state] += each.left.fen
            waived += each.net.fen - each.left.fen
    shown = sums["shown"] + sums["disputed"]
    return ChargeTotals(
        shown=Money.of_fen(shown),
        agreed=Money.of_fen(sums["agreed"]),
        charged=Money.of_fen(sums["charged"]),
        waived=Money.of_fen(waived),
    )


def goodwill_of_year(user: User, year: int) -> Money:
    """Return what was given up in a year of Shanghai."""
    require_right(user, Right.SEE_CASES)
    first, last = at(date(year, 1, 1), MIDNIGHT), at(date(year + 1, 1, 1), MIDNIGHT)
    rows = Goodwill.objects.filter(
        state=Goodwill.State.APPROVED, decided_at__gte=first, decided_at__lt=last
    )
    return Money.of_fen(rows.aggregate(fen=Sum("net_fen"))["fen"] or 0)


def goodwill_waiting(user: User) -> tuple[GoodwillFacts, ...]:
    """Return the goodwill that waits for a decision, oldest first."""
    require_right(user, Right.APPROVE_GOODWILL)
    rows = Goodwill.objects.filter(state=Goodwill.State.ASKED).order_by("asked_at", "pk")
    return tuple(
        _goodwill(each) for each in rows.select_related("asked_by", "decided_by", "charge__case")
    )


def find_goodwill(user: User, pk: int) -> Goodwill:
    """Return an amount to give up, for who may see cases; else Http404."""
    require_right(user, Right.SEE_CASES)
    row = Goodwill.objects.select_related("charge__case", "asked_by").filter(pk=pk).first()
    if row is None:
        raise Http404(f"goodwill {pk}")
    return row


def _charge(row: Charge) -> ChargeFacts:
    given = sorted(row.goodwill.all(), key=lambda each: each.pk)
    approved = sum(each.net_fen for each in given if each.state == Goodwill.State.APPROVED)
    return ChargeFacts(
        pk=row.pk,
        state=row.state,
        state_name=CHARGE_STATE_NAMES[row.state],
        code=row.code,
        man_days=row.man_days,
        rule=row.rule,
        name=Text(row.name_zh, row.name_en),
        net=Money.of_fen(row.net_fen),
        left=Money.of_fen(row.net_fen - approved),
        why=row.why,
        shown_to=row.shown_to,
        agreed_by=row.agreed_by,
        agreed_how=row.agreed_how,
        agreed_at=row.agreed_at,
        ended_why=row.ended_why,
        created_at=row.created_at,
        version=row.version,
        goodwill=tuple(_goodwill(each) for each in given),
        bill=bill_facts(row.bill) if hasattr(row, "bill") else None,
    )


def _goodwill(row: Goodwill) -> GoodwillFacts:
    return GoodwillFacts(
        pk=row.pk,
        charge_pk=row.charge_id,
        case_number=row.charge.case.number,
        charge_name=Text(row.charge.name_zh, row.charge.name_en),
        state=row.state,
        net=Money.of_fen(row.net_fen),
        why=row.why,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        decided_why=row.decided_why,
        version=row.version,
    )
