"""Bills of cases told of as payments are: on the day they fall due, and at each rung when late."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lumencare.calendars.queries import calendar_in_force
from lumencare.contracts.models import ToldRung
from lumencare.desk.models import CaseBill
from lumencare.domain.contract.payments import DUNNING_DAYS, dunning_rung
from lumencare.domain.money import Money
from lumencare.domain.shanghai import in_shanghai, say_english_day
from lumencare.domain.text import Text
from lumencare.notices.actions import Happening, announce_many
from lumencare.notices.reminders import in_business_hours

LADDER = "case-bill"
# The rung of the day itself; those of what is late count from 1.
ON_THE_DAY = 0
AT_ONCE = 500
Rung = tuple[CaseBill, int]


def announce_due_bills(now: datetime) -> int:
    """Tell of the bills that fall due today, or before business begins again; each once."""
    if not in_business_hours(now):
        return 0
    today = in_shanghai(now).date()
    until = calendar_in_force().next_business_day(today)
    rows = _due().filter(due_on__gte=today, due_on__lt=until)
    return _tell(((each, ON_THE_DAY) for each in rows), now)


def dun_bills(now: datetime) -> int:
    """Remind of bills that are late and have reached another rung; a passed one is not told."""
    today = in_shanghai(now).date()
    late = _due().filter(due_on__lte=today - timedelta(days=DUNNING_DAYS[0]))
    reached = ((each, dunning_rung(each.due_on, today)) for each in late)
    return _tell(((bill, rung) for bill, rung in reached if rung is not None), now)


def _due() -> QuerySet[CaseBill]:
    rows = CaseBill.objects.filter(state=CaseBill.State.DUE)
    return rows.order_by("pk")


def _tell(reached: Iterable[Rung], now: datetime) -> int:
    """Keep and announce what was not told: one transaction, in which the bills stay due."""
    wanted = {bill.pk: rung for bill, rung in reached}
    keys, told = list(wanted), 0
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            told += _tell_part(keys[start : start + AT_ONCE], wanted, now)
    return told


def _tell_part(keys: list[int], wanted: dict[int, int], now: datetime) -> int:
    rows = CaseBill.objects.filter(pk__in=keys, state=CaseBill.State.DUE).order_by("pk")
    locked = list(rows.select_for_update(of=("self",)).select_related("charge__case"))
    before = _highest_told(keys)
    fresh = [each for each in locked if wanted[each.pk] > before.get(each.pk, -1)]
    ToldRung.objects.bulk_create(
        ToldRung(ladder=LADDER, subject=each.pk, rung=wanted[each.pk], last_day=each.due_on, at=now)
        for each in fresh
    )
    today = in_shanghai(now).date()
    announce_many([_happening(each, wanted[each.pk], today) for each in fresh], now)
    return len(fresh)


def _highest_told(keys: list[int]) -> dict[int, int]:
    rows = ToldRung.objects.filter(ladder=LADDER, subject__in=keys).order_by("rung")
    return dict(rows.values_list("subject", "rung"))


def _happening(bill: CaseBill, rung: int, today: date) -> Happening:
    number, left = bill.charge.case.number, Money.of_fen(bill.net_fen + bill.vat_fen)
    late = max((today - bill.due_on).days, 0)
    data = {
        "label": f"{bill.number} · {number}",
        "text": _text(bill, left, late),
        "bill": bill.number,
        "rung": rung,
        "due_on": bill.due_on,
        "late_days": late,
        "unpaid": left,
    }
    kind = "case-bill.overdue" if rung else "case-bill.due"
    return Happening(kind, "case", number, data)


def _text(bill: CaseBill, left: Money, late: int) -> Text:
    if late:
        return Text(
            f"服务账单 {bill.number} 的 {left.grouped} 元已逾期 {late} 天。",
            f"{left.grouped} RMB of bill {bill.number} are {late} days late.",
        )
    return Text(
        f"服务账单 {bill.number} 的 {left.grouped} 元于 {bill.due_on} 到期。",
        f"{left.grouped} RMB of bill {bill.number} fall due on {say_english_day(bill.due_on)}.",
    )
