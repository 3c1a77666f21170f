"""The customer's own door of the made-up office: a link, faults, visits, papers to sign."""

from datetime import date, datetime, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo.going import NOON, book_free, go
from lumencare.demo.people import Staff, address_of
from lumencare.demo.pictures import signature
from lumencare.demo.remote import connect_once, draft_for, sign_by_link
from lumencare.desk.actions import assign, close, resolve, write_to_customer
from lumencare.desk.actions.reporting import Fault, report_fault
from lumencare.desk.models import Case
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.field.actions import Wish, finish, issue_report, offer, propose
from lumencare.field.actions.going import Finish
from lumencare.field.models import VisitReport
from lumencare.privacy.actions.consenting import AT_DOOR, give
from lumencare.privacy.actions.requesting import ask_correction
from lumencare.privacy.topics import Topic
from lumencare.remote.actions import ask_for_signature
from lumencare.sites.models import PortalLink, System
from lumencare.sites.portal_links import address_of as address_of_link
from lumencare.sites.portal_links import make_link
from lumencare.sites.visitors import Visitor, sites_of, visitor_with_account

HOUR = timedelta(hours=1)
# Visits whose time waits for the customer's word, besides the one for the fault.
OFFERED = (
    (VisitKind.PREVENTIVE, "年度维护巡检"),
    (VisitKind.SURVEY, "新增会议室的灯光勘察"),
)
# Visits that took place and are not signed yet: how many days ago, what for, what was found.
TO_SIGN = (
    (9, "多功能厅场景重新调试", "六个场景已按会务要求重新编写，试验正常。"),
    (16, "年度勘察与数据库备份", "设备清单已核对，数据库已备份。"),
)


def add_doors(staff: Staff, system: System, now: datetime) -> None:
    """Make a link to a customer's sites, with faults, visits, reports and agreements at one."""
    visitor = visitor_with_account(User.objects.get(email=address_of(Role.CUSTOMER)))
    if visitor is None:
        return
    _link(visitor, system, staff, now - HOUR)
    _earlier_fault(visitor, system, staff, now - 20 * DAY)
    case = _fault(visitor, system, staff, now - 3 * HOUR)
    by = staff[Role.COORDINATOR]
    wish = Wish(
        kind=VisitKind.CORRECTIVE, site=system.site, system=system, summary=case.summary, case=case
    )
    _offer(wish, by, now)
    for kind, summary in OFFERED:
        _offer(Wish(kind=kind, site=system.site, system=system, summary=summary), by, now)
    for ago, summary, findings in TO_SIGN:
        wish = Wish(kind=VisitKind.SURVEY, site=system.site, system=system, summary=summary)
        _go(wish, in_shanghai(now).date() - ago * DAY, findings, by)
    ask_for_signature(draft_for(system), by=staff[Role.SUPPORT], now=now - 2 * HOUR)
    give(Topic.NOTICE, visitor=visitor, how=AT_DOOR, now=now - HOUR)
    ask_correction({"position": "工程部经理"}, "", visitor=visitor, now=now - HOUR)


def link_address() -> str:
    """Return where the made-up customer's link leads; empty where there is none."""
    link = PortalLink.objects.filter(revoked_at=None).order_by("pk").first()
    return (address_of_link(link) or "") if link else ""


def _link(visitor: Visitor, system: System, staff: Staff, then: datetime) -> None:
    contact, owner = system.site.contacts.order_by("pk").first(), system.site.owner
    if contact is not None:
        sites = list(sites_of(visitor).filter(owner=owner))
        make_link(contact, owner, sites, days=366, by=staff[Role.SALES], now=then)


def _earlier_fault(visitor: Visitor, system: System, staff: Staff, then: datetime) -> None:
    """Let a fault have been mended by remote service; the customer has not rated it yet."""
    by = staff[Role.SUPPORT]
    typed = Fault(system=system.pk, summary="展厅场景面板离线", place="二层展厅", phone="")
    case = report_fault(typed, visitor=visitor, now=then)
    assign(case, by, by=staff[Role.COORDINATOR], now=then + HOUR / 4)
    sign_by_link(draft_for(system), by, then + HOUR / 2, signature().getvalue())
    done = "重新下载场景数据库，面板已恢复"
    connect_once(case, by, then + HOUR, done=done)
    case.refresh_from_db()
    resolve(case, resolution=done, how="remote", by=by, now=then + 3 * HOUR)
    close(case, by=by, now=then + 2 * DAY)


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


def _offer(wish: Wish, by: User, now: datetime) -> None:
    """Book the first engineer who is free on a day that comes, and ask whether the time suits."""
    visit = propose(wish, by=by, now=now)
    offer(book_free(visit, in_shanghai(now).date(), by, now), by=by, now=now)


def _go(wish: Wish, day: date, findings: str, by: User) -> None:
    """Let an engineer have been there; nobody signed the report on site."""
    then = at(day - 2 * DAY, NOON)
    done = go(propose(wish, by=by, now=then), day - DAY, by, then)
    VisitReport.objects.create(
        visit=done.visit,
        findings=findings,
        checks=["inventory"],
        unsigned_why="现场联系人不在",
        changed_at=done.at,
    )
    finish(done.visit, Finish(at=done.at), by=done.by, now=done.at)
    issue_report(done.visit, by=None, now=done.at)
