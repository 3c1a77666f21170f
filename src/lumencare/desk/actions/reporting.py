"""What visitors of the portal do: report a fault, write about it, say how it went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from lumencare.audit.actions import record
from lumencare.desk.actions.attaching import keep_files
from lumencare.desk.actions.opening import Opened, take_report
from lumencare.desk.actions.receiving import Incoming, Received, take_message
from lumencare.desk.actions.steps import tell
from lumencare.desk.files import check_files
from lumencare.desk.models import Case, Channel, Message, Rating
from lumencare.desk.queries.outside import case_seen
from lumencare.desk.reading import Report
from lumencare.desk.telling import name_of, tell_watchers
from lumencare.domain.desk.states import CaseState
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written
from lumencare.sites.models import System
from lumencare.sites.uploads import Upload
from lumencare.sites.visitors import Visitor, system_seen

LONGEST_PLACE = 120
LONGEST_WORDS = 1000
STARS = range(1, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What somebody reports: of which system, where in the building, what, and whom to call."""

    system: int
    summary: str
    place: str = ""
    description: str = ""
    name: str = ""
    phone: str = ""
    urgent: bool = False
    key: str = ""
    uploads: Sequence[Upload] = ()


def report_fault(fault: Fault, *, visitor: Visitor, now: datetime) -> Case:
    """Open a case by the desk's own action; its pictures come with a first message.

    Http404 for a system that the visitor does not see; InputProblems names what is wrong.
    """
    system = system_seen(visitor, fault.system)
    files = check_files(fault.uploads)
    report = Report(
        summary=fault.summary,
        channel=Channel.PORTAL.value,
        reporter_name=fault.name or visitor.name,
        reporter_phone=fault.phone or visitor.phone,
        reporter_email=visitor.email,
        description=_describe(fault),
        urgent=fault.urgent,
        system=system,
        key=_key(visitor, system, fault.key),
    )
    with transaction.atomic():
        opened = take_report(report, by=visitor.by, now=now)
        if opened.is_new and files:
            message = _first_message(opened, visitor, now)
            keep_files(opened.case, files, by=visitor.by, now=now, message=message)
    return opened.case


def write_from_portal(
    number: str, body: str, uploads: Sequence[Upload], *, visitor: Visitor, now: datetime
) -> Received:
    """Keep what a visitor writes about a case, with files; its clock goes on as before."""
    case = case_seen(visitor, number)
    incoming = Incoming(
        body=read_written(body, "body"),
        at=now,
        from_name=visitor.name,
        from_address=visitor.email,
        uploads=uploads,
    )
    return take_message(case, incoming, by=visitor.by, now=now)


def rate_case(number: str, *, stars: int, words: str, visitor: Visitor, now: datetime) -> Rating:
    """Keep how a visitor found the service, once; Refused while the case is under way."""
    case = case_seen(visitor, number)
    if stars not in STARS:
        raise InputProblems([Problem("stars", str(stars), ONE_TO_FIVE)])
    if CaseState(case.state) not in {CaseState.RESOLVED, CaseState.CLOSED}:
        raise Refused(does_not_apply("D-7", NOT_ENDED))
    said = read_written(words, "words", LONGEST_WORDS) if words.strip() else ""
    rating = Rating(
        case=case, stars=stars, words=said, by=visitor.user, by_name=visitor.name, at=now
    )
    try:
        with transaction.atomic():
            rating.save(force_insert=True)
            changes = {"stars": (None, stars), "words": (None, said)}
            record(case, action="rate", by=visitor.by, now=now, changes=changes)
            tell("case.rated", case, now)
            tell_watchers(case, "rated", RATED, by=visitor.by, now=now)
    except IntegrityError as error:
        raise Refused(does_not_apply("D-7", RATED_ALREADY)) from error
    return rating


def _describe(fault: Fault) -> str:
    place = read_written(fault.place, "place", LONGEST_PLACE) if fault.place.strip() else ""
    return "\n".join(filter(None, (f"位置 / Place: {place}" if place else "", fault.description)))


def _key(visitor: Visitor, system: System, given: str) -> str:
    """Return what makes a form that is sent twice one case: its own key, for this visitor alone."""
    who = visitor.user.pk if visitor.user else f"link-{visitor.link}"
    return f"portal:{who}:{system.pk}:{given[:60]}" if given else ""


def _first_message(opened: Opened, visitor: Visitor, now: datetime) -> Message:
    case = opened.case
    return Message.objects.create(
        case=case,
        kind=Message.Kind.INCOMING,
        body=case.description or case.summary,
        author=visitor.user,
        author_name=name_of(visitor.by),
        at=now,
        from_address=visitor.email,
    )


ONE_TO_FIVE = Text("请选择 1 至 5 星。", "One to five stars are expected.")
NOT_ENDED = Text("处理完成后才能评价。", "It can be rated once it is resolved.")
RATED_ALREADY = Text("已经评价过了，谢谢。", "It was rated already, thank you.")
RATED = Text("客户作了评价", "the customer rated it")
