"""The calendar of a person, at a secret address: what each area has to say, in one file."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.http import require_safe

from lumencare.accounts.models import User
from lumencare.accounts.requests import Request
from lumencare.contracts.queries.calendar import calendar_ends, calendar_renewals
from lumencare.domain.text import Text
from lumencare.field.queries.calendar import calendar_visits
from lumencare.notices.calendar_feed import Entry, write_calendar
from lumencare.notices.queries import feed_owner
from lumencare.sites.queries import calendar_windows

Provider = Callable[[User, date], Iterable[Entry]]
NAME = Text("路明 Lumencare", "service plans")


@require_safe
def show(request: Request, token: str) -> HttpResponse:
    """Answer a calendar program; whoever knows the address sees what its owner may see."""
    owner = feed_owner(token, request.now)
    if owner is None:
        raise Http404
    entries = [each for provide in PROVIDERS for each in provide(owner, request.today)]
    content = write_calendar(NAME, entries)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="lumencare.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["ETag"] = etag
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response) or response


def purchase_windows(user: User, on: date) -> Iterator[Entry]:
    """Yield the last days on which a plan can be bought (PW-1)."""
    for each in calendar_windows(user, on):
        yield Entry(
            uid=uid_of("window", each.system_pk),
            first_day=each.last_day,
            last_day=each.last_day,
            title=Text(f"购买期最后一天：{each.site}", f"Last day to buy a plan: {each.site}"),
            description=Text(
                f"{each.ref} {each.name}：{each.last_day} 是可购买硬件保障计划的最后一天。",
                f"{each.ref} {each.name}: a Part Care plan can be bought until {each.last_day}.",
            ),
            url=page_of("system", each.system_pk),
            changed_at=each.created_at,
            revision=each.version,
        )


def renewals(user: User, on: date) -> Iterator[Entry]:
    """Yield the last days on which a plan can be renewed (D-15)."""
    for each in calendar_renewals(user, on):
        yield Entry(
            uid=uid_of("renewal", each.key),
            first_day=each.last_day,
            last_day=each.last_day,
            title=Text(f"最后续保日：{each.site}", f"Last day to renew: {each.site}"),
            description=Text(
                f"{each.ref} 的{each.name.zh}须在 {each.last_day} 或之前续保，"
                f"合同 {each.contract}。",
                f"{each.ref}: the {each.name.en} is to be renewed by {each.last_day}, "
                f"contract {each.contract}.",
            ),
            url=page_of("contract", each.contract),
            changed_at=each.changed_at,
            revision=each.version,
        )


def contract_ends(user: User, on: date) -> Iterator[Entry]:
    """Yield the last days of contracts (D-25)."""
    for each in calendar_ends(user, on):
        yield Entry(
            uid=uid_of("contract-end", each.key),
            first_day=each.last_day,
            last_day=each.last_day,
            title=Text(f"合同最后一天：{each.site}", f"Last day of a contract: {each.site}"),
            description=Text(
                f"合同 {each.contract} 到 {each.last_day} 为止。",
                f"Contract {each.contract} runs until {each.last_day}.",
            ),
            url=page_of("contract", each.contract),
            changed_at=each.changed_at,
            revision=each.version,
        )


def visits(user: User, on: date) -> Iterator[Entry]:
    """Yield the visits that an engineer is booked for, each with its time."""
    for each in calendar_visits(user, on):
        yield Entry(
            uid=uid_of("visit", each.number),
            first_day=each.starts_at.date(),
            last_day=each.ends_at.date(),
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            title=Text(f"{each.kind.zh}：{each.site}", f"{each.kind.en}: {each.site}"),
            description=Text(
                f"{each.number} {each.summary}，{each.city} {each.address}。",
                f"{each.number} {each.summary}, {each.city} {each.address}.",
            ),
            url=page_of("visit", each.number),
            changed_at=each.changed_at,
            revision=each.version,
        )


def uid_of(kind: str, key: object) -> str:
    """Return the name by which a calendar program knows an entry again."""
    return f"{kind}-{key}@{urlsplit(settings.PUBLIC_URL).hostname}"


def page_of(name: str, key: object) -> str:
    """Return the whole address of a page about something."""
    with override("zh-hans"):
        return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(name, args=[key])}"


# Each area adds its function here: whose calendar, from which day, and what it holds.
PROVIDERS: tuple[Provider, ...] = (purchase_windows, renewals, contract_ends, visits)
