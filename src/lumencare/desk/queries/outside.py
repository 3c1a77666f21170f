"""Cases as a visitor of the portal sees them: what is public, and nothing that is the office's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from lumencare.desk.models import Attachment, Case, Message, Rating
from lumencare.desk.queries.talk import OpenedFile, with_merged
from lumencare.domain.desk.states import LIVE, STATE_NAMES, CaseState
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.sites.visitors import Visitor

MOST = 50
# Two reports of one fault come within days; older ones are more likely another fault.
ALIKE_WITHIN = timedelta(days=14)
PUBLIC = [Message.Kind.INCOMING.value, Message.Kind.OUTGOING.value]
ENDED = [CaseState.RESOLVED.value, CaseState.CLOSED.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """A file that came with a public message."""

    pk: int
    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMessage:
    """One message between customer and office."""

    pk: int
    own: bool
    author: str
    at: datetime
    body: str
    files: tuple[PublicFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCase:
    """A case as its customer sees it; `due_at` is None while its clock stands, or without one."""

    number: str
    state: str
    state_name: Text
    summary: str
    description: str
    site: int
    site_name: str
    system_name: str
    reporter: str
    reported_at: datetime
    promise: Text | None
    due_at: datetime | None
    is_paused: bool
    is_urgent: bool
    started_at: datetime | None
    resolution: str
    sentence: Text | None
    merged_into: str
    stars: int
    words: str
    is_live: bool
    may_rate: bool


def seen_cases(visitor: Visitor) -> QuerySet[Case]:
    """Return the cases at the sites that a visitor sees."""
    rows = Case.objects.filter(site__in=visitor.sites)
    return rows.select_related("site", "system", "decision", "merged_into", "rating")


def cases_of(visitor: Visitor, site: int | None = None, *, live: bool) -> tuple[PublicCase, ...]:
    """Return cases, newest first: those under way, or those that have ended."""
    states = [each.value for each in LIVE] if live else ENDED
    rows = seen_cases(visitor).filter(state__in=states)
    rows = rows if site is None else rows.filter(site=site)
    return tuple(public_case(each) for each in rows.order_by("-reported_at", "-pk")[:MOST])


def case_seen(visitor: Visitor, number: str) -> Case:
    """Return a case that a visitor sees; else Http404."""
    found = seen_cases(visitor).filter(number=number.replace("\x00", "")).first()
    if found is None:
        raise Http404(f"case {number}")
    return found


def alike_to(visitor: Visitor, systems: Sequence[int], now: datetime) -> tuple[PublicCase, ...]:
    """Return the open cases of systems that were reported lately: maybe the same fault.

    In the order of the systems, the newest of each first.
    """
    places: dict[int | None, int] = {key: place for place, key in enumerate(systems)}
    rows = seen_cases(visitor).filter(
        system__in=systems,
        state__in=[each.value for each in LIVE],
        reported_at__gte=now - ALIKE_WITHIN,
    )
    found = list(rows.order_by("-reported_at", "-pk")[:MOST])
    return tuple(public_case(each) for each in sorted(found, key=lambda row: places[row.system_id]))


def talk_seen(visitor: Visitor, number: str) -> tuple[PublicMessage, ...]:
    """Return what customer and office wrote to each other, oldest first; never a note."""
    cases = with_merged(case_seen(visitor, number))
    rows = Message.objects.filter(Q(case__in=cases) | Q(split_into__in=cases), kind__in=PUBLIC)
    files = Prefetch("attachments", Attachment.objects.order_by("pk"))
    return tuple(_message(each) for each in rows.prefetch_related(files).order_by("at", "pk"))


def open_file_seen(visitor: Visitor, pk: int) -> OpenedFile:
    """Return a file of a public message of a case that the visitor sees; else Http404."""
    rows = Attachment.objects.filter(
        pk=pk, message__kind__in=PUBLIC, case__in=seen_cases(visitor).values("pk")
    )
    found = rows.first()
    if found is None:
        raise Http404(f"file {pk}")
    return OpenedFile(found.file_name, found.media_type, found.size, found.sha256, found.file)


def public_case(row: Case) -> PublicCase:
    """Return a case as its customer sees it."""
    rating: Rating | None = getattr(row, "rating", None)
    decision = row.decision
    return PublicCase(
        number=row.number,
        state=row.state,
        state_name=STATE_NAMES[CaseState(row.state)],
        summary=row.summary,
        description=row.description,
        site=row.site_id or 0,
        site_name=row.site.name if row.site else "",
        system_name=row.system.name if row.system else "",
        reporter=row.reporter_name,
        reported_at=row.reported_at,
        promise=_promise(row),
        due_at=row.due_at if row.started_at is None else None,
        is_paused=row.paused_since is not None or row.state == CaseState.WAITING,
        is_urgent=row.urgent,
        started_at=row.started_at,
        resolution=row.resolution,
        sentence=Text(decision.sentence_zh, decision.sentence_en) if decision else None,
        merged_into=row.merged_into.number if row.merged_into else "",
        stars=rating.stars if rating else 0,
        words=rating.words if rating else "",
        is_live=CaseState(row.state) in LIVE,
        may_rate=row.state in ENDED and rating is None,
    )


def _promise(row: Case) -> Text | None:
    if row.commitment in {"", "none"} or not row.edition:
        return None
    return edition_by_code(row.edition).response_by_code[row.commitment].text


def _message(row: Message) -> PublicMessage:
    files = (
        PublicFile(pk=each.pk, name=each.file_name, size=each.size)
        for each in row.attachments.all()
    )
    own = row.kind == Message.Kind.INCOMING
    return PublicMessage(
        pk=row.pk,
        own=own,
        author=row.author_name if own else "",
        at=row.at,
        body=row.body,
        files=tuple(files),
    )
