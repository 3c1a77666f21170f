"""Surveys of old systems: priced, asked for, decided, agreed, recorded, finished (SY-2)."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import WantedPage, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Key, Listed, by_name, shown
from lumencare.api.shapes.surveys import (
    AgreeingToPrice,
    CancellingSurvey,
    ChangingFinding,
    DecidingFree,
    FinishingSurvey,
    NewFinding,
    NewSurvey,
    SurveyLine,
    SurveyOfferShape,
    SurveyShape,
    SurveyStateCode,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.domain.upgrade.surveying import Condition
from lumencare.upgrades import actions
from lumencare.upgrades.queries import (
    find_finding,
    find_survey,
    list_surveys,
    survey_page,
)
from lumencare.upgrades.survey_offers import survey_basis

router = Router(tags=["surveys"])
Id = Annotated[Key, Path()]
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["SV-2601-001"])]


class WantedSurveys(WantedPage):
    """Which surveys are wanted."""

    state: SurveyStateCode | None = None
    system: Key | None = None


@router.get("/systems/{id}/survey-offer", response=SurveyOfferShape)
def offer(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Tell whether a survey of a system would be free, and else its price; nothing is kept."""
    basis = survey_basis(request.user, id, request.today)
    told = {
        "verdict": basis.offer.verdict,
        "man_days": basis.offer.man_days,
        "free_man_days": basis.offer.free_man_days,
        "net": basis.offer.net,
        "because": basis.offer.because,
        "under_way": basis.open_number,
    }
    return reply(shown(SurveyOfferShape, told))


@router.post("/systems/{id}/surveys", response={201: SurveyShape})
@once_by_key
def ask(request: Call, id: Id, survey: NewSurvey) -> HttpResponse:  # noqa: A002
    """Ask for a survey of a system: where it is free, its visit is on the board at once."""
    wish = actions.SurveyWish(survey.why, survey.wanted_by)
    row = actions.request_survey(id, wish, by=request.user, now=request.now)
    return _shown(request, row.number, 201)


@router.get("/surveys", response=Listed[SurveyLine])
def surveys(request: Call, wanted: Query[WantedSurveys]) -> HttpResponse:
    """List the surveys, newest change first."""
    page = list_surveys(
        request.user,
        wanted.state or "",
        system=wanted.system,
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, lambda each: shown(SurveyLine, each))


@router.get("/surveys/{survey}", response=SurveyShape)
def one(request: Call, survey: Number) -> HttpResponse:
    """Give a survey with its visits, its findings and what may be done with it."""
    return _shown(request, survey)


@router.post("/surveys/{survey}/decide", response=SurveyShape)
@once_by_key
def decide(
    request: Call, survey: Number, deciding: DecidingFree, if_match: IfMatch = None
) -> HttpResponse:
    """Decide whether a survey is free; to give away what the rules price is an approver's."""
    row = expect(find_survey(request.user, survey), if_match)
    decided = actions.Decided(deciding.free, deciding.why)
    actions.decide_free(row, decided, by=request.user, now=request.now)
    return _shown(request, survey)


@router.post("/surveys/{survey}/agree", response=SurveyShape)
@once_by_key
def agree(
    request: Call, survey: Number, agreeing: AgreeingToPrice, if_match: IfMatch = None
) -> HttpResponse:
    """Keep that the customer agreed to the price; its visits are on the board then."""
    row = expect(find_survey(request.user, survey), if_match)
    said = {"name": agreeing.name, "how": agreeing.how}
    actions.agree_price(row, **said, by=request.user, now=request.now)
    return _shown(request, survey)


@router.post("/surveys/{survey}/send-again", response=SurveyShape)
@once_by_key
def send_again(request: Call, survey: Number, if_match: IfMatch = None) -> HttpResponse:
    """Propose visits in the place of those that were missed or called off."""
    row = expect(find_survey(request.user, survey), if_match)
    actions.send_again(row, by=request.user, now=request.now)
    return _shown(request, survey)


@router.post("/surveys/{survey}/finish", response=SurveyShape)
@once_by_key
def finish(
    request: Call, survey: Number, finishing: FinishingSurvey, if_match: IfMatch = None
) -> HttpResponse:
    """Close a survey with what it comes to: a visit is done, and something was found."""
    row = expect(find_survey(request.user, survey), if_match)
    actions.finish_survey(row, summary=finishing.summary, by=request.user, now=request.now)
    return _shown(request, survey)


@router.post("/surveys/{survey}/cancel", response=SurveyShape)
@once_by_key
def cancel(
    request: Call, survey: Number, cancelling: CancellingSurvey, if_match: IfMatch = None
) -> HttpResponse:
    """Call a survey off with its visits, as long as nobody is booked for one."""
    row = expect(find_survey(request.user, survey), if_match)
    actions.cancel_survey(row, why=cancelling.why, by=request.user, now=request.now)
    return _shown(request, survey)


@router.post("/surveys/{survey}/findings", response={201: SurveyShape})
@once_by_key
def add_finding(request: Call, survey: Number, finding: NewFinding) -> HttpResponse:
    """Record what was found of one kind of component."""
    row = find_survey(request.user, survey)
    found = _found(finding.model_dump())
    actions.add_finding(row, found, by=request.user, now=request.now)
    return _shown(request, survey, 201)


@router.patch("/surveys/{survey}/findings/{id}", response=SurveyShape)
def change_finding(
    request: Call,
    survey: Number,
    id: Id,  # noqa: A002
    change: ChangingFinding,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Put right what was recorded; If-Match gives back the `version` of the finding."""
    row = expect(find_finding(request.user, survey, id), if_match)
    kept = {name: getattr(row, name) for name in FOUND}
    given = change.model_dump(exclude_none=True)
    found = _found({**kept, "photo": row.photo_sha256, **given})
    actions.change_finding(row, found, by=request.user, now=request.now)
    return _shown(request, survey)


@router.delete("/surveys/{survey}/findings/{id}", response={204: None})
def drop_finding(request: Call, survey: Number, id: Id, if_match: IfMatch = None) -> HttpResponse:  # noqa: A002
    """Take back what was recorded by mistake; the trail keeps what it said."""
    row = expect(find_finding(request.user, survey, id), if_match)
    actions.drop_finding(row, by=request.user, now=request.now)
    return HttpResponse(status=204)


FOUND = ("component", "quantity", "condition", "part_number", "note")


def _found(given: dict[str, Any]) -> actions.Found:
    words = {name: given[name] for name in FOUND}
    condition = Condition(given["condition"])
    return actions.Found(**{**words, "condition": condition}, photo_sha256=given["photo"])


def _shown(request: Call, number: str, status: int = 200) -> HttpResponse:
    page = survey_page(request.user, number)
    told = {
        **by_name(page.summary),
        **by_name(page),
        "photos": [sha256 for sha256, _taken in page.photos],
        "steps": sorted(page.steps),
    }
    return reply(shown(SurveyShape, told), status, page.row_version)
