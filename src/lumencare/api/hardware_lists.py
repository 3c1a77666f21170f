"""Hardware lists of a system: looked at, recorded, taken back (D-13)."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Form, Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.problems import problems_answer
from lumencare.api.records import Sent, sent
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, shown
from lumencare.api.shapes.lists import BomPreviewShape
from lumencare.api.shapes.sites import BomShape, DayText, WhyAsked
from lumencare.api.sites import read_day
from lumencare.api.tokens import Call
from lumencare.domain.problems import InputProblems
from lumencare.sites import actions
from lumencare.sites.queries import find_snapshot, find_system, system_page

router = Router(tags=["hardware lists"])
Id = Annotated[Key, Path()]
DryRun = Annotated[bool, Query(description="Only say what it would do: nothing is kept.")]


@router.get("/systems/{id}/boms", response=list[BomShape])
def boms(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """List the hardware lists of a system, newest first."""
    page = system_page(request.user, id, request.today)
    return reply([shown(BomShape, each) for each in page.boms])


@router.post("/systems/{id}/boms", response={200: BomPreviewShape, 201: BomShape})
@once_by_key
def record_bom(
    request: Call,
    id: Id,  # noqa: A002
    taken_on: Annotated[DayText, Form(description="The day of the list.")],
    file: Sent,
    dry_run: DryRun = False,  # noqa: FBT002 - given by name in the address
) -> HttpResponse:
    """Record a list (XLSX or CSV) as the one that holds; with `dry_run` only look at it."""
    system = find_system(request.user, id)
    day = read_day("taken_on", taken_on)
    preview = actions.preview_bom(system, sent(file), by=request.user)
    if dry_run:
        facts = {name: getattr(preview, name) for name in _COPIED}
        more = {"lines": len(preview.parts), "problems": problems_answer(preview.problems)}
        return reply(shown(BomPreviewShape, {**facts, **more}))
    if preview.problems:
        raise InputProblems(list(preview.problems))
    row = actions.record_bom(
        system,
        sha256=preview.sha256,
        after=preview.after,
        taken_on=day,
        by=request.user,
        now=request.now,
    )
    return _shown(request, id, row.pk, 201)


@router.post("/boms/{id}/undo", response=BomShape)
@once_by_key
def undo_bom(request: Call, id: Id, reason: WhyAsked) -> HttpResponse:  # noqa: A002
    """Take the list that holds back: the amounts before it hold again."""
    row = find_snapshot(request.user, id)
    actions.undo_bom(row, why=reason.why, by=request.user, now=request.now)
    return _shown(request, row.system_id, id)


def _shown(request: Call, system: int, pk: int, status: int = 200) -> HttpResponse:
    page = system_page(request.user, system, request.today)
    found = next(each for each in page.boms if each.pk == pk)
    return reply(shown(BomShape, found), status)


_COPIED = (
    "sha256",
    "file_name",
    "amount",
    "list_amount",
    "amount_before",
    "after",
    "difference",
    "may_be_recorded",
)
