"""What a survey of a system would cost on a day, before anything is written (SY-2)."""

from dataclasses import dataclass
from datetime import date

from django.shortcuts import get_object_or_404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.data.survey_efforts import survey_efforts
from lumencare.domain.edition import SURVEY, Edition
from lumencare.domain.money import Money
from lumencare.domain.place import Verdict
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.upgrade.surveying import (
    SurveyOffer,
    SurveyQuestion,
    SurveyState,
    offer_survey,
)
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.facts import reach_of_site
from lumencare.sites.models import System
from lumencare.sites.search import visible_sites
from lumencare.upgrades.models import Survey

TAKEN = [SurveyState.AGREED.value, SurveyState.DONE.value]


@dataclass(frozen=True, slots=True)
class SurveyBasis:
    """A system with what a survey of it follows from; `open_number` is of one that is under way."""

    system: System
    edition: Edition
    place: Verdict
    offer: SurveyOffer
    open_number: str | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What staff decided where the place alone does not settle it."""

    free: bool
    why: str


def survey_basis(user: User, system_pk: int, on: date) -> SurveyBasis:
    """Return what a survey of a system would cost; Http404 where the person may not see it."""
    require_right(user, Right.KEEP_SURVEYS)
    rows = System.objects.filter(site__in=visible_sites(user)).select_related("site__owner")
    system = get_object_or_404(rows, pk=system_pk)
    return basis_of(system, on)


def basis_of(system: System, on: date, decided: Decided | None = None) -> SurveyBasis:
    """Return the offer of a survey of a system; `decided` stands in the place of the rules."""
    edition = edition_in_force(on)
    reach = reach_of_site(edition, system.site)
    question = SurveyQuestion(
        bom=Money.of_fen(system.bom_fen),
        man_day=next(each.net for each in edition.visit_services if each.code == SURVEY),
        place=reach.free_survey,
        place_because=reach.free_survey_because,
        free_before=_free_before(system),
        decided=None if decided is None else decided.free,
        decided_why="" if decided is None else decided.why,
    )
    offer = offer_survey(survey_efforts(), question)
    under_way = Survey.objects.filter(system=system).exclude(
        state__in=[SurveyState.DONE.value, SurveyState.CANCELLED.value]
    )
    number = under_way.values_list("number", flat=True).first()
    return SurveyBasis(system, edition, reach.free_survey, offer, number)


def _free_before(system: System) -> date | None:
    """Return the day of the last free survey of a system that was not called off."""
    row = Survey.objects.filter(system=system, free=True, state__in=TAKEN).order_by("-pk").first()
    return None if row is None else in_shanghai(row.created_at).date()
