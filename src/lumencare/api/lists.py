"""Lists in pages: a cursor names where the last page ended, and cannot be made up."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Protocol

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from pydantic import Field, ValidationInfo, model_validator

from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Asked
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

MOST = 200
CURSOR_ALLOWED = Text(
    "应为上一页的 next 给出的值。", "What the page before gave as next is expected."
)


NO_FIELD = Text("没有这个字段。", "There is no such field.")


def _refuse_other_fields(wanted: Any, info: ValidationInfo) -> Any:
    """Tell a mistyped filter: left away, it would list everything."""
    known = {field.alias or name for name, field in type(wanted).model_fields.items()}
    given = info.context["request"].GET if info.context else {}
    other = [name for name in given if name not in known]
    if other:
        raise InputProblems([Problem(name, given[name], NO_FIELD) for name in other])
    return wanted


refuse_other_fields = model_validator(mode="after")(_refuse_other_fields)


class WantedPage(Asked):
    """Which part of a list is wanted; filters are fields of their own in each list."""

    cursor: Annotated[
        str, Field(max_length=2000, description="What the page before gave as `next`.")
    ] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50

    _know_every_field = refuse_other_fields


class Wanted(WantedPage):
    """Which part of a list is wanted, of one that is searched by words."""

    q: Annotated[str, Field(max_length=200, pattern=NO_NUL, description="Words to find.")] = ""


class Cut(Protocol):
    """One page, as queries return it."""

    @property
    def rows(self) -> Sequence[Any]:
        """The facts of the page."""

    @property
    def total(self) -> int:
        """How many there are in all."""

    @property
    def next_cursor(self) -> str:
        """Where the next page begins; empty on the last."""


def opened(cursor: str) -> str:
    """Return the queries' own cursor; InputProblems where we did not give it."""
    if not cursor:
        return ""
    try:
        return _signer().unsign(cursor)
    except BadSignature:
        raise InputProblems([Problem("cursor", cursor, CURSOR_ALLOWED)]) from None


def close(cursor: str) -> str:
    """Return a cursor as programs get it: signed, so that none can be made up."""
    return _signer().sign(cursor)


def listed(page: Cut, shape: Callable[[Any], dict[str, Any]], **more: Any) -> HttpResponse:
    """Return one page of a list."""
    following = close(page.next_cursor) if page.next_cursor else None
    items = [shape(each) for each in page.rows]
    return reply({"items": items, "total": page.total, "next": following, **more})


def _signer() -> Signer:
    return Signer(salt="lumencare.api.cursor")
