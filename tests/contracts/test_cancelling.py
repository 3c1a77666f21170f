"""A cancellation ends cover on a day, and what is not used is owed no more (D-17)."""

from datetime import date, timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.contracts.actions import Use, cancel, draw, renew, run_continuity, suspend
from lumencare.contracts.actions.selling import require_free
from lumencare.contracts.cancelling import Cancelling, cancellation_of
from lumencare.contracts.models import Allowance, Contract, Credit, Payment, Term
from lumencare.contracts.queries import contract_page
from lumencare.data.edition_files import current_edition
from lumencare.domain.contract.credit import Treatment
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.quotation.refusals import QuotationRefused
from lumencare.notices.models import Event
from lumencare.sites.covering import cover_today
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.sites.models import System
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import NOW, TODAY, person, system

pytestmark = pytest.mark.django_db
# In the second year of a system ordered on 2025-03-01.
LATER = noon(date(2026, 6, 1))
ON = LATER.date()
SUPPORT = "technology-support:2,3,4"


def decided(treatment: Treatment = Treatment.NONE, on: date = ON, amount: str = "") -> Cancelling:
    stated = Money.of(amount) if amount else None
    return Cancelling(on=on, treatment=treatment, why="业主停业", amount=stated)


def pay(payment: Payment, fen: int | None = None) -> None:
    whole = payment.net_fen + payment.vat_fen
    Payment.objects.filter(pk=payment.pk).update(paid_fen=whole if fen is None else fen)


def year(number: int) -> Payment:
    return Payment.objects.get(term__project_year=number)


def covers(of: System, on: date) -> bool:
    found = cover_today(current_edition(), system_of(of), on, covering_rows(of, on))
    return found.decision.labour_covered


def test_everything_ends_on_the_day_and_history_stays() -> None:
    one = system(warranty_class="1Y")
    contract = active("service-care", "onsite-programming*2", of=one)
    on = date(2026, 7, 1)
    cancel(contract, decided(on=on), by=coordinator(), now=LATER)
    assert (contract.state, contract.ends_on, contract.ended_why) == ("cancelled", on, "业主停业")
    assert {each.state for each in contract.lines.all()} == {"cancelled"}
    term = Term.objects.get()
    assert (term.starts_on, term.ends_on, term.ended_on) == (TODAY, date(2027, 1, 15), on)
    # Man-days that were not paid are owed no more, and done no more.
    ended = dict(Allowance.objects.values_list("code", "ended_on"))
    assert (ended.pop("onsite-programming"), set(ended.values())) == (ON, {on})
    assert (covers(one, date(2026, 6, 30)), covers(one, on)) == (True, False)
    assert Event.objects.filter(kind="contract.cancelled").count() == 1
    run_continuity(noon(date(2028, 1, 1)))
    contract.refresh_from_db()
    assert contract.state == "cancelled"


def test_what_has_not_begun_is_owed_no_more_and_what_runs_stays_due() -> None:
    contract = active(SUPPORT, of=system())
    cancel(contract, decided(on=date(2027, 6, 1)), by=coordinator(), now=LATER)
    assert (year(3).cancelled_on, year(4).cancelled_on) == (None, date(2027, 6, 1))


def test_by_the_day_a_year_that_runs_costs_its_used_days() -> None:
    contract = active("service-care", of=system())
    whole = Payment.objects.get()
    cancel(contract, decided(Treatment.BY_DAY), by=coordinator(), now=LATER)
    whole.refresh_from_db()
    left = Payment.objects.exclude(pk=whole.pk).get()
    # 137 of 365 days, 20,000.00 a year: 7,506.85.
    assert (whole.cancelled_on, left.net_fen, left.vat_fen) == (ON, 7_506_85, 450_41)
    assert (left.due_on, left.term) == (whole.due_on, None)


