"""System Care of the made-up office: surveys and proposals, each as far as its story goes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo.handovers import add_handovers
from lumencare.demo.people import Staff
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.place import Verdict
from lumencare.domain.upgrade.content import OptionKind, Reuse, ReuseRow
from lumencare.domain.upgrade.editing import put_line, put_reuse
from lumencare.domain.upgrade.lines import Line, LineKind
from lumencare.domain.upgrade.stored import read_content
from lumencare.sites.models import System
from lumencare.upgrades.actions import (
    Loss,
    ProposalWish,
    SurveyWish,
    agree_price,
    cancel_survey,
    change_draft,
    decide,
    expire_due,
    issue,
    lose,
    request_survey,
    revise,
    send,
    start_proposal,
)
from lumencare.upgrades.models import ProposalVersion, Survey
from lumencare.upgrades.survey_offers import basis_of

SOFTWARE = ((OptionKind.SOFTWARE, ""),)
WISH = SurveyWish("系统已使用多年，业主询问升级")
NEED = "新手机与平板无法连接，备件难以买到。"
# How many days ago others were lost, and why: enough for a share to say something.
LOSSES = (
    (12, Loss("price", "报价高于年度改造预算")),
    (19, Loss("postponed", "等二期装修一并实施")),
    (33, Loss("competitor", "业主集团统一采用其他品牌")),
    (41, Loss("no-answer", "三次联系未获答复")),
    (57, Loss("repaired", "更换处理器后恢复正常")),
    (64, Loss("price", "业主认为软件升级费用过高")),
    (80, Loss("postponed", "业主更换物业，推迟一年")),
    (96, Loss("budget", "改造预算被削减")),
    (110, Loss("closing", "该楼明年拆除重建")),
    (131, Loss("competitor", "选择当地集成商方案")),
    (150, Loss("price", "希望分期付款")),
    (170, Loss("no-answer", "联系人离职，无人答复")),
    (190, Loss("other", "改由业主自行维护")),
    (214, Loss("budget", "本年预算已用完")),
    (236, Loss("postponed", "待大楼产权变更后再定")),
)


def add_upgrades(staff: Staff, systems: Sequence[System], now: datetime) -> None:
    """Add surveys and proposals of old systems, each state through its own steps."""
    by, approver = staff[Role.SALES], staff[Role.APPROVER]
    old = sorted(
        (each for each in systems if not each.retired_on), key=lambda each: each.order_date
    )
    _surveys(old, by, now)
    states = (_draft, _awaiting, _approved, _sent, _renewed, _lost, _expired)
    for system, make in zip(old, states, strict=False):
        make(system, by, approver, now)
    rest = old[len(states) :]
    for system, (days, loss) in zip(rest, LOSSES, strict=False):
        _lose(system, loss, by, now - days * DAY)
    won = rest[len(LOSSES) :]
    add_handovers(staff, won, now)


def _surveys(systems: Sequence[System], by: User, now: datetime) -> None:
    """Ask for a survey where it is free, where it is priced, and where staff have to decide."""
    found: dict[Verdict, list[System]] = {each: [] for each in Verdict}
    for system in systems:
        found[basis_of(system, now.date()).offer.verdict].append(system)
    for verdict in Verdict:
        for system in found[verdict][:2]:
            request_survey(system.pk, WISH, by=by, now=now - 2 * DAY)
    priced = list(Survey.objects.filter(state="offered").order_by("pk")[:2])
    for survey in priced[:1]:
        agree_price(survey, name="王建国", how="邮件确认", by=by, now=now - DAY)
    for system in found[Verdict.YES][2:3]:
        gone = request_survey(system.pk, WISH, by=by, now=now - 30 * DAY)
        cancel_survey(gone, why="业主决定整体改造，不再勘察", by=by, now=now - 25 * DAY)


def _begin(system: System, by: User, now: datetime) -> ProposalVersion:
    wish = ProposalWish(need=NEED, ways=SOFTWARE)
    return start_proposal(system.pk, by=by, now=now, wish=wish)


def _draft(system: System, by: User, _approver: User, now: datetime) -> None:
    version = start_proposal(system.pk, by=by, now=now, wish=ProposalWish(need=NEED))
    content = read_content(version.content)
    row = ReuseRow(key=0, component="处理器", verdict=Reuse.REPLACED, quantity=2)
    change_draft(version, put_reuse(content, "A", row), by=by, now=now)


def _waiting(system: System, by: User, now: datetime) -> ProposalVersion:
    version = _begin(system, by, now)
    licence = Line(
        key=0,
        kind=LineKind.SOFTWARE,
        text="系统软件许可 System software licence",
        quantity=Decimal(1),
        price=Money.of("12000.00"),
        why="原厂报价",
    )
    change_draft(version, put_line(read_content(version.content), "A", licence), by=by, now=now)
    return issue(version, by=by, now=now)


def _awaiting(system: System, by: User, _approver: User, now: datetime) -> None:
    _waiting(system, by, now - timedelta(hours=5))


def _approved(system: System, by: User, approver: User, now: datetime) -> None:
    decide(_waiting(system, by, now - 2 * DAY), approved=True, by=approver, now=now - DAY)


def _sent(system: System, by: User, _approver: User, now: datetime) -> None:
    send(issue(_begin(system, by, now - 3 * DAY), by=by, now=now - 3 * DAY), by=by, now=now - DAY)


def _renewed(system: System, by: User, _approver: User, now: datetime) -> None:
    """Add one of which the second version took the place of the first."""
    first = issue(_begin(system, by, now - 12 * DAY), by=by, now=now - 12 * DAY)
    send(first, by=by, now=now - 12 * DAY)
    second = revise(first, by=by, now=now - 2 * DAY)
    send(issue(second, by=by, now=now - 2 * DAY), by=by, now=now - 2 * DAY)


def _lost(system: System, by: User, _approver: User, now: datetime) -> None:
    _lose(system, Loss("budget", "今年没有预算，明年再议"), by, now - 5 * DAY)


def _lose(system: System, loss: Loss, by: User, now: datetime) -> None:
    """Add one that was with the customer for a fortnight, and lost for a reason."""
    version = issue(_begin(system, by, now - 15 * DAY), by=by, now=now - 15 * DAY)
    send(version, by=by, now=now - 15 * DAY)
    lose(version, loss, by=by, now=now)


def _expired(system: System, by: User, _approver: User, now: datetime) -> None:
    version = issue(_begin(system, by, now - 45 * DAY), by=by, now=now - 45 * DAY)
    send(version, by=by, now=now - 44 * DAY)
    expire_due(now)
