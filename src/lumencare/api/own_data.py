"""One's own data, for people outside: what is held, its copy, requests, consents, reminders."""

from typing import Annotated, Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router

from lumencare.accounts.queries import myself
from lumencare.accounts.rights import is_outsider
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import NO_FIELD
from lumencare.api.misfits import NEEDED
from lumencare.api.privacy import held_facts, request_facts
from lumencare.api.problems import Told, not_found
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import Key, shown
from lumencare.api.shapes.privacy import (
    AskingCorrection,
    AskingDeletion,
    ChoosingReminders,
    ConsentShape,
    CopyShape,
    OpeningCopy,
    OwnDataShape,
    OwnRequestShape,
    RemindersShape,
)
from lumencare.api.tokens import Call
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.notices.choices import MANDATORY, choices_of
from lumencare.people.actions import choose_reminders
from lumencare.privacy.actions import consenting, exporting, requesting
from lumencare.privacy.actions.reminding import choose_topics
from lumencare.privacy.copy_mails import CODES_WITHIN, send_copy_code
from lumencare.privacy.people import subject_of
from lumencare.privacy.queries.consents import own_consents
from lumencare.privacy.queries.held import held_of, what_is_never_held
from lumencare.sites.phones import mask_email
from lumencare.sites.visitors import Visitor, visitor_with_account

router = Router(tags=["own"])
Id = Annotated[Key, Path()]
BY_PROGRAM = "通过接口选择 / chosen by a program"


@router.get("/me/data", response=OwnDataShape)
def held(request: Call) -> HttpResponse:
    """Give all that is held of oneself: what for, how long, where from, and what would stay."""
    subject = subject_of(_visitor(request))
    told = {
        "held": [held_facts(each) for each in held_of(subject)],
        "not_held": [each.name for each in what_is_never_held(subject)],
    }
    return reply(shown(OwnDataShape, told))


@router.post("/me/copy", response={201: CopyShape})
@once_by_key
def ask_copy(request: Call) -> HttpResponse:
    """Ask for the copy of one's data; the code that opens it comes by mail once it is made."""
    visitor = _visitor(request)
    exporting.ask_copy(visitor, request.now)
    if not send_copy_code(visitor, request.now):
        raise Told("too-many", LATER, {"Retry-After": str(CODES_WITHIN)})
    return _copy(request, visitor, 201)


@router.get("/me/copy", response=CopyShape)
def copy(request: Call) -> HttpResponse:
    """Tell whether the copy that was asked for is made, and until when it stays."""
    return _copy(request, _visitor(request))


@router.post("/me/copy/file", response={200: None}, openapi_extra=file_described("application/zip"))
def take_copy(request: Call, opening: OpeningCopy) -> HttpResponseBase:
    """Download the copy, once for the code of the latest mail."""
    file = exporting.open_copy(_visitor(request), opening.code, request.now)
    if file is None:
        raise InputProblems([Problem("code", opening.code, NOT_THE_CODE)])
    name = f"lumencare-{request.today:%Y-%m-%d}.zip"
    return attach(file.open("rb"), name, "application/zip")


@router.get("/me/requests", response=list[OwnRequestShape])
def requests(request: Call) -> HttpResponse:
    """List what one asked of one's data, newest first, with the answers."""
    rows = requesting.own_requests(_visitor(request))
    return reply([shown(OwnRequestShape, request_facts(each)) for each in rows])


@router.post("/me/corrections", response={201: OwnRequestShape})
@once_by_key
def ask_correction(request: Call, asking: AskingCorrection) -> HttpResponse:
    """Ask that name, position, number or address be corrected."""
    given = asking.model_dump()
    words = given.pop("words")
    row = requesting.ask_correction(given, words, visitor=_visitor(request), now=request.now)
    return reply(shown(OwnRequestShape, request_facts(row)), 201)


