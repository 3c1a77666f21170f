"""Quotes: listed, begun, changed while a draft, priced without being kept, downloaded."""

from io import BytesIO
from typing import Annotated, Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router
from pydantic import Field

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.problems import not_found
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import NO_NUL, Key, Listed, shown
from lumencare.api.shapes.quotes import ChoicesAsked, NewQuote, QuoteLine, QuoteShape, State
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.domain.quotation.answer import quotation_answer
from lumencare.domain.quotation.stored import read_choices
from lumencare.sales import actions
from lumencare.sales.actions.steps import conflict_over
from lumencare.sales.archive import read_pdf
from lumencare.sales.queries import (
    QuoteFilters,
    find_version,
    list_quotes,
    preview,
    quote_page,
)

router = Router(tags=["quotes"])
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["Q-2601-001"])]


class WantedQuotes(Wanted):
    """Which quotes are wanted, by their latest version."""

    state: State | None = None
    author: Key | None = None
    system: Key | None = None


@router.get("/quotes", response=Listed[QuoteLine])
def quotes(request: Call, wanted: Query[WantedQuotes]) -> HttpResponse:
    """List the quotes that may be seen, newest change first."""
    filters = QuoteFilters(
        q=wanted.q, state=wanted.state or "", author=wanted.author, system=wanted.system
    )
    page = list_quotes(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(QuoteLine, each))


@router.post("/quotes", response={201: QuoteShape})
@once_by_key
def start_quote(request: Call, quote: NewQuote) -> HttpResponse:
    """Begin a quote of a system: a number, and version 1 as a draft."""
    choices = read_choices(quote.model_dump(exclude={"system"}))
    version = actions.start_quote(quote.system, by=request.user, now=request.now, choices=choices)
    return show_quote(request, version.quote.number, 201)


@router.post("/quotes/preview", response=dict[str, Any])
def price_quote(request: Call, quote: NewQuote) -> HttpResponse:
    """Price what is chosen for a system: the quotation with every line proven, nothing kept."""
    choices = read_choices(quote.model_dump(exclude={"system"}))
    found = preview(request.user, quote.system, choices, request.today)
    return reply(quotation_answer(found))


@router.get("/quotes/{number}", response=QuoteShape)
def quote(request: Call, number: Number) -> HttpResponse:
    """Give a quote with its versions, newest first."""
    return show_quote(request, number)


@router.patch("/quotes/{number}", response=QuoteShape)
def change_draft(
    request: Call, number: Number, change: ChoicesAsked, if_match: IfMatch = None
) -> HttpResponse:
    """Change what is chosen in a draft: plans, options or prices, each as a whole."""
    draft = expect_quote(request, number, if_match)
    choices = read_choices({**draft.choices, **change.model_dump(exclude_unset=True)})
    actions.change_draft(draft, choices, by=request.user, now=request.now)
    return show_quote(request, number)


@router.get(
    "/quotes/{number}/pdf", response={200: None}, openapi_extra=file_described("application/pdf")
)
def quote_pdf(
    request: Call,
    number: Number,
    version: Annotated[Annotated[int, Field(ge=1, le=10_000)] | None, Query()] = None,
) -> HttpResponseBase:
    """Download the PDF of an issued version as it was issued; the latest where none is named."""
    found = find_version(request.user, number, version)
    if not found.pdf:
        raise not_found()
    return attach(BytesIO(read_pdf(found)), f"{number}-v{found.number}.pdf", "application/pdf")


def show_quote(request: Call, number: str, status: int = 200) -> HttpResponse:
    """Return a quote as it stands; its ETag names the latest version and its last change."""
    page = quote_page(request.user, number, request.now)
    tag = f"{page.latest.number}-{page.latest.row_version}"
    facts = {name: getattr(page, name) for name in _COPIED}
    return reply(shown(QuoteShape, {**facts, "etag": tag}), status, tag)


def expect_quote(request: Call, number: str, if_match: str | None) -> Any:
    """Return the latest version of a quote if it is as it was read; else who did what."""
    version = find_version(request.user, number)
    tag = f"{version.number}-{version.version}"
    return expect(version, if_match, tag=tag, conflict=conflict_over)


_COPIED = (
    "number",
    "system_pk",
    "system_ref",
    "system_name",
    "site_pk",
    "site_name",
    "owner",
    "author",
    "created_at",
    "versions",
    "messages",
    "changed_facts",
)
