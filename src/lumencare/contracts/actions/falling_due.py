"""What falls due is told once for each payment, in business hours, whenever the job runs."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from lumencare.contracts.actions.dunning import unpaid
from lumencare.contracts.models import Payment, ToldRung
from lumencare.contracts.rungs import PAYMENT
from lumencare.data.workcalendars import shipped_calendar
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.shanghai import in_shanghai, say_english_day
from lumencare.domain.text import Text
from lumencare.notices.actions import Happening, Recipient, Reminder, announce_many, put_down
from lumencare.notices.reminders import in_business_hours
from lumencare.sites.addressed import people_of

AT_ONCE = 500
# There is one rung, the day itself: what is late is dunned (`dunning.py`).
ON_THE_DAY = 0


def announce_due(now: datetime) -> int:
    """Tell of the payments that fall due today, or before business begins again; tell how many.

    Each is told once, whatever is paid of it later: at once, twice or after a kill, each part is
    one transaction. A day that passed while nothing ran is left to dunning, which tells of it.
    """
    if not in_business_hours(now):
        return 0
    today = in_shanghai(now).date()
    days = Span(today, shipped_calendar().next_business_day(today))
    keys = list(_untold(days).values_list("pk", flat=True))
    parts = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    return sum(_tell(part, days, now) for part in parts)


def _untold(days: Span) -> QuerySet[Payment]:
    told = ToldRung.objects.filter(ladder=PAYMENT, subject=OuterRef("pk"))
    rows = unpaid().filter(~Exists(told), due_on__gte=days.start, due_on__lt=days.end)
    return rows.order_by("pk")


def _tell(keys: Sequence[int], days: Span, now: datetime) -> int:
    """Keep and announce a part; what was paid or told meanwhile is looked at again, locked."""
    with transaction.atomic():
        locked = Payment.objects.filter(pk__in=keys).select_for_update(of=("self",))
        held = [each.pk for each in locked.order_by("pk")]
        rows = list(_untold(days).filter(pk__in=held).select_related("contract"))
        ToldRung.objects.bulk_create(_told(each, now) for each in rows)
        announce_many((_happening(each) for each in rows), now)
        put_down((told for each in rows for told in _reminders(each, now)), now)
    return len(rows)


def _told(payment: Payment, now: datetime) -> ToldRung:
    return ToldRung(
        ladder=PAYMENT, subject=payment.pk, rung=ON_THE_DAY, last_day=payment.due_on, at=now
    )


def _reminders(payment: Payment, now: datetime) -> Iterator[Reminder]:
    """Yield a mail to each person of whoever pays."""
    number = payment.contract.number
    for each in people_of(payment.contract.bill_to_id):
        yield Reminder(
            key=f"invoice:{payment.pk}",
            recipient=Recipient.of(each),
            subject=Text(f"款项到期：合同 {number}", f"A payment of contract {number} falls due"),
            text=_words(payment),
            due_at=now,
            path="/portal/papers/",
        )


def _words(payment: Payment) -> Text:
    number, day = payment.contract.number, payment.due_on
    left = _left(payment)
    return Text(
        f"合同 {number} 有 {left.grouped} 元于 {day} 到期。",
        f"{left.grouped} RMB of contract {number} fall due on {say_english_day(day)}.",
    )


def _left(payment: Payment) -> Money:
    return Money.of_fen(payment.net_fen + payment.vat_fen - payment.paid_fen)


def _happening(payment: Payment) -> Happening:
    number, day = payment.contract.number, payment.due_on
    left, text = _left(payment), _words(payment)
    data = {
        "label": number,
        "text": text,
        "payment": payment.pk,
        "due_on": day,
        "unpaid": left,
    }
    return Happening("payment.due", "contract", number, data)
