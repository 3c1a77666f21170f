"""What falls due is told once for each payment, in business hours, however the job runs."""

from datetime import date, datetime, time, timedelta

import pytest

from lumencare.contracts.actions.dunning import run_dunning
from lumencare.contracts.actions.falling_due import announce_due
from lumencare.contracts.models import Contract, Payment
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import at
from lumencare.notices.models import Event, Notice
from tests.contracts.contracts import noon
from tests.contracts.money import DUE, due_payment, received
from tests.office import organization, outsider

pytestmark = pytest.mark.django_db
# 14 February 2026 is a make-up Saturday and the last business day before the Spring Festival;
# business begins again on the 24th.
BEFORE_HOLIDAYS, IN_HOLIDAYS, AFTER_HOLIDAYS = (date(2026, 2, day) for day in (14, 20, 24))


def announced() -> list[dict[str, str]]:
    return [each.data for each in Event.objects.filter(kind="payment.due")]


def due_at(day: date) -> Payment:
    payment = due_payment()
    Payment.objects.update(due_on=day)
    payment.refresh_from_db()
    return payment


def test_a_payment_is_told_once_on_the_day_it_falls_due() -> None:
    payment = due_at(date(2026, 3, 18))
    for days in range(-3, 4):
        announce_due(noon(payment.due_on + timedelta(days=days)))
        announce_due(noon(payment.due_on + timedelta(days=days)))
    (data,) = announced()
    assert (data["payment"], data["due_on"]) == (payment.pk, "2026-03-18")
    assert data["unpaid"] == "84800.00"
    event = Event.objects.get(kind="payment.due")
    assert (event.subject_kind, event.subject_key) == ("contract", payment.contract.number)
    assert event.occurred_at == noon(payment.due_on)


@pytest.mark.parametrize(
    ("moment", "count"), [(time(7, 59), 0), (time(8, 0), 1), (time(17, 59), 1), (time(18, 0), 0)]
)
def test_it_is_told_in_business_hours_only(moment: time, count: int) -> None:
    payment = due_at(date(2026, 3, 18))
    assert announce_due(at(payment.due_on, moment)) == count


def test_what_falls_due_on_a_holiday_is_told_on_the_business_day_before() -> None:
    """D-8: a Saturday on which people work is a business day."""
    due_at(IN_HOLIDAYS)
    told = [day for day in _days(DUE, AFTER_HOLIDAYS) if announce_due(noon(day))]
    assert told == [BEFORE_HOLIDAYS]


def test_a_day_that_passed_while_nothing_ran_is_told_of_as_late() -> None:
    payment = due_at(date(2026, 3, 18))
    later = noon(payment.due_on + DAY)
    assert (announce_due(later), run_dunning(later)) == (0, 1)
    assert announced() == []


def test_a_clock_that_goes_back_or_a_day_that_is_put_off_tells_nothing_again() -> None:
    payment = due_at(date(2026, 3, 18))
    assert announce_due(noon(payment.due_on)) == 1
    assert announce_due(noon(payment.due_on)) == 0
    Payment.objects.update(due_on=date(2026, 3, 19))
    assert announce_due(noon(date(2026, 3, 19))) == 0


def test_what_is_paid_in_part_is_told_with_what_is_left() -> None:
    payment = due_at(date(2026, 3, 18))
    received(payment, "80000")
    announce_due(noon(payment.due_on))
    assert [each["unpaid"] for each in announced()] == ["4800.00"]


def test_what_is_paid_or_cancelled_is_not_told_of() -> None:
    payment = due_at(date(2026, 3, 18))
    day = noon(payment.due_on)
    received(payment)
    assert announce_due(day) == 0
    Payment.objects.update(paid_fen=0, cancelled_on=payment.due_on)
    assert announce_due(day) == 0
    Payment.objects.update(cancelled_on=None)
    _cancel(day)
    assert announce_due(day) == 0


def _cancel(now: datetime) -> None:
    Contract.objects.update(state="cancelled", ended_at=now, ended_why="x")


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=each) for each in range((last - first).days + 1)]


def test_the_people_of_whoever_pays_are_told_by_mail_once() -> None:
    payment = due_at(date(2026, 3, 18))
    payer = outsider(payment.contract.bill_to)
    outsider(organization("别家物业有限公司"), name="other")
    for _ in range(2):
        announce_due(noon(payment.due_on))
    row = Notice.objects.get()
    assert (row.user, row.key) == (payer, f"invoice:{payment.pk}")
    assert "84,800.00" in row.text["zh"]
