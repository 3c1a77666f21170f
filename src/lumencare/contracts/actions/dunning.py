"""Dunning: what is late is reminded of at each rung once, by the job that may run at any time."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, QuerySet

from lumencare.contracts.models import DunningNotice, Payment
from lumencare.domain.contract.payments import DUNNING_DAYS, dunning_rung
from lumencare.domain.money import Money
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.notices.actions import Happening, announce_many

BATCH = 500


def run_dunning(now: datetime) -> int:
    """Remind of everything that is late and has reached another rung; tell how many were.

    A rung that was passed while no job ran is not caught up with: only the highest is told.
    Run twice, at once or after a kill it tells nothing again: each batch is one transaction.
    """
    today = in_shanghai(now).date()
    reached = [each.pk for each in _late(today).iterator(chunk_size=2000) if _rung(each, today)]
    pieces = (reached[start : start + BATCH] for start in range(0, len(reached), BATCH))
    return sum(_remind(piece, today, now) for piece in pieces)


def unpaid() -> QuerySet[Payment]:
    """Return the payments of which something is still due."""
    rows = Payment.objects.filter(cancelled_on=None, paid_fen__lt=F("net_fen") + F("vat_fen"))
    return rows.exclude(contract__state="cancelled")


def _late(today: date) -> QuerySet[Payment]:
    first = today - timedelta(days=DUNNING_DAYS[0])
    return unpaid().filter(due_on__lte=first).annotate(told=Max("dunning__rung"))


def _rung(payment: Payment, today: date) -> int | None:
    """Return the rung to be told now; None where it, or a higher one, was told already."""
    rung = dunning_rung(payment.due_on, today)
    # The annotation is there for late payments only.
    told: int | None = getattr(payment, "told", None)
    return None if rung is None or (told is not None and told >= rung) else rung


def _remind(keys: Sequence[int], today: date, now: datetime) -> int:
    """Keep and announce a batch; what was paid or told meanwhile is looked at again, locked."""
    with transaction.atomic():
        locked = unpaid().filter(pk__in=keys).select_for_update(of=("self",))
        held = [each.pk for each in locked.order_by("pk")]
        rows = _late(today).filter(pk__in=held).select_related("contract").order_by("pk")
        notices = list(_notices(rows, today, now))
        kept = DunningNotice.objects.bulk_create(notices)
        announce_many([_happening(each) for each in kept], now)
    return len(kept)


def _notices(rows: QuerySet[Payment], today: date, now: datetime) -> Iterator[DunningNotice]:
    for each in rows:
        rung = _rung(each, today)
        if rung is not None:
            yield DunningNotice(
                payment=each,
                rung=rung,
                late_days=(today - each.due_on).days,
                unpaid_fen=each.net_fen + each.vat_fen - each.paid_fen,
                at=now,
            )


def _happening(notice: DunningNotice) -> Happening:
    contract, payment = notice.payment.contract, notice.payment
    left = Money.of_fen(notice.unpaid_fen)
    text = Text(
        f"合同 {contract.number} 有 {left.grouped} 元已逾期 {notice.late_days} 天。",
        f"{left.grouped} RMB of contract {contract.number} are {notice.late_days} days late.",
    )
    data = {
        "label": contract.number,
        "text": text,
        "payment": payment.pk,
        "rung": notice.rung,
        "due_on": payment.due_on,
        "late_days": notice.late_days,
        "unpaid": left,
    }
    return Happening("payment.overdue", "contract", contract.number, data)
