"""What cases cost their customers: charges with their goodwill, bills, totals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.models import CaseBill, Charge, Goodwill
from lumencare.desk.queries.rows import find_case
from lumencare.domain.desk.charges import CHARGE_STATE_NAMES
from lumencare.domain.money import Money
from lumencare.domain.shanghai import at
from lumencare.domain.text import Text
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

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
class BillFacts:
    """A charge as the customer is asked to pay it."""

    pk: int
    number: str
    case_number: str
    contract_number: str
    bill_to: str
    state: str
    net: Money
    vat: Money
    gross: Money
    due_on: date
    paid_on: date | None
    paid_reference: str
    ended_on: date | None
    ended_why: str
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
    rows = find_case(user, number).charges.select_related("bill__bill_to", "bill__contract", "case")
    rows = rows.prefetch_related("goodwill__asked_by", "goodwill__decided_by")
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


def visible_bills(user: User) -> QuerySet[CaseBill]:
    """Return the bills that a person may see."""
    require_right(user, Right.SEE_MONEY)
    return CaseBill.objects.select_related("charge__case", "contract", "bill_to")


def list_bills(
    user: User, *, state: str = "", cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[BillFacts]:
    """Return bills, newest first, a page at a time."""
    rows = visible_bills(user)
    rows = rows.filter(state=state) if state else rows
    return cut(rows, ("-pk",), bill_facts, cursor=cursor, size=size)


def find_bill(user: User, pk: int) -> CaseBill:
    """Return a bill; else Http404."""
    row = visible_bills(user).filter(pk=pk).first()
    if row is None:
        raise Http404(f"bill {pk}")
    return row


def bill_facts(row: CaseBill) -> BillFacts:
    """Return a bill as it stands."""
    return BillFacts(
        pk=row.pk,
        number=row.number,
        case_number=row.charge.case.number,
        contract_number=row.contract.number if row.contract else "",
        bill_to=row.bill_to.name,
        state=row.state,
        net=Money.of_fen(row.net_fen),
        vat=Money.of_fen(row.vat_fen),
        gross=Money.of_fen(row.net_fen + row.vat_fen),
        due_on=row.due_on,
        paid_on=row.paid_on,
        paid_reference=row.paid_reference,
        ended_on=row.ended_on,
        ended_why=row.ended_why,
        version=row.version,
    )


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