@router.post("/me/deletions", response={201: OwnRequestShape})
@once_by_key
def ask_deletion(request: Call, asking: AskingDeletion) -> HttpResponse:
    """Ask that one's data be deleted; two people of the office see to it."""
    visitor = _visitor(request)
    if not asking.sure:
        raise InputProblems([Problem("sure", "false", SURE)])
    row = requesting.ask_deletion(asking.words, visitor=visitor, now=request.now)
    return reply(shown(OwnRequestShape, request_facts(row)), 201)


@router.post("/me/requests/{id}/take-back", response=list[OwnRequestShape])
@once_by_key
def take_back(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Take a request back before it is settled."""
    requesting.take_back(id, visitor=_visitor(request), now=request.now)
    return requests(request)


@router.get("/me/consents", response=list[ConsentShape])
def consents(request: Call) -> HttpResponse:
    """List what one agreed to, in which wording, how and until when."""
    found = own_consents(_visitor(request))
    return reply([shown(ConsentShape, each) for each in found])


@router.post("/me/consents/{id}/end", response=list[ConsentShape])
@once_by_key
def end_consent(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Take a consent back; what was done before stays lawful."""
    consenting.take_back(id, visitor=_visitor(request), now=request.now)
    return consents(request)


@router.get("/me/reminders", response=RemindersShape)
def reminders(request: Call) -> HttpResponse:
    """Tell which reminders one gets by mail: people outside by topic, staff all or none."""
    outside = is_outsider(request.user)
    topics = choices_of(request.user.email) if outside else ()
    by_mail = myself(request.user).reminders_by_mail
    told = {
        "by_mail": by_mail,
        "topics": [
            {
                "topic": each.topic,
                "name": each.name,
                "wanted": each.wanted and by_mail,
                "how": each.how,
                "changed_at": each.changed_at,
            }
            for each in topics
        ],
        "mandatory": MANDATORY if topics else (),
    }
    return reply(shown(RemindersShape, told))


@router.post("/me/reminders", response=RemindersShape)
@once_by_key
def choose(request: Call, choosing: ChoosingReminders) -> HttpResponse:
    """Choose which reminders come: people outside give `topics`, staff `by_mail`."""
    if is_outsider(request.user):
        topics = _only("topics", choosing)
        choose_topics(_visitor(request), topics, how=BY_PROGRAM, now=request.now)
    else:
        user, by_mail = myself(request.user), _only("by_mail", choosing)
        choose_reminders(user, by_mail=by_mail, by=user, now=request.now)
    return reminders(request)


def _only(name: str, choosing: ChoosingReminders) -> Any:
    """Return the one field that the caller chooses by; the other is a mistake, and is told."""
    given = choosing.model_dump(exclude_none=True)
    problems = [
        Problem(each, str(value), NO_FIELD) for each, value in given.items() if each != name
    ]
    if name not in given:
        problems.append(Problem(name, "", NEEDED))
    if problems:
        raise InputProblems(problems)
    return given[name]


def _visitor(request: Call) -> Visitor:
    """Return who calls as somebody outside; what the office holds of staff is told elsewhere."""
    found = visitor_with_account(request.user)
    if found is None:
        raise Told("not-allowed", OUTSIDE_ONLY)
    return found


def _copy(request: Call, visitor: Visitor, status: int = 200) -> HttpResponse:
    row = exporting.copy_asked(visitor, request.now)
    if row is None:
        raise not_found()
    names = ("asked_at", "made_at", "ends_at", "size", "sha256")
    told = {name: getattr(row, name) for name in names}
    return reply(shown(CopyShape, {**told, "mailed_to": mask_email(visitor.email)}), status)


LATER = Text("验证码发送过于频繁，请一小时后再试。", "Too many codes were mailed; try in an hour.")
NOT_THE_CODE = Text(
    "应为最近一封邮件中的验证码，且尚未过期。",
    "The code of the latest mail is expected, while it is not over.",
)
SURE = Text("请确认：办理后您将无法再登录。", "It must be true: you can come in no more after it.")
OUTSIDE_ONLY = Text(
    "此处仅供客户与合作伙伴的人员查询本人信息。",
    "This is for people of customers and partners, about their own data.",
)
