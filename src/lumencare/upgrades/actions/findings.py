"""What a survey found, component by component; how it is finished, and how it is called off."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row, record
from lumencare.domain.dispatch.states import VisitState, VisitStep
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.domain.upgrade.surveying import (
    Condition,
    SurveyState,
    SurveyStep,
    require_survey_step,
)
from lumencare.field.actions.steps import take_step
from lumencare.field.models import VisitPhoto
from lumencare.sales.written import LONGEST_TEXT, read_written
from lumencare.upgrades.models import Finding, Survey, SurveyVisit
from lumencare.upgrades.queries.checked import checked_components

LONGEST_NAME, LONGEST_NOTE, MOST = 120, 500, 100_000
# A survey of more kinds of components is a mistake, or an attack.
MOST_FINDINGS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One kind of component as it was found; `photo_sha256` of a photo of the survey's visits."""

    component: str
    quantity: int
    condition: Condition
    part_number: str = ""
    note: str = ""
    photo_sha256: str = ""


def add_finding(survey: Survey, found: Found, *, by: User, now: datetime) -> Finding:
    """Keep what was found of one kind of component."""
    _require_open(survey, by)
    _require_sound(survey, found)
    if survey.findings.count() >= MOST_FINDINGS:
        raise Refused(does_not_apply("SY-2", TOO_MANY))
    with transaction.atomic():
        return add_row(Finding(survey=survey, by=by, at=now, **_fields(found)), by=by, now=now)


def take_over(survey: Survey, *, by: User, now: datetime) -> list[Finding]:
    """Record what the engineers' checklists say of components that nobody recorded yet.

    One of each: how many there are, and what is wrong with them, is corrected afterwards.
    """
    _require_open(survey, by)
    with transaction.atomic():
        Survey.objects.select_for_update().get(pk=survey.pk)
        rows = checked_components(survey)
        if not rows:
            raise Refused(does_not_apply("SY-2", NOTHING_TICKED))
        return [
            add_finding(
                survey,
                Found(
                    component=each.component, quantity=1, condition=each.condition, note=each.note
                ),
                by=by,
                now=now,
            )
            for each in rows
        ]


def change_finding(finding: Finding, found: Found, *, by: User, now: datetime) -> Finding:
    """Correct what was found."""
    _require_open(finding.survey, by)
    _require_sound(finding.survey, found)
    return change_row(finding, _fields(found), by=by, now=now)


def drop_finding(finding: Finding, *, by: User, now: datetime) -> None:
    """Take back what was recorded by mistake; the trail keeps what it said."""
    _require_open(finding.survey, by)
    with transaction.atomic():
        record(finding.survey, action="drop-finding", by=by, now=now, why=str(finding))
        if not Finding.objects.filter(pk=finding.pk, version=finding.version).delete()[0]:
            raise Http404(f"finding {finding.pk}")


def finish_survey(survey: Survey, *, summary: str, by: User, now: datetime) -> Survey:
    """Close a survey with what it comes to; Refused where nobody was there or nothing was found."""
    require_right(by, Right.RECORD_FINDINGS)
    require_survey_step(SurveyStep.FINISH, survey.state)
    words = read_written(summary, "summary", LONGEST_TEXT)
    if not survey.visits.filter(visit__state=VisitState.DONE.value).exists():
        raise Refused(does_not_apply("SY-2", NOBODY_THERE))
    if not survey.findings.exists():
        raise Refused(does_not_apply("SY-2", NOTHING_FOUND))
    fields = {
        "state": SurveyState.DONE.value,
        "summary": words,
        "ended_at": now,
        "changed_at": now,
    }
    return change_row(survey, fields, by=by, now=now, action=SurveyStep.FINISH.value)


def cancel_survey(survey: Survey, *, why: str, by: User, now: datetime) -> Survey:
    """Call a survey off with its visits; Refused while somebody is booked for one of them."""
    require_right(by, Right.KEEP_SURVEYS)
    require_survey_step(SurveyStep.CANCEL, survey.state)
    reason = read_written(why, "why", LONGEST_NOTE)
    rows = list(SurveyVisit.objects.filter(survey=survey).select_related("visit"))
    if any(each.visit.state in BUSY for each in rows):
        raise Refused(does_not_apply("SY-2", BOOKED))
    fields = {
        "state": SurveyState.CANCELLED.value,
        "ended_at": now,
        "ended_why": reason,
        "changed_at": now,
    }
    with transaction.atomic():
        change_row(survey, fields, by=by, now=now, action=SurveyStep.CANCEL.value, why=reason)
        for each in rows:
            if each.visit.state == VisitState.PROPOSED:
                ended = {"ended_why": reason}
                take_step(each.visit, VisitStep.CANCEL, by=by, now=now, why=reason, fields=ended)
    return survey


def _require_open(survey: Survey, by: User) -> None:
    require_right(by, Right.RECORD_FINDINGS)
    require_survey_step(SurveyStep.RECORD, survey.state)


def _fields(found: Found) -> dict[str, object]:
    return {
        **asdict(found),
        "component": found.component.strip(),
        "condition": found.condition.value,
        "part_number": found.part_number.strip(),
        "note": found.note.strip(),
    }


def _require_sound(survey: Survey, found: Found) -> None:
    problems = []
    if not 0 < len(found.component.strip()) <= LONGEST_NAME:
        problems.append(Problem("component", found.component, NAME))
    if len(found.part_number) > LONGEST_NAME:
        problems.append(Problem("part_number", found.part_number, NAME))
    if not 0 < found.quantity <= MOST:
        problems.append(Problem("quantity", str(found.quantity), COUNT))
    if len(found.note) > LONGEST_NOTE:
        problems.append(Problem("note", found.note, NOTE))
    written = (found.component, found.part_number, found.note)
    if any("\x00" in each for each in written):
        problems.append(Problem("component", found.component, NAME))
    if found.photo_sha256 and not _photos(survey, found.photo_sha256):
        problems.append(Problem("photo", found.photo_sha256, PHOTO))
    if problems:
        raise InputProblems(problems)


def _photos(survey: Survey, sha256: str) -> bool:
    visits = SurveyVisit.objects.filter(survey=survey).values("visit")
    return VisitPhoto.objects.filter(visit__in=visits, sha256=sha256).exists()


NOTHING_TICKED = Text(
    "检查表中没有尚未登记的内容。", "The checklists say nothing that is not recorded already."
)
BUSY = [VisitState.BOOKED.value, VisitState.ON_THE_WAY.value, VisitState.ON_SITE.value]
NAME = Text(
    f"请填写，最多 {LONGEST_NAME} 个字。", f"Between 1 and {LONGEST_NAME} characters are expected."
)
NOTE = Text(f"最多 {LONGEST_NOTE} 个字。", f"At most {LONGEST_NOTE} characters are expected.")
COUNT = Text("应为 1 至 100,000 的整数。", "A whole number from 1 to 100,000 is expected.")
PHOTO = Text("应为本次勘察的照片。", "A photo of this survey is expected.")
TOO_MANY = Text("发现过多，请合并同类部件。", "There are too many; put like components together.")
NOBODY_THERE = Text(
    "还没有完成的上门，不能完成勘察。", "No visit was done yet; the survey cannot be finished."
)
NOTHING_FOUND = Text("请至少登记一项发现。", "Record at least one finding.")
BOOKED = Text(
    "已有工程师安排上门，请先在派工板取消。",
    "Somebody is booked for it; call that visit off on the board first.",
)
