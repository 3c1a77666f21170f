"""Two cases about one fault become one; one case about two faults becomes two."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.actions.clock_writing import Happened, write_event
from lumencare.desk.actions.flagging import raise_flag
from lumencare.desk.actions.opening import open_case
from lumencare.desk.actions.steps import lock_case, write
from lumencare.desk.models import Case, Channel, Message, Watcher
from lumencare.desk.reading import Report
from lumencare.domain.desk.clock import ClockEventKind, ClockState
from lumencare.domain.desk.flags import CaseFlag
from lumencare.domain.desk.merging import MergeSide, stays
from lumencare.domain.desk.states import CaseState, CaseStep, require_step
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written
from lumencare.sites.models import System

LONGEST_WHY = 500


def merge(case: Case, into: Case, *, why: str, by: User, now: datetime) -> Case:
    """Merge a case into another about the same fault; returns the one that stays.

    Its clock stops; its conversation and files are shown in the other; who watched it watches the
    other. Its decisions, parts and charges stay with it. Refused, with the advice, where its clock
    binds sooner than the other's (decision 0029).
    """
    require_right(by, Right.KEEP_CASES)
    reason = read_written(why, "why", LONGEST_WHY)
    with transaction.atomic():
        # Always in one order, so that two who merge the same pair wait for each other.
        rows = {key: lock_case(key) for key in sorted({case.pk, into.pk})}
        merged, kept = rows[case.pk], rows[into.pk]
        _check_pair(merged, kept)
        stopped = Happened(
            kind=ClockEventKind.STOPPED, at=now, reason=reason[:200], data={"into": kept.number}
        )
        fields = {"merged_into": kept, "flag": "", "flagged_at": None}
        flag = merged.flag
        write_event(merged, stopped, by=by, now=now, step=CaseStep.MERGE, fields=fields)
        _carry_over(merged, kept, now)
        record(kept, action="take-over", by=by, now=now, changes={"merged": (None, merged.number)})
        if flag and not kept.flag:
            raise_flag(kept, CaseFlag(flag), by=by, now=now)
    return kept


def split(
    message: Message, *, summary: str, by: User, now: datetime, system: System | None = None
) -> Case:
    """Make a case of its own of a customer's message; it was reported when the message came.

    The message stays where it was written and names the new case, which begins with it.
    """
    require_right(by, Right.OPEN_CASES)
    if message.kind != Message.Kind.INCOMING or message.split_into is not None:
        raise Refused(does_not_apply("D-7", NOT_SPLIT))
    case = message.case
    if system is not None and case.site_id not in {None, system.site_id}:
        raise InputProblems([Problem("system", system.name, OTHER_SITE)])
    report = Report(
        summary=summary,
        channel=case.channel if message.mail_id is None else Channel.EMAIL,
        reporter_name=message.author_name[:80],
        reporter_phone="" if message.from_address else case.reporter_phone,
        reporter_email=message.from_address,
        site=case.site,
        system=system,
        reported_at=message.at,
    )
    with transaction.atomic():
        made = open_case(report, by=by, now=now).case
        write(made, {"split_from": case}, action="split-off", by=by, now=now)
        free = Message.objects.filter(pk=message.pk, split_into=None)
        if not free.update(split_into=made):
            raise Refused(does_not_apply("D-7", NOT_SPLIT))
        record(case, action="split", by=by, now=now, changes={"split": (None, made.number)})
    return made


def _check_pair(merged: Case, kept: Case) -> None:
    if merged.pk == kept.pk:
        raise InputProblems([Problem("into", kept.number, ITSELF)])
    require_step(CaseStep.MERGE, CaseState(merged.state))
    require_step(CaseStep.CHANGE, CaseState(kept.state))
    if None not in {merged.site_id, kept.site_id} and merged.site_id != kept.site_id:
        raise Refused(does_not_apply("D-7", OTHER_PLACE))
    if not stays(_side(kept), _side(merged)):
        raise Refused(does_not_apply("D-7", _advice(merged, kept), stays=merged.number))


def _side(case: Case) -> MergeSide:
    return MergeSide(ClockState(case.clock), case.due_at, case.reported_at)


def _advice(merged: Case, kept: Case) -> Text:
    """Say which of the two has to stay, and why."""
    zh, en = CLOCK_WORDS[ClockState(merged.clock)]
    due = f"{in_shanghai(merged.due_at):%Y-%m-%d %H:%M}" if merged.due_at else ""
    until = Text(f"（{due}）" if due else "", f" ({due})" if due else "")
    return Text(
        f"{merged.number} {zh}{until.zh}，应予保留；请将 {kept.number} 合并到 {merged.number}。",
        f"{merged.number} {en}{until.en} and has to stay; merge {kept.number} into "
        f"{merged.number} instead.",
    )


def _carry_over(merged: Case, kept: Case, now: datetime) -> None:
    watching = merged.watchers.values_list("person", flat=True)
    Watcher.objects.bulk_create(
        [Watcher(case=kept, person_id=each, since=now) for each in watching],
        ignore_conflicts=True,
    )


CLOCK_WORDS = {
    ClockState.RUNNING: ("的到期时间更早", "is due sooner"),
    ClockState.PAUSED: ("的计时只是暂停", "has a clock that is only paused"),
    ClockState.MET: ("已有响应承诺", "has a promise"),
    ClockState.NONE: ("的报修时间更早", "was reported sooner"),
    ClockState.STOPPED: ("的报修时间更早", "was reported sooner"),
}
NOT_SPLIT = Text(
    "只有客户的消息可以拆分为新的服务请求，且只能拆分一次。",
    "Only a message of the customer becomes a case of its own, and only once.",
)
OTHER_SITE = Text("系统不在此项目地点。", "The system is at another site.")
OTHER_PLACE = Text(
    "两个服务请求属于不同的项目地点，不能合并。",
    "The two cases are about different sites and cannot be merged.",
)
ITSELF = Text("请选择另一个服务请求。", "Another case is expected.")
