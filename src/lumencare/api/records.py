"""Site records: the drawings and the database that service needs at hand (SC-9)."""

from typing import IO, Annotated, cast

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Form, Path, Query, Router
from ninja.files import UploadedFile

from lumencare.api.kept_answers import once_by_key
from lumencare.api.problems import not_found
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import NO_NUL, Key, Line, shown
from lumencare.api.shapes.sites import DayText, NotApplicable, RecordShape
from lumencare.api.sites import read_day
from lumencare.api.tokens import Call
from lumencare.sites import actions
from lumencare.sites.queries import find_site, open_record, site_page
from lumencare.sites.queries.records import record_place, versions_of
from lumencare.sites.uploads import Upload

router = Router(tags=["records"])
Id = Annotated[Key, Path()]
Sent = Annotated[UploadedFile, File(description="The file; its form is told by its content.")]

OfSystem = Annotated[
    str,
    Form(max_length=20, pattern=NO_NUL, description="The one system that it is of, by its id."),
]


@router.get("/sites/{id}/records", response=list[RecordShape])
def records(
    request: Call,
    id: Id,  # noqa: A002 - the field's own name
    every_version: Annotated[bool, Query()] = False,  # noqa: FBT002 - a filter, given by name
) -> HttpResponse:
    """List the newest record of each kind and which kinds are missing; or every version."""
    if every_version:
        found = versions_of(find_site(request.user, id), request.today)
    else:
        found = site_page(request.user, id, request.today).records
    return reply([shown(RecordShape, each) for each in found])


@router.post("/sites/{id}/records", response={201: RecordShape})
@once_by_key
def add_record(
    request: Call,
    id: Id,  # noqa: A002
    kind: Annotated[Line, Form()],
    dated_on: Annotated[DayText, Form(description="The day of the content.")],
    file: Sent,
    system: OfSystem = "",
) -> HttpResponse:
    """Keep a file of at most 25 MB as the newest version of a record."""
    row = actions.add_record(
        record_place(request.user, id, system),
        kind=kind,
        upload=sent(file),
        dated_on=read_day("dated_on", dated_on),
        by=request.user,
        now=request.now,
    )
    return _shown(request, id, row.pk)


@router.post("/sites/{id}/records/not-applicable", response={201: RecordShape})
@once_by_key
def say_not_applicable(request: Call, id: Id, statement: NotApplicable) -> HttpResponse:  # noqa: A002
    """Say that a site has no such record to keep, and why."""
    of = record_place(request.user, id, str(statement.system or ""))
    row = actions.say_not_applicable(
        of, kind=statement.kind, why=statement.why, by=request.user, now=request.now
    )
    return _shown(request, id, row.pk)


@router.get("/records/{id}/file", response={200: None}, openapi_extra=file_described("*/*"))
def record_file(request: Call, id: Id) -> HttpResponseBase:  # noqa: A002
    """Download a record's file."""
    found = open_record(request.user, id)
    if found is None:
        raise not_found()
    return attach(found.file.open("rb"), found.file_name, found.media_type)


def sent(file: UploadedFile) -> Upload:
    """Return a file of a request as actions take it."""
    return Upload(file.name or "", cast(IO[bytes], file))


def _shown(request: Call, site: int, pk: int) -> HttpResponse:
    versions = versions_of(find_site(request.user, site), request.today)
    found = next(each for each in versions if each.pk == pk)
    return reply(shown(RecordShape, found), 201)
