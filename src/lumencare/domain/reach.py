"""Reach of a site: which response options it can have, and whether a survey is free (D-19)."""

from collections.abc import Mapping
from dataclasses import dataclass

from lumencare.domain.codes import Approach, Commitment
from lumencare.domain.edition import Edition, ResponseOption
from lumencare.domain.place import (
    Access,
    Bands,
    Hub,
    Place,
    Verdict,
    find_access,
    judge_direct,
)
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


# Which hub an option is measured from, by how the edition says the place must be reached; any
# other option needs a direct connection.
HUB_OF_PLACE = {Approach.RAIL_SHANGHAI: Hub.SHANGHAI, Approach.RAIL_BEIJING: Hub.BEIJING}
BEST_FIRST = (Verdict.YES, Verdict.CONFIRM, Verdict.NO)


def reach_of(edition: Edition, place: Place) -> Reach:
    """Return what a place can have, every verdict with its reasons (RO-2 to RO-5, SY-2, D-19)."""
    bands = _bands(edition)
    accesses = {hub: find_access(place, hub, bands) for hub in Hub}
    options = tuple(
        _judge_option(place, accesses, each) for each in edition.responses if each.hours
    )
    nearest = min(accesses.values(), key=lambda each: BEST_FIRST.index(each.verdict))
    return Reach(
        place=place,
        rail_minutes={hub: access.minutes for hub, access in accesses.items()},
        options=options,
        free_survey=nearest.verdict,
        free_survey_because=explain_survey(place, tuple(accesses.values()), nearest),
    )


def _bands(edition: Edition) -> Bands:
    settings = edition.setting_by_name
    return (
        (int(settings["rail_yes_minutes"].value), Verdict.YES),
        (int(settings["rail_confirm_minutes"].value), Verdict.CONFIRM),
    )


def _judge_option(
    place: Place, accesses: Mapping[Hub, Access], option: ResponseOption
) -> ReachOption:
    commitment, hub = Commitment(option.code), HUB_OF_PLACE.get(option.place)
    if hub is None:
        verdict = judge_direct(place)
        return ReachOption(commitment, verdict, explain_direct(place, verdict))
    access = accesses[hub]
    reasons = explain_rail(place, access, option.place_rule)
    return ReachOption(commitment, access.verdict, reasons)
