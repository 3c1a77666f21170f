"""Mails of the desk's mailbox that were set aside: listed, made cases after all, done with."""

from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router

from lumencare.api.cases import show_case
from lumencare.api.kept_answers import once_by_key
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import Key, shown
from lumencare.api.shapes.case_talk import SetAsideShape
from lumencare.api.shapes.cases import CaseShape
from lumencare.api.tokens import Call
from lumencare.desk.mail.handling import dismiss, take_anyway
from lumencare.desk.queries.mails import find_mail, mails_set_aside, open_mail

router = Router(tags=["cases"])
Id = Annotated[Key, Path()]


@router.get("/mails-set-aside", response=list[SetAsideShape])
def set_aside(request: Call) -> HttpResponse:
    """List the mails that became no message and that nobody has dealt with, newest first."""
    return _listed(request)


@router.post("/mails-set-aside/{id}/case", response={201: CaseShape})
@once_by_key
def make_case(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Make a message of a mail after all, in the case that it answers or in a new one."""
    case = take_anyway(find_mail(request.user, id), by=request.user, now=request.now)
    return show_case(request, case.number, 201)


@router.post("/mails-set-aside/{id}/dismiss", response=list[SetAsideShape])
@once_by_key
def dismiss_mail(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Say that nothing has to be done about a mail."""
    dismiss(find_mail(request.user, id), by=request.user, now=request.now)
    return _listed(request)


@router.get("/mails-set-aside/{id}/file", response={200: None}, openapi_extra=file_described("*/*"))
def mail_file(request: Call, id: Id) -> HttpResponseBase:  # noqa: A002
    """Download a mail as it came."""
    found = open_mail(request.user, id)
    return attach(found.file.open("rb"), found.file_name, found.media_type)


def _listed(request: Call) -> HttpResponse:
    return reply([shown(SetAsideShape, each) for each in mails_set_aside(request.user)])
