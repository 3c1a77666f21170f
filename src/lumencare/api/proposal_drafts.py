"""The draft of a proposal: its options and the parts of each, written one by one."""

from collections.abc import Callable
from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import NO_FIELD
from lumencare.api.problems import not_found
from lumencare.api.proposals import Number, expect_proposal, show_proposal
from lumencare.api.shapes.basic import typed
from lumencare.api.shapes.proposal_drafts import (
    ChangingLine,
    ChangingOption,
    ChangingReuse,
    ChangingStep,
    Discounting,
    NewLine,
    NewReuse,
    NewStep,
)
from lumencare.api.shapes.proposals import OptionKey, ProposalShape, WayAsked
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.upgrade.content import Content, Option, OptionKind
from lumencare.domain.upgrade.editing import (
    discount_lines,
    drop_line,
    drop_option,
    drop_reuse,
    drop_step,
    raise_step,
)
from lumencare.domain.upgrade.lines import LineKind
from lumencare.domain.upgrade.states import ProposalStep, require_step
from lumencare.domain.upgrade.stored import read_content
from lumencare.upgrades import actions
from lumencare.upgrades.parts import PARTS, write_head
from lumencare.upgrades.typed import read_number

router = Router(tags=["proposals"])
OptionOf = Annotated[OptionKey, Path()]
PartOf = Annotated[int, Path(ge=1, le=1_000_000)]
Change = Callable[[Content, Option], Content]
OPTION = "/proposals/{proposal}/options/{option}"
PART_OF_KIND = {
    LineKind.HARDWARE: "hardware",
    LineKind.SOFTWARE: "software",
    LineKind.MAN_DAYS: "days",
    LineKind.EXPLORATION: "days",
    LineKind.TRADE_IN: "given",
}


@router.post("/proposals/{proposal}/options", response={201: ProposalShape})
@once_by_key
def add_option(
    request: Call, proposal: Number, way: WayAsked, if_match: IfMatch = None
) -> HttpResponse:
    """Add an option to a draft, made of survey and catalogue."""
    row = expect_proposal(request, proposal, if_match)
    actions.add_option(row, OptionKind(way.kind), way.target, by=request.user, now=request.now)
    return show_proposal(request, proposal, 201)


