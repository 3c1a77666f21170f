"""Contracts in every state, sold on days that have passed: signed, renewed, used and paid."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from lumencare.accounts.roles import Role
from lumencare.contracts.actions import (
    Use,
    accept,
    draw,
    give_back,
    meet_condition,
    renew,
    run_continuity,
    sign,
)
from lumencare.contracts.actions.paying import record_receipt
from lumencare.contracts.condition_kinds import COLLECTION, CONFIRMED, OVERLAP, REACH, SIGNATURE
from lumencare.contracts.models import Contract, Payment
from lumencare.demo.ages import years_before
from lumencare.demo.changes import change_some, issue_documents
from lumencare.demo.people import Staff
from lumencare.demo.quotes import Desk, send_out
from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.money import Money
from lumencare.domain.place import Verdict
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import OptionChoice, PlanChoice
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.pricebook.queries import edition_in_force
from lumencare.sales.actions import Acceptance
from lumencare.sales.models import Quote, QuoteVersion
from lumencare.sites.facts import reach_of_site, system_of
from lumencare.sites.models import System

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SIGNER = "业主代表"
MORNING = time(10, 0)


def sell(desk: Desk) -> Contract | None:
    """Quote, send, and register the acceptance four days later: the contract opens."""
    return take(send_out(desk), desk.staff, desk.then + 4 * DAY)


def take(version: QuoteVersion, staff: Staff, now: datetime) -> Contract | None:
    """Register that the customer signed the quotation."""
    signed = Acceptance(SIGNER, version.pdf_sha256, "盖章扫描件")
    return accept(version, signed, by=staff[Role.SALES], now=now)


def put_in_force(contract: Contract, staff: Staff, now: datetime) -> None:
    """Record the signature, and meet every condition on the same day."""
    by = staff[Role.COORDINATOR]
    record_signature(contract, staff, now)
    for each in contract.conditions.filter(met_at=None).exclude(kind=SIGNATURE):
        confirmed = each.kind in {REACH, OVERLAP}
        note = "已与项目经理电话核实" if confirmed else "首次巡检时上门采集，另行报价"
        how = CONFIRMED if confirmed else COLLECTION
        meet_condition(each, how=how, note=note, by=by, now=now + HOUR)
    contract.refresh_from_db()


def record_signature(contract: Contract, staff: Staff, now: datetime) -> None:
    """Record the signature; a contract that goes on was signed before."""
    if contract.state == "draft":
        on, by = in_shanghai(now).date(), staff[Role.COORDINATOR]
        sign(contract, signed_on=on, signed_by=SIGNER, by=by, now=now)


def use_some(contract: Contract, staff: Staff, now: datetime) -> None:
    """Use half a man-day of each yearly service that has begun, and give one back."""
    by, on = staff[Role.ENGINEER], in_shanghai(now).date()
    begun = contract.allowances.filter(starts_on__lte=on, ends_on__gt=on).order_by("pk")
    for number, each in enumerate(begun[:2]):
        used = draw(each, Use(5, on, "季度巡检", f"visit-{each.pk}"), by=by, now=now)
        if number:
            give_back(used, why="客户改期", by=by, now=now + HOUR)


Fits = Callable[[System, date, Edition], bool]


def ends_within(first: int, last: int) -> Fits:
    """Return whether a purchase window closes in so many days: the annual plan is renewed then."""

    def fits(system: System, today: date, edition: Edition) -> bool:
        ends = system.window_ends_on
        enrolled = judge(edition, system_of(system), PlanCode.ANNUAL, today).eligible
        return enrolled and ends is not None and first <= (ends - today).days <= last

    return fits


def is_served(system: System, today: date, _edition: Edition) -> bool:
    """Tell whether a system can have service for more than a year from long ago on."""
    return years_before(today, 6) < system.order_date < years_before(today, 2)


def is_reached(commitment: str) -> Fits:
    """Return whether a system can have service, and its site a response option."""

    def fits(system: System, today: date, edition: Edition) -> bool:
        if not is_served(system, today, edition):
            return False
        options = reach_of_site(edition, system.site).options
        return any(
            each.commitment == commitment and each.available is Verdict.YES for each in options
        )

    return fits


def year_ends(year: int, first: int, last: int) -> Fits:
    """Return whether a project year ends in so many days, of a class that had one year to buy."""

    def fits(system: System, today: date, _edition: Edition) -> bool:
        if system.warranty_class != "1Y" or system.order_date > today:
            return False
        ends = year_span(system.order_date, year).last_day
        return first <= (ends - today).days <= last

    return fits


def running_year_ends(first: int, last: int) -> Fits:
    """Return whether project year 3 to 6 runs and ends in so many days."""

    def fits(system: System, today: date, _edition: Edition) -> bool:
        year = project_year(system.order_date, today) if system.order_date <= today else 0
        if not 3 <= year <= 6:
            return False
        return first <= (year_span(system.order_date, year).last_day - today).days <= last

    return fits


ANNUAL = Choices((PlanChoice(PlanCode.ANNUAL),))
CARE = Choices((PlanChoice(PlanCode.SERVICE_CARE),))
CARE_AND_DAYS = Choices(CARE.plans, (OptionChoice("onsite-programming", 3),))
SUPPORT = Choices((PlanChoice(PlanCode.TECHNOLOGY_SUPPORT),))


def with_response(commitment: str) -> Choices:
    """Return Service Care with a response option."""
    return Choices(CARE.plans, (OptionChoice(commitment),))


# What is sold, how many, the fewest and the most days ago, for which systems, whether it is used.
DEALS: tuple[tuple[Choices, int, tuple[int, int], Fits, bool], ...] = (
    (ANNUAL, 2, (40, 60), ends_within(1, 7), False),
    (ANNUAL, 4, (30, 90), ends_within(31, 90), False),
    (ANNUAL, 1, (60, 60), year_ends(1, -60, -10), False),
    (CARE, 3, (363, 369), is_served, True),
    (CARE, 1, (430, 430), is_served, True),
    (CARE_AND_DAYS, 3, (60, 250), is_served, True),
    (SUPPORT, 2, (20, 120), is_served, True),
    (with_response("24h"), 3, (70, 300), is_reached("24h"), True),
    (with_response("48h"), 1, (90, 90), is_reached("48h"), True),
    (with_response("72h"), 2, (80, 200), is_reached("72h"), True),
)
# Annual plans that were renewed already: in how many days their running year ends.
RENEWED = ((1, 14), (1, 60), (15, 120))


def add_contracts(staff: Staff, systems: list[System], now: datetime) -> None:
    """Sell to systems that nothing was quoted for, and bring every contract up to today."""
    today = in_shanghai(now).date()
    edition = edition_in_force(today)
    quoted = set(Quote.objects.values_list("system", flat=True))
    free = [each for each in systems if each.pk not in quoted]
    for desk, is_used in _deals(staff, free, edition, now):
        contract = sell(desk)
        if contract is not None:
            put_in_force(contract, staff, desk.then + 6 * DAY)
            if is_used:
                use_some(contract, staff, min(desk.then + 40 * DAY, now))
    for nearest, farthest in RENEWED:
        system = _take(free, today, edition, running_year_ends(nearest, farthest))
        if system is not None:
            _renew_up_to(staff, system, today)
    complete_accepted(staff, now)
    run_continuity(now)
    pay_what_was_due(staff, today)
    change_some(staff, now)


def complete_accepted(staff: Staff, now: datetime) -> None:
    """Bring contracts of earlier quotes on: one is only signed, some are new, most are in force."""
    waiting = list(Contract.objects.filter(state="draft").order_by("-purchased_on", "pk"))
    issue_documents(waiting, staff, now)
    for number, contract in enumerate(waiting):
        then = min(at(contract.purchased_on, MORNING) + 3 * DAY, now)
        if number < 3:
            continue
        if number < 6:
            record_signature(contract, staff, then)
            continue
        put_in_force(contract, staff, then)
        use_some(contract, staff, min(then + 30 * DAY, now))


def pay_what_was_due(staff: Staff, today: date) -> None:
    """Record what customers paid: of six payments one is late, and one was paid in part."""
    due = Payment.objects.filter(due_on__lte=today, cancelled_on=None).order_by("due_on", "pk")
    for number, each in enumerate(due):
        if number % 6 == 2:
            continue
        gross = Money.of_fen(each.net_fen + each.vat_fen)
        paid = Money.of_fen(gross.fen // 200 * 100) if number % 6 == 4 else gross
        typed = {
            "amount": str(paid),
            "received_on": each.due_on.isoformat(),
            "reference": f"{each.due_on:%Y%m%d}-{each.pk}",
        }
        then = at(each.due_on, MORNING)
        record_receipt(each, typed, key=f"demo-{each.pk}", by=staff[Role.FINANCE], now=then)


def _deals(
    staff: Staff, free: list[System], edition: Edition, now: datetime
) -> Iterator[tuple[Desk, bool]]:
    today = in_shanghai(now).date()
    for chosen, count, (fewest, most), fits, is_used in DEALS:
        for number in range(count):
            days = fewest + (most - fewest) * number // max(count - 1, 1)
            system = _take(free, today, edition, fits)
            if system is not None:
                yield Desk(staff, system, now - timedelta(days=days, hours=5), chosen), is_used


def _take(free: list[System], today: date, edition: Edition, fits: Fits) -> System | None:
    """Take the first system out of the free ones that fits; None where none does on this day."""
    found = next((each for each in free if fits(each, today, edition)), None)
    if found is not None:
        free.remove(found)
    return found


def _renew_up_to(staff: Staff, system: System, today: date) -> None:
    """Sell the annual plan in the first project year, and renew it up to the running one."""
    first = at(system.order_date + 30 * DAY, MORNING)
    contract = sell(Desk(staff, system, first, ANNUAL))
    if contract is None:
        return
    put_in_force(contract, staff, first + 6 * DAY)
    while (line := contract.lines.order_by("-position")[0]).renew_by and line.renew_by < today:
        offered = at(line.renew_by - 29 * DAY, MORNING)
        take(renew(line, by=staff[Role.SALES], now=offered), staff, offered + 5 * DAY)
