"""Whole workbooks: a portfolio, the catalogue of systems; all of one, or nothing."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Form, Router

from lumencare.api.hardware_lists import DryRun
from lumencare.api.kept_answers import once_by_key
from lumencare.api.problems import problems_answer
from lumencare.api.records import Sent, sent
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, shown
from lumencare.api.shapes.lists import (
    CatalogueImportedShape,
    CataloguePreviewShape,
    ImportedShape,
    PortfolioPreviewShape,
)
from lumencare.api.tokens import Call
from lumencare.domain.answers import plain_value
from lumencare.domain.problems import InputProblems
from lumencare.lifecycle.actions import import_catalogue, preview_catalogue
from lumencare.sites import actions

router = Router(tags=["imports"])
# Its limits stand in the form itself: beside those of a type, pydantic loses the default.
Fingerprint = Annotated[
    str,
    Form(
        max_length=300,
        pattern=NO_NUL,
        description="Of the dry run: then exactly that is done, or 409.",
    ),
]


@router.post("/imports/portfolio", response={200: PortfolioPreviewShape, 201: ImportedShape})
@once_by_key
def import_portfolio(
    request: Call,
    file: Sent,
    cities_may_be_unlisted: Annotated[bool, Form()] = False,  # noqa: FBT002 - given by name
    fingerprint: Fingerprint = "",
    dry_run: DryRun = False,  # noqa: FBT002
) -> HttpResponse:
    """Import a workbook in one transaction; with `dry_run` only say what it would do."""
    preview = actions.preview_portfolio(
        sent(file),
        by=request.user,
        now=request.now,
        cities_may_be_unlisted=cities_may_be_unlisted,
    )
    if dry_run:
        return reply(_answer(preview))
    if preview.problems:
        raise InputProblems(list(preview.problems))
    done = actions.import_portfolio(
        preview.sha256,
        fingerprint=fingerprint or preview.fingerprint,
        by=request.user,
        now=request.now,
        cities_may_be_unlisted=cities_may_be_unlisted,
    )
    return reply(shown(ImportedShape, done), 201)


After = Annotated[
    str,
    Form(
        max_length=64,
        pattern=NO_NUL,
        description="Of the dry run: kept while the catalogue is as it was then, or 409.",
    ),
]


@router.post(
    "/imports/system-catalogue",
    response={200: CataloguePreviewShape, 201: CatalogueImportedShape},
)
@once_by_key
def import_systems(
    request: Call,
    file: Sent,
    after: After = "",
    dry_run: DryRun = False,  # noqa: FBT002
) -> HttpResponse:
    """Keep a workbook of the catalogue of systems whole; with `dry_run` only look at it."""
    preview = preview_catalogue(sent(file), by=request.user, now=request.now)
    if dry_run:
        names = CataloguePreviewShape.model_fields
        facts = {name: getattr(preview, name) for name in names}
        told = {"problems": problems_answer(preview.problems)}
        return reply(shown(CataloguePreviewShape, {**facts, **told}))
    if preview.problems:
        raise InputProblems(list(preview.problems))
    changes = import_catalogue(
        preview.sha256, after or preview.after, by=request.user, now=request.now
    )
    return reply(shown(CatalogueImportedShape, {"changes": changes}), 201)


def _answer(preview: actions.PortfolioPreview) -> dict[str, Any]:
    facts = {name: getattr(preview, name) for name in _COPIED}
    more = {
        "new_systems": [each.ref for each in preview.new_systems],
        "problems": problems_answer(preview.problems),
        "differences": [
            {
                "kind": each.kind,
                "pk": each.pk,
                "title": each.title,
                "changes": {
                    name: {"before": plain_value(before), "after": plain_value(after)}
                    for name, (before, after) in each.changes.items()
                },
                "bom": each.bom,
            }
            for each in preview.differences
        ],
    }
    return shown(PortfolioPreviewShape, {**facts, **more})


_COPIED = (
    "sha256",
    "file_name",
    "fingerprint",
    "new_owners",
    "new_sites",
    "unchanged",
    "part_lines",
    "with_choices",
    "may_be_imported",
)