@router.patch(OPTION, response=ProposalShape)
def change_option(
    request: Call,
    proposal: Number,
    option: OptionOf,
    changing: ChangingOption,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change what an option says of itself."""
    given = changing.model_dump(exclude_none=True)
    return _write(
        request, proposal, option, if_match, lambda all_, one: write_head(all_, one, given)
    )


@router.delete(OPTION, response={204: None})
def remove_option(
    request: Call, proposal: Number, option: OptionOf, if_match: IfMatch = None
) -> HttpResponse:
    """Take an option out of a draft."""
    _write(request, proposal, option, if_match, lambda content, _: drop_option(content, option))
    return HttpResponse(status=204)


@router.post(f"{OPTION}/discount", response=ProposalShape)
@once_by_key
def discount(
    request: Call,
    proposal: Number,
    option: OptionOf,
    discounting: Discounting,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Lower every line of an option that has a list price; somebody must approve it (D-20)."""
    percent = read_number("percent", discounting.percent)
    return _write(
        request,
        proposal,
        option,
        if_match,
        lambda content, _: discount_lines(content, option, percent, discounting.why),
    )


@router.post(f"{OPTION}/lines", response={201: ProposalShape})
@once_by_key
def add_line(
    request: Call, proposal: Number, option: OptionOf, line: NewLine, if_match: IfMatch = None
) -> HttpResponse:
    """Add a line of hardware, software or man-days, or what is given for a plan (D-17)."""
    given = typed(line)
    part = PART_OF_KIND[LineKind(given.pop("kind"))]
    put = _putting(request, part, 0, given)
    return _write(request, proposal, option, if_match, put, 201)


@router.patch(f"{OPTION}/lines/{{key}}", response=ProposalShape)
def change_line(
    request: Call,
    proposal: Number,
    option: OptionOf,
    key: PartOf,
    line: ChangingLine,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change a line; without a price, or with null, it is at the list's price of today."""

    def put(content: Content, found: Option) -> Content:
        kinds = {each.key: each.kind for each in found.lines}
        if key not in kinds:
            raise not_found()
        return _putting(request, PART_OF_KIND[kinds[key]], key, typed(line))(content, found)

    return _write(request, proposal, option, if_match, put)


@router.delete(f"{OPTION}/lines/{{key}}", response={204: None})
def remove_line(
    request: Call, proposal: Number, option: OptionOf, key: PartOf, if_match: IfMatch = None
) -> HttpResponse:
    """Take a line out of an option."""
    return _drop(request, (proposal, option, "lines", key), if_match, drop_line)


@router.post(f"{OPTION}/reuse", response={201: ProposalShape})
@once_by_key
def add_reuse(
    request: Call, proposal: Number, option: OptionOf, row: NewReuse, if_match: IfMatch = None
) -> HttpResponse:
    """Say what becomes of a kind of component."""
    put = _putting(request, "reuse", 0, typed(row))
    return _write(request, proposal, option, if_match, put, 201)


@router.patch(f"{OPTION}/reuse/{{key}}", response=ProposalShape)
def change_reuse(
    request: Call,
    proposal: Number,
    option: OptionOf,
    key: PartOf,
    row: ChangingReuse,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change a row of the reuse table; what the catalogue assumed stays beside it."""
    put = _putting(request, "reuse", key, typed(row))
    return _write(request, proposal, option, if_match, put)


@router.delete(f"{OPTION}/reuse/{{key}}", response={204: None})
def remove_reuse(
    request: Call, proposal: Number, option: OptionOf, key: PartOf, if_match: IfMatch = None
) -> HttpResponse:
    """Take a row out of the reuse table."""
    return _drop(request, (proposal, option, "reuse", key), if_match, drop_reuse)


@router.post(f"{OPTION}/steps", response={201: ProposalShape})
@once_by_key
def add_step(
    request: Call, proposal: Number, option: OptionOf, step: NewStep, if_match: IfMatch = None
) -> HttpResponse:
    """Add a step of the change-over, as the last one."""
    put = _putting(request, "step", 0, typed(step))
    return _write(request, proposal, option, if_match, put, 201)


@router.patch(f"{OPTION}/steps/{{key}}", response=ProposalShape)
def change_step(
    request: Call,
    proposal: Number,
    option: OptionOf,
    key: PartOf,
    step: ChangingStep,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change a step of the change-over."""
    put = _putting(request, "step", key, typed(step))
    return _write(request, proposal, option, if_match, put)


@router.post(f"{OPTION}/steps/{{key}}/earlier", response=ProposalShape)
@once_by_key
def raise_one(
    request: Call, proposal: Number, option: OptionOf, key: PartOf, if_match: IfMatch = None
) -> HttpResponse:
    """Put a step one place earlier."""
    change = _kept_part("steps", key, raise_step)
    return _write(request, proposal, option, if_match, change)


@router.delete(f"{OPTION}/steps/{{key}}", response={204: None})
def remove_step(
    request: Call, proposal: Number, option: OptionOf, key: PartOf, if_match: IfMatch = None
) -> HttpResponse:
    """Take a step out of the change-over."""
    return _drop(request, (proposal, option, "steps", key), if_match, drop_step)


def _putting(request: Call, part: str, key: int, given: dict[str, str]) -> Change:
    """Return what adds a part (key 0) or changes one; fields that it does not have are named."""
    kind = PARTS[part]
    other = [name for name in given if name not in kind.fields]
    if other:
        raise InputProblems([Problem(name, given[name], NO_FIELD) for name in other])
    return lambda content, option: kind.write(content, option, key, given, request.today)


def _kept_part(parts: str, key: int, change: Callable[[Content, str, int], Content]) -> Change:
    """Return what changes a part by its key; not found where the option has none such."""

    def do(content: Content, option: Option) -> Content:
        if all(each.key != key for each in getattr(option, parts)):
            raise not_found()
        return change(content, option.key, key)

    return do


def _drop(
    request: Call,
    at: tuple[str, str, str, int],
    if_match: str | None,
    drop: Callable[[Content, str, int], Content],
) -> HttpResponse:
    proposal, option, parts, key = at
    _write(request, proposal, option, if_match, _kept_part(parts, key, drop))
    return HttpResponse(status=204)


def _write(
    request: Call,
    proposal: str,
    option: str,
    if_match: str | None,
    change: Change,
    status: int = 200,
) -> HttpResponse:
    """Write another content into the draft that was read; refused where nothing can change."""
    row = expect_proposal(request, proposal, if_match)
    require_step(ProposalStep.CHANGE, row.state)
    content = read_content(row.content)
    found = content.option(option)
    if found is None:
        raise not_found()
    actions.change_draft(row, change(content, found), by=request.user, now=request.now)
    return show_proposal(request, proposal, status)
