"""Cases of the last weeks in every state: answered, timed, waited for, late, solved, reopened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo.charged import CHARGED
from lumencare.demo.people import Staff
from lumencare.desk.actions import (
    add_part,
    assign,
    close,
    find_cause,
    open_case,
    pause,
    reopen,
    resolve,
    resume,
    start_work,
)
from lumencare.desk.models import Case
from lumencare.desk.reading import Report
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import in_shanghai
from lumencare.sites.models import HeldPlan, System

HOUR = timedelta(hours=1)
MOST_OTHERS = 6
RESPONSES = ("24h", "48h", "72h")
SERVED = ("technology-support", "service-care")


@dataclass(frozen=True, slots=True)
class Story:
    """A case of the made-up office: how long ago it was reported, and what happened since."""

    ago: timedelta
    summary: str
    happens: Callable[[Case, Staff, datetime], None]
    urgent: bool = False
    has_system: bool = True
    is_served: bool = True


def _waits(case: Case, staff: Staff, then: datetime) -> None:
    """Nobody has taken it yet."""


def _is_taken(case: Case, staff: Staff, then: datetime) -> None:
    assign(case, staff[Role.SUPPORT], by=staff[Role.COORDINATOR], now=then + HOUR / 4)


def _is_paused(case: Case, staff: Staff, then: datetime) -> None:
    _is_taken(case, staff, then)
    _stand(case, staff[Role.SUPPORT], then + HOUR)


def _is_started(case: Case, staff: Staff, then: datetime) -> None:
    _is_taken(case, staff, then)
    by, at = staff[Role.SUPPORT], then + 3 * HOUR
    start_work(case, at=at, how="phone", by=by, now=at)


def _is_solved(case: Case, staff: Staff, then: datetime) -> None:
    _is_started(case, staff, then)
    _solve(case, staff, then + 5 * HOUR)


def _is_solved_by_phone(case: Case, staff: Staff, then: datetime) -> None:
    by, at = staff[Role.SUPPORT], then + HOUR / 3
    words = "电话指导重新加载场景后恢复"
    resolve(case, resolution=words, how="phone", by=by, now=at)


def _is_closed(case: Case, staff: Staff, then: datetime) -> None:
    _is_solved(case, staff, then)
    close(case, by=staff[Role.COORDINATOR], now=then + 30 * HOUR)


def _waited_and_closed(case: Case, staff: Staff, then: datetime) -> None:
    by = staff[Role.SUPPORT]
    _stand(case, by, then + HOUR)
    resume(case, at=then + 4 * HOUR, by=by, now=then + 4 * HOUR)
    at = then + 6 * HOUR
    start_work(case, at=at, how="on-site", by=staff[Role.ENGINEER], now=at)
    _solve(case, staff, at + 2 * HOUR)
    close(case, by=staff[Role.COORDINATOR], now=at + 24 * HOUR)


def _came_late(case: Case, staff: Staff, then: datetime) -> None:
    at = then + 18 * DAY
    start_work(case, at=at, how="on-site", by=staff[Role.ENGINEER], now=at)
    _solve(case, staff, at + 2 * HOUR)


def _was_not_the_product(case: Case, staff: Staff, then: datetime) -> None:
    _is_started(case, staff, then)
    words = "第三方施工切断控制总线，见现场照片"
    find_cause(case, "other", why=words, by=staff[Role.SUPPORT], now=then + 4 * HOUR)


def _needs_a_part(case: Case, staff: Staff, then: datetime) -> None:
    _is_taken(case, staff, then)
    part = {"part_number": "DV-8", "description": "八路驱动器", "quantity": "1", "price": "4400"}
    add_part(case, part, by=staff[Role.SUPPORT], now=then + HOUR)


def _came_back(case: Case, staff: Staff, then: datetime) -> None:
    _is_solved_by_phone(case, staff, then)
    reopen(case, why="同一区域再次失控", by=staff[Role.SUPPORT], now=then + 20 * HOUR)


def _was_withdrawn(case: Case, staff: Staff, then: datetime) -> None:
    by, at = staff[Role.SUPPORT], then + 2 * HOUR
    resolve(case, resolution="客户来电：已自行恢复", how="withdrawn", by=by, now=at)


def _stand(case: Case, by: User, at: datetime) -> None:
    said = "物业经理来电，待安排停电窗口"
    pause(case, at=at, reason="等客户确认进场时间", evidence=said, by=by, now=at)


def _solve(case: Case, staff: Staff, at: datetime) -> None:
    words = "更换故障模块并重新下载数据库，复测正常"
    resolve(case, resolution=words, how="on-site", by=staff[Role.SUPPORT], now=at)


STORIES: tuple[Story, ...] = (
    Story(HOUR / 2, "宴会厅调光回路无响应，明日有活动", _waits, urgent=True),
    Story(2 * HOUR, "大堂感应器误动作", _waits, is_served=False),
    Story(5 * HOUR, "三层场景面板离线", _is_taken),
    Story(8 * HOUR, "来电人说不清是哪个项目，灯光闪烁", _waits, has_system=False),
    Story(20 * HOUR, "会议室窗帘不动作", _is_taken),
    Story(23 * HOUR, "总控电脑无法登录", _is_taken, urgent=True),
    Story(30 * HOUR, "夜景场景未按时启动", _is_started),
    Story(40 * HOUR, "护士站回路闪烁", _is_paused),
    Story(45 * HOUR, "办公区日光感应需要校准", _needs_a_part),
    Story(50 * HOUR, "走廊灯光常亮", _was_not_the_product, is_served=False),
    Story(3 * DAY, "展厅照度漂移", _is_paused, is_served=False),
    Story(4 * DAY, "宴会厅遥控失灵", _came_back),
    Story(5 * DAY, "首层控制柜告警", _is_solved),
    Story(6 * DAY, "报告厅场景丢失", _is_solved_by_phone),
    Story(8 * DAY, "客房面板背光不亮", _was_withdrawn),
    Story(20 * DAY, "地下车库回路跳闸", _came_late),
    *(Story(ago, summary, happens) for ago, summary, happens in CHARGED),
    *(
        Story((12 + 2 * index) * DAY, words, happens)
        for index, (words, happens) in enumerate(
            zip(
                (
                    "大堂灯光无法关闭", "多功能厅无法调光", "网关掉线", "面板按键失灵",
                    "时间表未执行", "传感器无数据", "更衣室灯光闪烁", "外立面部分不亮",
                    "餐厅场景错乱", "处理器重启", "会议预约联动失效", "走廊感应延迟",
                    "遮阳卷帘不同步", "样板间面板离线", "泳池区回路故障", "电梯厅灯光常亮",
                ),
                cycle((_is_closed, _waited_and_closed, _is_solved_by_phone, _is_closed)),
                strict=False,
            )
        )
    ),
)  # fmt: skip


def add_cases(staff: Staff, now: datetime) -> list[Case]:
    """Open cases of systems that hold a service, and of some that hold none, oldest first."""
    served, others = (cycle(each) for each in _systems(now))
    # The latest reports come from where somebody must be soonest.
    newest_first = [
        (story, next(served if story.is_served else others) if story.has_system else None)
        for story in sorted(STORIES, key=lambda each: each.ago)
    ]
    return [_tell(story, of, staff, now - story.ago) for story, of in reversed(newest_first)]


def _tell(story: Story, system: System | None, staff: Staff, then: datetime) -> Case:
    contact = system.site.contacts.order_by("pk").first() if system else None
    report = Report(
        summary=story.summary,
        system=system,
        contact=contact,
        reporter_name="" if contact else "来电人",
        reporter_phone="" if contact else "13900001234",
        urgent=story.urgent,
    )
    case = open_case(report, by=staff[Role.SUPPORT], now=then).case
    story.happens(case, staff, then)
    case.refresh_from_db()
    return case


def _systems(now: datetime) -> tuple[list[System], list[System]]:
    """Return systems that hold a service plan, those with a response option first; and others."""
    on = in_shanghai(now).date()
    before = on - 60 * DAY
    running = HeldPlan.objects.filter(starts_on__lte=before, ends_on__gt=on, ended_on=None)
    served: dict[int, None] = {}
    for codes in (*([each] for each in RESPONSES), SERVED):
        held = running.filter(code__in=codes).order_by("system")
        served |= dict.fromkeys(held.values_list("system", flat=True))
    rest = System.objects.filter(retired_on=None, order_date__lt=before).exclude(pk__in=served)
    known = System.objects.select_related("site").in_bulk(list(served))
    others = rest.select_related("site").order_by("pk")[:MOST_OTHERS]
    return [known[key] for key in served], list(others)
