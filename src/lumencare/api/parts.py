"""The parts catalogue: parts and prices, price lists and their import, last-time buys."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Form, Path, Query, Router

from lumencare.api.hardware_lists import DryRun
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.problems import problems_answer
from lumencare.api.records import Sent, sent
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Line, Listed, shown, typed
from lumencare.api.shapes.parts import (
    CataloguePart,
    NewCataloguePart,
    PartCardShape,
    PartChange,
    PriceListPreviewShape,
    PriceListShape,
    RadarLineShape,
)
from lumencare.api.shapes.sites import DayText
from lumencare.api.sites import read_day
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.catalogue.actions import (
    PriceListPreview,
    Publishing,
    preview_price_list,
    publish_price_list,
)
from lumencare.catalogue.keeping import add_part, change_part
from lumencare.catalogue.queries import (
    PartFilters,
    list_parts,
    part_card,
    part_row,
    price_lists,
)
from lumencare.catalogue.radar import last_time_buys
from lumencare.domain.problems import InputProblems

router = Router(tags=["parts"])
# Its limits stand in the form itself: beside those of a type, pydantic loses the default.
After = Annotated[
    str,
    Form(
        max_length=40,
        pattern=NO_NUL,
        description="Of the dry run: published after exactly this list, or 409.",
    ),
]


class WantedParts(Wanted):
    """Which parts are wanted."""

    state: Literal["", "current", "last-time-buy", "obsolete"] = ""
    system: Line = ""
    frequent: bool = False


@router.get("/parts", response=Listed[CataloguePart])
def parts(request: Call, wanted: Query[WantedParts]) -> HttpResponse:
    """List the parts of the catalogue by number, with what they cost today."""
    filters = PartFilters(
        q=wanted.q, state=wanted.state, system=wanted.system, frequent=wanted.frequent
    )
    page = list_parts(
        request.user, filters, on=request.today, cursor=opened(wanted.cursor), size=wanted.limit
    )
    return listed(page, lambda each: shown(CataloguePart, each))


@router.get("/parts/{path:part_number}", response=PartCardShape)
def part(request: Call, part_number: Annotated[Line, Path()]) -> HttpResponse:
    """Give a part by its number, however it is spelled: prices, successors, holders."""
    return _shown(request, part_number)


def _shown(request: Call, part_number: str, status: int = 200) -> HttpResponse:
    card = part_card(request.user, part_number, request.today)
    facts = {
        "line": card.line,
        "version": card.version,
        "weight_grams": card.weight_grams,
        "prices": card.prices,
        "successors": [each for each, _ in card.successors],
        "replaces": card.replaces,
        "holders": card.holders,
    }
    return reply(shown(PartCardShape, facts), status, version=card.version)


def _typed(asked: PartChange) -> dict[str, str]:
    given = typed(asked)
    if asked.systems is not None:
        given["systems"] = ",".join(asked.systems)
    return given


@router.post("/parts", response={201: PartCardShape})
@once_by_key
def add(request: Call, new: NewCataloguePart) -> HttpResponse:
    """Add a part to the catalogue."""
    row = add_part(_typed(new), by=request.user, now=request.now)
    return _shown(request, row.number, 201)


@router.patch("/parts/{path:part_number}", response=PartCardShape)
def change(
    request: Call,
    part_number: Annotated[Line, Path()],
    change: PartChange,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change the fields that are given; the ETag is the card's `version`."""
    row = expect(part_row(request.user, part_number), if_match)
    change_part(row, _typed(change), by=request.user, now=request.now)
    return _shown(request, part_number)


@router.get("/price-lists", response=list[PriceListShape])
def lists(request: Call) -> HttpResponse:
    """List the price lists of parts, the newest first."""
    found = price_lists(request.user, request.today)
    return reply([shown(PriceListShape, each) for each in found])


@router.post("/price-lists", response={200: PriceListPreviewShape, 201: PriceListShape})
@once_by_key
def publish(
    request: Call,
    code: Annotated[Line, Form()],
    valid_from: Annotated[DayText, Form(description="The first day of its prices.")],
    file: Sent,
    after: After = "",
    dry_run: DryRun = False,  # noqa: FBT002 - given by name in the address
) -> HttpResponse:
    """Publish a price list (XLSX or CSV) whole or not at all; with `dry_run` only look at it."""
    day = read_day("valid_from", valid_from)
    preview = preview_price_list(sent(file), by=request.user)
    if dry_run:
        return reply(_look(preview))
    if preview.problems:
        raise InputProblems(list(preview.problems))
    asked = Publishing(
        sha256=preview.sha256, after=after or preview.after, code=code, valid_from=day
    )
    row = publish_price_list(asked, by=request.user, now=request.now)
    found = price_lists(request.user, request.today)
    return reply(shown(PriceListShape, next(each for each in found if each.code == row.code)), 201)


@router.get("/last-time-buy", response=list[RadarLineShape])
def last_buys(request: Call) -> HttpResponse:
    """List the parts that are going or gone against what is covered of them (PP-2, SY-1)."""
    found = last_time_buys(request.user, request.today)
    return reply([shown(RadarLineShape, each) for each in found])


def _look(preview: PriceListPreview) -> dict[str, object]:
    changes = preview.changes
    facts = {
        "sha256": preview.sha256,
        "count": preview.count,
        "after": preview.after,
        "new": [each.number for each in changes.new],
        "dearer": changes.dearer,
        "cheaper": changes.cheaper,
        "same": changes.same,
        "gone": [number for number, _ in changes.gone],
        "problems": problems_answer(preview.problems),
        "may_be_published": preview.may_be_published,
    }
    return shown(PriceListPreviewShape, facts)
