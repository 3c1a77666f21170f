"""Work that relies on a system's records: what stands against it, and on what it goes on (SC-9)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.problems import Refused, unless_stated
from lumencare.domain.readiness.facts import RecordRules
from lumencare.domain.readiness.judging import PaperAnswer, PaperState, Readiness
from lumencare.domain.text import Reason, Text


class Work(StrEnum):
    """What relies on records; the codes are those of `needs` in the table."""

    REMOTE_SESSION = "remote-session"
    PROGRAMMING_VISIT = "programming-visit"


class Ground(StrEnum):
    """On what work goes on that relies on records.

    `stated`: they are missing or old, and somebody said why it goes on. `earlier`: from before
    this was asked.
    """

    THERE = "there"
    PROCESSOR = "processor"
    STATED = "stated"
    EARLIER = "earlier"


GROUND_NAMES = {
    Ground.THERE: Text("所需资料齐全", "the records are there"),
    Ground.PROCESSOR: Text("数据库从处理器读出", "the processor gives the database"),
    Ground.STATED: Text("资料不全，已说明理由", "without the records, for a stated reason"),
    Ground.EARLIER: Text("早于此项检查", "from before this was asked"),
}
# Services of AV-1 that change what the database holds.
PROGRAMMING = frozenset({"onsite-programming", "remote-programming"})


@dataclass(frozen=True, slots=True)
class Relying:
    """What stands against some work; `missing`: a record is not there, else one is only old."""

    ground: Ground
    against: tuple[Reason, ...] = ()
    missing: bool = False


def rely_on(readiness: Readiness, work: Work, rules: RecordRules) -> Relying:
    """Tell whether the records of a system carry some work (SC-9, X-10).

    A missing one stands against it together with what collecting costs; so does one that counts as
    old. A database that the processor gives carries it.
    """
    need = next(each for each in rules.needs if each.code == work.value)
    answers = [each for each in readiness.papers if each.paper in need.records]
    waits = [each for each in readiness.waits if each.need.code == work.value]
    if waits:
        collection = readiness.collection.because if readiness.collection else ()
        because = (*(reason for each in waits for reason in each.because), *collection)
        return Relying(Ground.STATED, because, missing=True)
    old = _reasons_of(answers, PaperState.AGED)
    if old:
        return Relying(Ground.STATED, old)
    waived = any(each.state is PaperState.WAIVED for each in answers)
    return Relying(Ground.PROCESSOR if waived else Ground.THERE)


def worst_of(found: Sequence[Relying]) -> Relying:
    """Return what stands against work at several systems together."""
    missing = [each for each in found if each.missing]
    against = [each for each in found if each.against]
    waived = [each for each in found if each.ground is Ground.PROCESSOR]
    return next(iter((*missing, *against, *waived, *found)), Relying(Ground.THERE))


def require_ground(relying: Relying, why: str, *, may_overrule: bool) -> Ground:
    """Return on what work goes on; Refused where a record stands against it.

    An old record is overruled by whoever does the work and says why; a missing one by who may.
    """
    if not relying.against:
        return relying.ground
    first = relying.against[0]
    if relying.missing and not may_overrule:
        raise Refused(Reason(first.rule, first.applies, _ask_others(first.text), first.facts))
    if not why:
        raise Refused(unless_stated(first))
    return Ground.STATED


def _ask_others(text: Text) -> Text:
    return Text(
        f"{text.zh}请补齐资料，或请协调员、技术支持或经理说明理由后进行。",
        f"{text.en} Bring the record, or let a coordinator, support or a manager state why it "
        "goes on.",
    )


def _reasons_of(answers: Iterable[PaperAnswer], state: PaperState) -> tuple[Reason, ...]:
    return tuple(reason for each in answers if each.state is state for reason in each.because)
