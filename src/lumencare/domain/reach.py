"""Reach of a site: which response options it can have, and whether a survey is free (D-19)."""

from collections.abc import Mapping
from dataclasses import dataclass

from lumencare.domain.commitments import Commitment
from lumencare.domain.place import Access, Hub, Place, Verdict, find_access, judge_direct
from lumencare.domain.reach_reasons import explain_direct, explain_rail, explain_survey
from lumencare.domain.text import Reason


@dataclass(frozen=True, slots=True)
class ReachOption:
    """Whether a response option is available at a place, and why."""

    commitment: Commitment
    available: Verdict
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a place can have. Minutes are None where no direct high-speed train is known."""

    place: Place
    rail_minutes: Mapping[Hub, int | None]
    options: tuple[ReachOption, ...]
    free_survey: Verdict
    free_survey_because: tuple[Reason, ...]


# Which hub an option by rail is measured from, and its rule.
RAIL_OPTIONS = (
    (Commitment.HOURS_24, Hub.SHANGHAI, "RO-2"),
    (Commitment.HOURS_48, Hub.BEIJING, "RO-3"),
)
BEST_FIRST = (Verdict.YES, Verdict.CONFIRM, Verdict.NO)


def reach_of(place: Place) -> Reach:
    """Return what a place can have, every verdict with its reasons (RO-2 to RO-5, SY-2, D-19)."""
    accesses = {hub: find_access(place, hub) for hub in Hub}
    options = (
        *(_rail_option(place, accesses[hub], option, rule) for option, hub, rule in RAIL_OPTIONS),
        _direct_option(place),
    )
    nearest = min(accesses.values(), key=lambda each: BEST_FIRST.index(each.verdict))
    return Reach(
        place=place,
        rail_minutes={hub: access.minutes for hub, access in accesses.items()},
        options=options,
        free_survey=nearest.verdict,
        free_survey_because=explain_survey(place, tuple(accesses.values()), nearest),
    )


def _rail_option(place: Place, access: Access, option: Commitment, rule: str) -> ReachOption:
    return ReachOption(option, access.verdict, explain_rail(place, access, rule))


def _direct_option(place: Place) -> ReachOption:
    verdict = judge_direct(place)
    return ReachOption(Commitment.HOURS_72, verdict, explain_direct(place, verdict))