@pytest.mark.parametrize(
    ("treatment", "amount", "credit"),
    [
        (Treatment.NONE, "", "0"),
        (Treatment.BY_DAY, "", "12493.15"),
        (Treatment.STATED, "15000", "15000"),
        (Treatment.REMAINING_YEARS, "", "0"),
    ],
)
def test_the_credit_follows_from_the_treatment(
    treatment: Treatment, amount: str, credit: str
) -> None:
    contract = active("service-care", of=system())
    pay(Payment.objects.get())
    asked = decided(treatment, amount=amount)
    told = cancellation_of(contract, asked, LATER)
    assert (told.credit, told.by_day) == (Money.of(credit), Money.of("12493.15"))
    assert told.is_generous is (treatment is Treatment.STATED)
    cancel(contract, asked, by=coordinator(), now=LATER)
    found = contract.amendments.get()
    assert (found.kind, found.effective_on, found.why) == ("cancel", ON, "业主停业")
    assert found.after["credit_net_fen"] == Money.of(credit).fen
    waiting = Credit.objects.filter(state="waiting").values_list("net_fen", "treatment", "ends_on")
    assert list(waiting) == ([(told.credit.fen, treatment.value, ON)] if told.credit else [])
    assert Payment.objects.count() == 1


def test_a_paid_year_that_has_not_begun_is_given_back_and_not_owed() -> None:
    contract = active(SUPPORT, of=system())
    pay(year(3))
    told = cancellation_of(contract, decided(Treatment.REMAINING_YEARS), LATER)
    assert told.credit == Money.of_fen(year(3).net_fen)
    assert [each.payment for each in told.reliefs] == [year(4)]


def test_an_offered_renewal_is_taken_back() -> None:
    contract = active("part-care-plus-annual", of=system())
    offer = renew(contract.lines.get(), by=coordinator(), now=noon(date(2027, 1, 10)))
    contract.refresh_from_db()
    cancel(contract, decided(on=date(2027, 1, 20)), by=coordinator(), now=noon(date(2027, 1, 10)))
    offer.refresh_from_db()
    assert offer.state == "withdrawn"
    assert contract.lines.get().renew_by is None


def test_an_unsigned_contract_can_be_cancelled_today() -> None:
    contract = bought("part-care-plus", of=system())
    cancel(contract, decided(on=TODAY), by=coordinator(), now=NOW)
    assert (contract.state, contract.ends_on) == ("cancelled", None)
    assert Payment.objects.get().cancelled_on == TODAY
    assert bought("part-care-plus", of=System.objects.get()).pk != contract.pk


def test_allowances_can_be_used_on_the_days_that_are_still_covered() -> None:
    """D-23: up to the day on which the cancellation takes effect, and not from it on."""
    contract = active("service-care", of=system())
    on, by = date(2026, 7, 1), coordinator()
    cancel(contract, decided(on=on), by=by, now=LATER)
    day = Allowance.objects.get(code="preventive-man-day")
    last = on - timedelta(days=1)
    assert "draw" in contract_page(by, contract.number, noon(last)).can
    draw(day, Use(5, last, "巡检", "visit-1"), by=by, now=noon(last))
    assert "draw" not in contract_page(by, contract.number, noon(on)).can
    for day_used in (last, on):
        with pytest.raises(Refused, match="D-23"):
            draw(day, Use(5, day_used, "巡检", "visit-2"), by=by, now=noon(on))


def test_work_that_is_owed_no_more_is_done_no_more() -> None:
    """D-17: unpaid man-days fall away, and so does their use; paid ones can be used on."""
    contract = active("service-care", "onsite-programming*2", "remote-programming", of=system())
    pay(Payment.objects.get(line__code="remote-programming"))
    cancel(contract, decided(on=date(2026, 7, 1)), by=coordinator(), now=LATER)
    use = Use(5, ON, "编程", "visit-1")
    with pytest.raises(Refused, match="D-23"):
        draw(Allowance.objects.get(code="onsite-programming"), use, by=coordinator(), now=LATER)
    draw(Allowance.objects.get(code="remote-programming"), use, by=coordinator(), now=LATER)


