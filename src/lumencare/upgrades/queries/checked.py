"""What engineers ticked on the visits of a survey and nobody recorded as found yet (SY-2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lumencare.domain.lifecycle.kinds import COMPONENT_KINDS, ComponentKind
from lumencare.domain.text import Text
from lumencare.domain.upgrade.surveying import CONDITION_NAMES, Condition
from lumencare.field.models import VisitReport
from lumencare.upgrades.models import Survey, SurveyVisit
from lumencare.upgrades.targets import spellings

LONGEST_NOTE = 500
# What has to be ticked for a component to be sound.
CHECKED: Mapping[ComponentKind, frozenset[str]] = {
    ComponentKind.PROCESSOR: frozenset({"processor"}),
    ComponentKind.CONTROLS: frozenset({"keypads"}),
    ComponentKind.PANELS: frozenset({"dimmers"}),
    ComponentKind.WIRING: frozenset({"power", "link"}),
    ComponentKind.DATABASE: frozenset({"download"}),
}


@dataclass(frozen=True, slots=True)
class CheckedComponent:
    """A kind of component by the checklist: sound where ticked, else not seen to be so."""

    component: str
    condition: Condition
    note: str

    @property
    def condition_name(self) -> Text:
        """What the condition is called."""
        return CONDITION_NAMES[self.condition]


def checked_components(survey: Survey) -> tuple[CheckedComponent, ...]:
    """Return what the checklists say of components that nobody recorded yet."""
    reports = list(_reports(survey))
    ticked = {code for each in reports for code in each.checks}
    # Nothing was ticked: the list was not gone through, so it says nothing.
    if not ticked & frozenset().union(*CHECKED.values()):
        return ()
    found = {name for each in survey.findings.all() for name in spellings(each.component)}
    note = "；".join(f"{each.visit.number} {each.findings}".strip() for each in reports)
    return tuple(
        CheckedComponent(
            f"{name.zh} {name.en}",
            Condition.GOOD if needed <= ticked else Condition.NOT_SEEN,
            note[:LONGEST_NOTE],
        )
        for kind, needed in CHECKED.items()
        if not spellings((name := COMPONENT_KINDS[kind]).zh) & found
    )


def _reports(survey: Survey) -> Iterator[VisitReport]:
    visits = SurveyVisit.objects.filter(survey=survey).values("visit")
    rows = VisitReport.objects.filter(visit__in=visits, visit__state="done")
    yield from rows.select_related("visit").order_by("visit")
