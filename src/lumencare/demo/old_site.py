"""A site of the made-up customer whose old systems go the whole way: from survey to handover."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from lumencare.accounts.roles import Role
from lumencare.demo.ages import years_before
from lumencare.demo.going import Trip, go
from lumencare.demo.growth import record_list
from lumencare.demo.handovers import evidence, offer_both, pay_first, send_out, take
from lumencare.demo.people import Staff
from lumencare.demo.pictures import cabinet
from lumencare.demo.showroom import CONTACT, Facts, add_installed, add_place
from lumencare.demo.words import FINDINGS, NOBODY_SIGNS
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.upgrade.surveying import Condition
from lumencare.field.actions import Finish, finish
from lumencare.field.models import Visit
from lumencare.field.phone import Sent, take_in
from lumencare.handovers.actions import complete
from lumencare.handovers.stated import Completing
from lumencare.sites.models import Site, System
from lumencare.upgrades.actions import (
    Found,
    ProposalWish,
    SurveyWish,
    add_finding,
    finish_survey,
    request_survey,
    start_proposal,
)
from lumencare.upgrades.models import ProposalVersion, Survey

NAME = Text("望湖书院", "Wanghu Academy")
WHO = "方圆"
LISTED = (
    "QP-2,照明控制主机,2,58000,75400",
    "KP-4,场景控制面板,40,2300,2990",
    "DV-8,八路驱动器,12,4200,5460",
    "SR-2,人体感应器,24,760,988",
)
FOUND = (
    Found(component="处理器", part_number="QP-2", quantity=2, condition=Condition.FAULTY,
          note="二号处理器反复重启，型号已停产"),
    Found(component="墙面控制", part_number="KP-4", quantity=40, condition=Condition.WORN,
          note="按键字样磨损，链路正常"),
    Found(component="调光与开关面板、模块", part_number="DV-8", quantity=12,
          condition=Condition.GOOD),
    Found(component="传感器", part_number="SR-2", quantity=24, condition=Condition.GOOD),
    Found(component="项目数据库", quantity=1, condition=Condition.MISSING,
          note="业主没有备份，已从处理器下载"),
)  # fmt: skip
SUMMARY = (
    "处理器停产且不稳定；面板链路、驱动器与传感器可以保留。业主希望用手机控制，分两个周末施工。"
)
NEED = "新手机无法连接，讲堂需要一键场景。"


def add_old_site(staff: Staff, now: datetime) -> None:
    """Add four old systems: one is handed over, one is accepted, two wait for an answer."""
    site = add_place(staff, now, NAME, ("杭州市", "西溪路 18 号", CONTACT))
    first, *others = _systems(site, staff, now)
    record_list(first, LISTED, staff, now - 390 * DAY)
    _hand_over(take(_surveyed(first, staff, now), WHO, now - 40 * DAY), staff, now)
    accepted, *waiting = others
    take(offer_both(accepted, staff, now - 9 * DAY), WHO, now - 6 * DAY)
    for each in waiting:
        offer_both(each, staff, now - 2 * DAY)


def _systems(site: Site, staff: Staff, now: datetime) -> Iterator[System]:
    today = in_shanghai(now).date()
    told = (
        ("主楼", "Quantum", "2Y", 11, "272640"),
        ("讲堂", "GRAFIK 6000", "1Y", 17, "340000"),
        ("图书馆", "GRAFIK 7000", "1Y", 16, "280000"),
        ("展厅", "Quantum", "1Y", 10, "460000"),
    )
    for number, (part, kind, warranty, years, bom) in enumerate(told, 3):
        ordered = years_before(today - 60 * DAY, years)
        facts = Facts(f"LC-090{number}", f"{NAME.zh} {part}", kind, warranty, ordered, bom)
        yield add_installed(site, facts, staff, now)


def _surveyed(system: System, staff: Staff, now: datetime) -> ProposalVersion:
    """Let somebody have looked at a system, and what they found have been proposed for."""
    system.refresh_from_db()
    asked, by = now - 80 * DAY, staff[Role.SALES]
    survey = request_survey(system.pk, SurveyWish("处理器反复重启"), by=by, now=asked)
    for each in survey.visits.select_related("visit").order_by("pk"):
        _look(survey, each.visit, staff, asked)
    finish_survey(survey, summary=SUMMARY, by=by, now=now - 60 * DAY)
    then = now - 55 * DAY
    wish = ProposalWish(need=NEED, survey=survey)
    return send_out(start_proposal(system.pk, by=by, now=then, wish=wish), by, then)


def _look(survey: Survey, visit: Visit, staff: Staff, then: datetime) -> None:
    """Make a visit of a survey: photos from the phone, a finding for each component."""
    done = go(visit, in_shanghai(then).date() + DAY, staff[Role.COORDINATOR], then)
    for place, lit in enumerate((5, 9)):
        sent = Sent(
            key=f"demo-{visit.number}-{place}",
            kind="photo",
            device_at=done.at,
            device_now=done.at,
            payload={},
            file=cabinet(lit),
        )
        take_in(done.visit, sent, by=done.by, now=done.at)
    _close(done, SUMMARY)
    first = done.visit.photos.order_by("pk").first()
    for place, each in enumerate(FOUND):
        shown = first.sha256 if first is not None and place == 0 else ""
        add_finding(survey, replace(each, photo_sha256=shown), by=done.by, now=done.at)


def _hand_over(version: ProposalVersion, staff: Staff, now: datetime) -> None:
    """Let the work have been done and paid, and the customer have taken the new system over."""
    by, then = staff[Role.COORDINATOR], now - 38 * DAY
    for each in version.work.select_related("visit").order_by("pk"):
        done = go(each.visit, in_shanghai(then).date(), by, then)
        _close(done, FINDINGS)
    pay_first(version, staff[Role.FINANCE], now - 14 * DAY)
    typed = {
        "completed_on": in_shanghai(now - 12 * DAY).date().isoformat(),
        "handed_to": WHO,
        "note": "两个备用面板已交物业",
        "ref": "LC-0903-U1",
        "name": f"{NAME.zh} 主楼（新系统）",
        "system_type": "Athena",
        "warranty_class": "2Y",
        "start_up": "manufacturer",
        "software_version": "25.4",
    }
    completing = Completing(typed=typed, evidence=evidence())
    complete(version, completing, by=by, now=now - 11 * DAY)


def _close(done: Trip, findings: str) -> None:
    said = Finish(at=done.at, findings=findings, unsigned_why=NOBODY_SIGNS)
    finish(done.visit, said, by=done.by, now=done.at)