def test_what_was_suspended_serves_no_more_until_the_cancellation() -> None:
    contract = active("service-care", of=system())
    by = coordinator()
    suspend(contract, why="停工", by=by, now=LATER)
    cancel(contract, decided(on=date(2026, 7, 1)), by=by, now=LATER)
    day = Allowance.objects.get(code="preventive-man-day")
    with pytest.raises(Refused, match="D-23"):
        draw(day, Use(5, ON, "巡检", "visit-1"), by=by, now=LATER)


def test_what_is_sold_before_the_effective_day_begins_with_it() -> None:
    """D-6: without a gap, and not only where the old term would have ended."""
    one, on = system(), date(2026, 7, 1)
    old = active("service-care", of=one)
    active("service-care", of=one, now=noon(date(2026, 5, 1)))
    old.refresh_from_db()
    cancel(old, decided(on=on), by=coordinator(), now=LATER)
    new = active("service-care", of=one, now=LATER)
    assert new.pk != old.pk
    term = Term.objects.get(line__contract=new)
    assert (term.starts_on, term.ends_on) == (on, date(2027, 7, 1))


def test_years_that_were_cancelled_before_they_began_can_be_sold_at_once() -> None:
    """D-22: year 2 runs until the effective day; years 3 and 4 are free."""
    one = system(warranty_class="1Y")
    old = active(SUPPORT, of=one)
    cancel(old, decided(on=date(2026, 7, 1)), by=coordinator(), now=LATER)
    with pytest.raises(QuotationRefused, match="D-22"):
        bought("technology-support:2", of=one, now=LATER)
    new = bought("technology-support:3", of=one, now=LATER)
    assert Term.objects.get(line__contract=new).starts_on == date(2027, 3, 2)


def test_a_new_contract_does_not_overlap_the_days_that_are_still_covered() -> None:
    """D-22."""
    one = system()
    contract = active("service-care", of=one)
    cancel(contract, decided(on=date(2026, 7, 1)), by=coordinator(), now=LATER)
    days = Span(date(2026, 6, 30), date(2026, 12, 31))
    with pytest.raises(Refused, match="D-22"):
        require_free(one, "service-care", days)
    assert bought("service-care", of=one, now=noon(date(2026, 7, 1))).pk != contract.pk


@pytest.mark.parametrize("on", [date(2026, 5, 31), date(2033, 3, 3)])
def test_days_that_have_passed_are_not_rewritten(on: date) -> None:
    contract = active("part-care-plus", of=system())
    with pytest.raises(InputProblems, match="on"):
        cancel(contract, decided(on=on), by=coordinator(), now=LATER)
    contract.refresh_from_db()
    assert (contract.state, contract.amendments.count()) == ("active", 0)


def test_more_than_was_paid_is_not_given_back() -> None:
    contract = active("service-care", of=system())
    with pytest.raises(InputProblems, match="amount"):
        cancel(contract, decided(Treatment.STATED, amount="1"), by=coordinator(), now=LATER)
    contract.refresh_from_db()
    assert contract.state == "active"


def test_it_needs_the_right_a_reason_and_the_state_that_was_seen() -> None:
    contract = active("service-care", of=system())
    stale = Contract.objects.get(pk=contract.pk)
    with pytest.raises(NotAllowed):
        cancel(contract, decided(), by=person("sales"), now=LATER)
    with pytest.raises(InputProblems, match="why"):
        cancel(contract, Cancelling(on=ON, treatment=Treatment.NONE), by=coordinator(), now=LATER)
    cancel(contract, decided(), by=coordinator(), now=LATER)
    with pytest.raises(Conflict, match="周协"):
        cancel(stale, decided(), by=coordinator(), now=LATER)
    with pytest.raises(Refused, match="D-17"):
        cancel(contract, decided(), by=coordinator(), now=LATER)
