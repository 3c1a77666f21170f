"""The customer's own door of the made-up office: a link, a fault reported through it, a visit."""

from datetime import datetime, time, timedelta

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.calendars.queries import calendar_in_force
from lumencare.demo.people import Staff, address_of
from lumencare.desk.actions import assign, write_to_customer
from lumencare.desk.actions.reporting import Fault, report_fault
from lumencare.desk.models import Case
from lumencare.desk.queries.passport import make_passport
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.period import DAY
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.field.actions import Placement, Wish, arrive, book, finish, offer, propose
from lumencare.field.actions.going import Finish
from lumencare.field.models import Engineer, Visit, VisitReport
from lumencare.sites.models import Membership, PortalLink, Site, System
from lumencare.sites.portal_links import address_of as address_of_link
from lumencare.sites.portal_links import make_link
from lumencare.sites.visitors import Visitor, sites_of, visitor_with_account

HOUR = timedelta(hours=1)
MORNING, NOON = time(8), time(13)
LOOK_AHEAD = 20


def add_doors(staff: Staff, now: datetime) -> None:
    """Make a link for the customer's site, with a fault under way and a report to sign."""
    user = User.objects.get(email=address_of(Role.CUSTOMER))
    visitor = visitor_with_account(user)
    system = _system_of(user, now)
    if visitor is None or system is None:
        return
    site, by = system.site, staff[Role.COORDINATOR]
    contact = site.contacts.order_by("pk").first()
    visitor_sites = sites_of(visitor).filter(owner=site.owner)
    if contact is not None:
        make_link(
            contact, site.owner, list(visitor_sites), days=366, by=staff[Role.SALES], now=now - HOUR
        )
    case = _fault(visitor, system, staff, now - 3 * HOUR)
    visit = _visit(site, system, case, by, now)
    if visit is not None and visit.engineer is not None:
        offer(visit, by=by, now=now)
    _report_to_sign(site, system, by, now)


def link_address() -> str:
    """Return where the made-up customer's link leads; empty where there is none."""
    link = PortalLink.objects.filter(revoked_at=None).order_by("pk").first()
    return (address_of_link(link) or "") if link else ""


def _system_of(user: User, now: datetime) -> System | None:
    own = Membership.objects.filter(user=user).values("organization")
    rows = System.objects.filter(
        site__owner__in=own, retired_on=None, order_date__lt=in_shanghai(now).date() - 60 * DAY
    )
    on = in_shanghai(now).date()
    # A system for which something is carried tells more than one for which nothing is.
    told = [(make_passport(each, on), each) for each in rows.select_related("site__owner")]
    told.sort(key=lambda pair: (pair[0].labour_covered, pair[0].parts_percent), reverse=True)
    return told[0][1] if told else None


def _fault(visitor: Visitor, system: System, staff: Staff, then: datetime) -> Case:
    fault = Fault(
        system=system.pk,
        summary="宴会厅整区调光回路失控",
        place="三层东侧宴会厅",
        description="明晚有活动，请先电话联系。",
        phone="13800136021",
        urgent=True,
    )
    case = report_fault(fault, visitor=visitor, now=then)
    assign(case, staff[Role.SUPPORT], by=staff[Role.COORDINATOR], now=then + HOUR / 4)
    words = "已收到，正在安排工程师；到场时间请在页面上确认。"
    to = visitor.email
    write_to_customer(case, words, to=to, by=staff[Role.SUPPORT], now=then + HOUR / 2)
    return case


def _visit(site: Site, system: System, case: Case, by: User, now: datetime) -> Visit | None:
    """Book the first engineer who is free on a day that comes; None where nobody is."""
    wish = Wish(
        kind=VisitKind.CORRECTIVE, site=site, system=system, summary=case.summary, case=case
    )
    visit = propose(wish, by=by, now=now)
    day, calendar = in_shanghai(now).date(), calendar_in_force()
    for _ in range(LOOK_AHEAD):
        day = calendar.next_business_day(day)
        for engineer in Engineer.objects.order_by("pk"):
            place = Placement(
                engineer=engineer,
                starts_at=at(day, MORNING),
                ends_at=at(day, NOON),
                why="与客户约定",
            )
            try:
                return book(visit, place, by=by, now=now)
            except Refused:
                continue
    return None


def _report_to_sign(site: Site, system: System, by: User, now: datetime) -> None:
    """Let an engineer have been there lately; the customer has not signed yet."""
    calendar, day = calendar_in_force(), in_shanghai(now).date() - 25 * DAY
    for _ in range(LOOK_AHEAD):
        day = calendar.next_business_day(day)
        then = at(day - DAY, NOON)
        wish = Wish(kind=VisitKind.SURVEY, site=site, system=system, summary="年度勘察与数据库备份")
        engineer = Engineer.objects.order_by("-pk")[1]
        place = Placement(
            engineer=engineer,
            starts_at=at(day, MORNING),
            ends_at=at(day, NOON),
            why="与客户约定",
        )
        try:
            with transaction.atomic():
                visit = book(propose(wish, by=by, now=then), place, by=by, now=then)
        except Refused:
            continue
        start, end = at(day, MORNING), at(day, NOON)
        arrive(visit, at=start, by=engineer.person, now=start)
        VisitReport.objects.create(
            visit=visit, findings="设备清单已核对，数据库已备份。", checks=["inventory"],
            unsigned_why="现场联系人不在", changed_at=end,
        )  # fmt: skip
        finish(visit, Finish(at=end), by=engineer.person, now=end)
        return
