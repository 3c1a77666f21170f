"""Quotes in every state, made by the office's own actions on days that have passed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from lumencare.accounts.roles import Role
from lumencare.contracts.actions import accept
from lumencare.demo.people import Staff
from lumencare.domain.codes import PART_CARE, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.money import Money
from lumencare.domain.pricing import payments
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import OptionChoice, PlanChoice, PriceChoice
from lumencare.domain.shanghai import in_shanghai
from lumencare.pricebook.queries import edition_in_force
from lumencare.sales.actions import (
    Acceptance,
    Delivery,
    ask,
    decide,
    expire_due,
    issue,
    revise,
    send,
    start_quote,
    withdraw,
    write_message,
)
from lumencare.sales.models import QuoteVersion
from lumencare.sites.facts import system_of
from lumencare.sites.models import System

WISHES = (PlanCode.PLUS, PlanCode.BASIC, PlanCode.TECHNOLOGY_SUPPORT, PlanCode.SERVICE_CARE)
PERCENT_LOWERED = 93
HOUR = timedelta(hours=1)
# Older ones get a proposal instead of a price.
OLDEST = timedelta(days=7 * 365)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who quotes, for which system, and when; `chosen` is what is offered."""

    staff: Staff
    system: System
    then: datetime
    chosen: Choices

    def draft(self) -> QuoteVersion:
        """Begin the quote."""
        return start_quote(
            self.system.pk, by=self.staff[Role.SALES], now=self.then, choices=self.chosen
        )

    def issued(self) -> QuoteVersion:
        """Begin the quote and fix it."""
        return issue(self.draft(), by=self.staff[Role.SALES], now=self.then + HOUR)


def leave_draft(desk: Desk) -> None:
    """Begin a quote and leave it."""
    desk.draft()


def leave_issued(desk: Desk) -> None:
    """Fix a quote: it is approved, or waits where a price was lowered."""
    desk.issued()


def approve(desk: Desk) -> None:
    """Let another person approve a lowered price."""
    note = "老客户续约，同意。"
    version = desk.issued()
    decide(
        version, approved=True, by=desk.staff[Role.APPROVER], now=desk.then + 2 * HOUR, note=note
    )


def refuse(desk: Desk) -> None:
    """Let another person refuse a lowered price."""
    note = "低于底价，请按起价报。"
    version = desk.issued()
    decide(
        version, approved=False, by=desk.staff[Role.APPROVER], now=desk.then + 3 * HOUR, note=note
    )


def send_out(desk: Desk) -> QuoteVersion:
    """Give a quote to the customer by hand."""
    version = desk.issued()
    send(version, by=desk.staff[Role.SALES], now=desk.then + 2 * HOUR, delivery=Delivery())
    return version


def be_asked(desk: Desk) -> None:
    """Give a quote to the customer, who asks; one of two questions is answered."""
    version = desk.issued()
    link = send(version, by=desk.staff[Role.SALES], now=desk.then + 2 * HOUR)
    later = desk.then + 20 * HOUR
    ask(link, name="物业经理", text="第 3 年起的备件是否全部包含？", now=later)
    if desk.system.pk % 2:
        text = "是的，保障期内更换备件全免，详见第 2 页。"
        write_message(version, text=text, by=desk.staff[Role.SALES], now=later + HOUR)


def be_accepted(desk: Desk) -> None:
    """Give a quote to the customer, who signs it: a contract opens."""
    version = send_out(desk)
    signed = Acceptance("业主代表", version.pdf_sha256, "盖章扫描件")
    accept(version, signed, by=desk.staff[Role.SALES], now=desk.then + timedelta(days=4))


def supersede(desk: Desk) -> None:
    """Send a quote, and another version of it after a talk."""
    version = send_out(desk)
    by, later = desk.staff[Role.SALES], desk.then + timedelta(days=2)
    second = issue(revise(version, by=by, now=later), by=by, now=later + HOUR)
    send(second, by=by, now=later + 2 * HOUR)


def take_back(desk: Desk) -> None:
    """Send a quote and take it back."""
    version = send_out(desk)
    later = desk.then + timedelta(days=1)
    withdraw(version, by=desk.staff[Role.SALES], now=later, why="客户改为下一年度预算")


Course = Callable[[Desk], object]
# What becomes of quotes: the course, how many of them, the fewest and the most days ago, and
# whether a price is lowered. Those that were sent longest ago have expired by now.
COURSES: tuple[tuple[Course, int, tuple[int, int], bool], ...] = (
    (leave_draft, 9, (0, 6), False),
    (leave_issued, 5, (0, 3), True),
    (leave_issued, 4, (1, 5), False),
    (approve, 3, (1, 6), True),
    (refuse, 2, (4, 12), True),
    (send_out, 12, (1, 20), False),
    (be_asked, 4, (2, 9), False),
    (be_accepted, 14, (8, 300), False),
    (supersede, 4, (5, 15), False),
    (take_back, 3, (6, 40), False),
    (send_out, 6, (70, 200), False),
)


def add_quotes(staff: Staff, systems: list[System], now: datetime) -> None:
    """Make all quotes, and let those whose last day has passed expire."""
    edition = edition_in_force(in_shanghai(now).date())
    for (course, _, _, lowers), (system, then) in _assigned(systems, now):
        chosen = choices_for(system, edition, then, lowers=lowers)
        course(Desk(staff, system, then, chosen))
    expire_due(now)


def choices_for(system: System, edition: Edition, then: datetime, *, lowers: bool) -> Choices:
    """Return what a system is offered on a day: the first of the wishes that it may still buy."""
    on, facts = in_shanghai(then).date(), system_of(system)
    plan = next((each for each in WISHES if judge(edition, facts, each, on).eligible), None)
    if plan is None:
        return Choices(plans=(PlanChoice(PlanCode.SYSTEM_CARE),))
    prices: tuple[PriceChoice, ...] = ()
    if lowers:
        due = payments(edition, facts, plan, on)[0]
        lowered = Money.of_fen(due.net.fen * PERCENT_LOWERED // 100_00 * 100)
        prices = (PriceChoice(plan.value, due.project_year, lowered, "老客户续约"),)
    options: tuple[OptionChoice, ...] = ()
    if plan in PART_CARE and judge(edition, facts, PlanCode.SERVICE_CARE, on).eligible:
        return Choices((PlanChoice(plan), PlanChoice(PlanCode.SERVICE_CARE)), options, prices)
    return Choices((PlanChoice(plan),), options, prices)


def _assigned(
    systems: list[System], now: datetime
) -> Iterator[tuple[tuple[Course, int, tuple[int, int], bool], tuple[System, datetime]]]:
    """Yield each quote's course with a system that existed then, every system once."""
    free = list(reversed(systems))
    for row in COURSES:
        _, count, (fewest, most), lowers = row
        for number in range(count):
            days = fewest + (most - fewest) * number // max(count - 1, 1)
            then = now - timedelta(days=days, hours=5)
            system = next(islice(_fit(free, then, lowers=lowers), 1))
            free.remove(system)
            yield row, (system, then)


def _fit(systems: list[System], then: datetime, *, lowers: bool) -> Iterator[System]:
    """Yield systems that a plan can be bought for by then; a price is lowered in a window only."""
    on = in_shanghai(then).date()
    for each in systems:
        in_window = each.window_ends_on is not None and each.window_ends_on >= on
        if on - OLDEST <= each.order_date <= on and (in_window or not lowers):
            yield each
