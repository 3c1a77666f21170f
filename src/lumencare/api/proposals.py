"""Upgrade proposals: listed, begun, looked at as they would be issued, downloaded (SY-3)."""

from dataclasses import replace
from io import BytesIO
from typing import Annotated, Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router
from pydantic import Field

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.problems import not_found, problems_answer
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import NO_NUL, Key, Listed, by_name, shown
from lumencare.api.shapes.proposal_drafts import ChangingDraft
from lumencare.api.shapes.proposals import (
    NewProposal,
    ProposalLine,
    ProposalPreview,
    ProposalShape,
    ProposalStateCode,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.domain.upgrade.content import OptionKind
from lumencare.domain.upgrade.states import ProposalStep, require_step
from lumencare.domain.upgrade.stored import content_answer, read_content
from lumencare.upgrades import actions
from lumencare.upgrades.actions.issuing import find_problems
from lumencare.upgrades.archive import read_pdf
from lumencare.upgrades.making import answer_of, offer_of
from lumencare.upgrades.queries import (
    ProposalFilters,
    ProposalVersion,
    VersionShown,
    find_survey,
    find_version,
    list_proposals,
    proposal_page,
)

router = Router(tags=["proposals"])
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["U-2601-001"])]


class WantedProposals(Wanted):
    """Which proposals are wanted, by their latest version."""

    state: ProposalStateCode | None = None
    author: Key | None = None
    system: Key | None = None


@router.get("/proposals", response=Listed[ProposalLine])
def proposals(request: Call, wanted: Query[WantedProposals]) -> HttpResponse:
    """List the upgrade proposals, newest change first."""
    filters = ProposalFilters(
        q=wanted.q, state=wanted.state or "", author=wanted.author, system=wanted.system
    )
    page = list_proposals(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(ProposalLine, each))


@router.post("/proposals", response={201: ProposalShape})
@once_by_key
def start(request: Call, proposal: NewProposal) -> HttpResponse:
    """Begin a proposal of a system: version 1 as a draft, made of survey and catalogue."""
    survey = find_survey(request.user, proposal.survey) if proposal.survey else None
    ways = tuple((OptionKind(each.kind), each.target) for each in proposal.ways)
    wish = actions.ProposalWish(need=proposal.need, survey=survey, ways=ways)
    row = actions.start_proposal(proposal.system, by=request.user, now=request.now, wish=wish)
    return show_proposal(request, row.proposal.number, 201)


@router.get("/proposals/{proposal}", response=ProposalShape)
def one(request: Call, proposal: Number) -> HttpResponse:
    """Give a proposal with its versions, newest first."""
    return show_proposal(request, proposal)


@router.patch("/proposals/{proposal}", response=ProposalShape)
def change(
    request: Call, proposal: Number, changing: ChangingDraft, if_match: IfMatch = None
) -> HttpResponse:
    """Change what the customer needs, and which option is recommended."""
    row = expect_proposal(request, proposal, if_match)
    given = changing.model_dump(exclude_none=True)
    content = replace(read_content(row.content), **given)
    actions.change_draft(row, content, by=request.user, now=request.now)
    return show_proposal(request, proposal)


@router.get("/proposals/{proposal}/preview", response=ProposalPreview)
def preview(request: Call, proposal: Number) -> HttpResponse:
    """Price a draft as it would be issued today, and name all that keeps it from that."""
    require_right(request.user, Right.MAKE_PROPOSALS)
    row = find_version(request.user, proposal)
    require_step(ProposalStep.ISSUE, row.state)
    offer = offer_of(row, request.today)
    told = {
        "edition": offer.edition.code,
        "valid_until": offer.valid_until,
        "answer": answer_of(offer),
        "problems": problems_answer(find_problems(row, offer)),
    }
    return reply(shown(ProposalPreview, told))


@router.get(
    "/proposals/{proposal}/pdf",
    response={200: None},
    openapi_extra=file_described("application/pdf"),
)
def proposal_pdf(
    request: Call,
    proposal: Number,
    version: Annotated[Annotated[int, Field(ge=1, le=10_000)] | None, Query()] = None,
) -> HttpResponseBase:
    """Download the PDF of an issued version as it was issued; the latest where none is named."""
    found = find_version(request.user, proposal, version)
    if not found.pdf:
        raise not_found()
    name = f"{proposal}-v{found.number}.pdf"
    return attach(BytesIO(read_pdf(found)), name, "application/pdf")


def show_proposal(request: Call, number: str, status: int = 200) -> HttpResponse:
    """Return a proposal as it stands; its ETag names the latest version and its last change."""
    page = proposal_page(request.user, number, request.now)
    tag = f"{page.latest.number}-{page.latest.row_version}"
    told = {
        **by_name(page),
        "etag": tag,
        "versions": [_version(each) for each in page.versions],
    }
    return reply(shown(ProposalShape, told), status, tag)


def expect_proposal(
    request: Call, number: str, if_match: str | None, right: Right = Right.MAKE_PROPOSALS
) -> ProposalVersion:
    """Return the latest version of a proposal if it is as it was read; else who did what."""
    require_right(request.user, right)
    row = find_version(request.user, number)
    return expect(row, if_match, tag=f"{row.number}-{row.version}")


def _version(version: VersionShown) -> dict[str, Any]:
    return {
        **by_name(version),
        "content": content_answer(version.content),
        "steps": sorted(version.steps),
    }
