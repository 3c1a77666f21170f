"""What is said about cases: notes, mails, messages and files; watching, merging, splitting."""

from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Form, Path, Router
from ninja.files import UploadedFile

from lumencare.api.cases import Number, moment_of, show_case
from lumencare.api.kept_answers import once_by_key
from lumencare.api.records import Sent, sent
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import Key, shown
from lumencare.api.shapes.case_talk import (
    CaseFileShape,
    ConversationShape,
    Merging,
    NewMail,
    NewMessage,
    NewNote,
    Splitting,
    SuspectShape,
)
from lumencare.api.shapes.cases import CaseShape
from lumencare.api.tokens import Call
from lumencare.desk import actions
from lumencare.desk.queries import (
    conversation,
    duplicates_of,
    find_case,
    find_message,
    find_person,
    open_file,
)
from lumencare.sites.queries import find_system

router = Router(tags=["cases"])
Id = Annotated[Key, Path()]
SentFiles = Annotated[
    list[UploadedFile], File(description="Files; their form is told by their content.")
]


@router.get("/cases/{number}/messages", response=ConversationShape)
def messages(request: Call, number: Number) -> HttpResponse:
    """Give all that was said about a case, its files and who watches it."""
    return _said(request, number)


@router.post("/cases/{number}/messages", response={201: ConversationShape})
@once_by_key
def receive_message(request: Call, number: Number, message: NewMessage) -> HttpResponse:
    """Keep what the customer wrote and flag the case; its clock stands or runs as before."""
    case = find_case(request.user, number)
    incoming = actions.Incoming(
        body=message.body,
        at=moment_of(request, message.at),
        from_name=message.from_name,
        from_address=message.from_address,
    )
    found = actions.receive_message(case, incoming, by=request.user, now=request.now)
    return _said(request, found.case.number, 201)


@router.post("/cases/{number}/notes", response={201: ConversationShape})
@once_by_key
def write_note(request: Call, number: Number, note: NewNote) -> HttpResponse:
    """Write a note that only the office reads; who is named behind an @ watches and is told."""
    case = find_case(request.user, number)
    people = [find_person(request.user, each) for each in note.mentioned]
    actions.write_note(case, note.body, mentioned=people, by=request.user, now=request.now)
    return _said(request, number, 201)


@router.post("/cases/{number}/mails", response={201: ConversationShape})
@once_by_key
def write_mail(request: Call, number: Number, mail: NewMail) -> HttpResponse:
    """Write a mail to the customer; it leaves within seconds."""
    case = find_case(request.user, number)
    actions.write_to_customer(case, mail.body, to=mail.to, by=request.user, now=request.now)
    return _said(request, number, 201)


@router.post("/cases/{number}/notes-with-files", response={201: ConversationShape})
@once_by_key
def write_note_with_files(
    request: Call, number: Number, note: Annotated[NewNote, Form()], files: SentFiles
) -> HttpResponse:
    """Write a note with files of at most 25 MB each; where one may not be kept, nothing is."""
    case = find_case(request.user, number)
    people = [find_person(request.user, each) for each in note.mentioned]
    uploads = [sent(each) for each in files]
    actions.write_note(
        case, note.body, mentioned=people, uploads=uploads, by=request.user, now=request.now
    )
    return _said(request, number, 201)


@router.post("/cases/{number}/mails-with-files", response={201: ConversationShape})
@once_by_key
def write_mail_with_files(
    request: Call, number: Number, mail: Annotated[NewMail, Form()], files: SentFiles
) -> HttpResponse:
    """Write a mail with files of at most 25 MB each; where one may not be kept, nothing leaves."""
    case = find_case(request.user, number)
    uploads = [sent(each) for each in files]
    actions.write_to_customer(
        case, mail.body, to=mail.to, uploads=uploads, by=request.user, now=request.now
    )
    return _said(request, number, 201)


@router.post("/cases/{number}/messages/{id}/split", response={201: CaseShape})
@once_by_key
def split(request: Call, number: Number, id: Id, splitting: Splitting) -> HttpResponse:  # noqa: A002
    """Make a case of its own of a message, reported when the message came."""
    message = find_message(request.user, number, id)
    system = find_system(request.user, splitting.system) if splitting.system else None
    made = actions.split(
        message, summary=splitting.summary, system=system, by=request.user, now=request.now
    )
    return show_case(request, made.number, 201)


@router.post("/cases/{number}/files", response={201: CaseFileShape})
@once_by_key
def add_file(request: Call, number: Number, file: Sent) -> HttpResponse:
    """Keep a file of at most 25 MB; one that is there already is answered as it is."""
    case = find_case(request.user, number)
    (row,) = actions.attach_files(case, [sent(file)], by=request.user, now=request.now)
    said = conversation(request.user, number, request.now)
    found = next(each for each in said.files if each.sha256 == row.sha256)
    return reply(shown(CaseFileShape, found), 201)


@router.get("/case-files/{id}/file", response={200: None}, openapi_extra=file_described("*/*"))
def case_file(request: Call, id: Id) -> HttpResponseBase:  # noqa: A002
    """Download a file of a case."""
    found = open_file(request.user, id)
    return attach(found.file.open("rb"), found.file_name, found.media_type)


@router.post("/cases/{number}/watch", response=ConversationShape)
@once_by_key
def watch(request: Call, number: Number) -> HttpResponse:
    """Be told what happens to a case."""
    actions.watch(find_case(request.user, number), by=request.user, now=request.now)
    return _said(request, number)


@router.post("/cases/{number}/unwatch", response=ConversationShape)
@once_by_key
def unwatch(request: Call, number: Number) -> HttpResponse:
    """Be told no more."""
    actions.unwatch(find_case(request.user, number), by=request.user)
    return _said(request, number)


@router.post("/cases/{number}/seen", response=ConversationShape)
@once_by_key
def see_mentions(request: Call, number: Number) -> HttpResponse:
    """Say that one has seen where one was named."""
    actions.see_mentions(find_case(request.user, number), by=request.user, now=request.now)
    return _said(request, number)


@router.post("/cases/{number}/unflag", response=ConversationShape)
@once_by_key
def take_flag_down(request: Call, number: Number) -> HttpResponse:
    """Say that somebody has looked at what the case was flagged for."""
    actions.take_flag_down(find_case(request.user, number), by=request.user, now=request.now)
    return _said(request, number)


@router.get("/cases/{number}/duplicates", response=list[SuspectShape])
def duplicates(request: Call, number: Number) -> HttpResponse:
    """List the open cases that may be about the same fault, with the reasons."""
    found = duplicates_of(request.user, find_case(request.user, number), request.now)
    return reply([shown(SuspectShape, each) for each in found])


@router.post("/cases/{number}/merge", response=CaseShape)
@once_by_key
def merge(request: Call, number: Number, merging: Merging) -> HttpResponse:
    """Merge a case into another about the same fault; answers the one that stays.

    Refused, with the advice, where the other one's clock would bind sooner.
    """
    case, into = find_case(request.user, number), find_case(request.user, merging.into)
    actions.merge(case, into, why=merging.why, by=request.user, now=request.now)
    return show_case(request, into.number)


def _said(request: Call, number: str, status: int = 200) -> HttpResponse:
    found = conversation(request.user, number, request.now)
    return reply(shown(ConversationShape, found), status)
