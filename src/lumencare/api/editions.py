"""Editions of the offer: which there are, which one holds on a day, and everything in one."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, ConfigDict

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, AskedDay, Day, Facts, Words, shown
from lumencare.api.tokens import Call
from lumencare.domain.answers import plain_value
from lumencare.domain.codes import EditionUse
from lumencare.domain.edition import Edition
from lumencare.pricebook.queries import edition_in_force
from lumencare.pricebook.standing import find_listed, list_editions

router = Router(tags=["editions"])


class EditionLine(Facts):
    """An edition and where it stands today."""

    code: str
    standing: str
    standing_name: Words
    new_sales_from: Day | None


class EditionShape(BaseModel):
    """An edition with every price, window, step of cover, option and clause, rule ids beside."""

    model_config = ConfigDict(extra="allow")

    code: str
    series: str
    number: int
    name: Words
    territory: Words
    governing_language: str
    currency: str
    horizon_years: int


@router.get("/editions", response=list[EditionLine])
def editions(request: Call) -> HttpResponse:
    """List all editions, the one in force first; drafts for those who work on them."""
    found = list_editions(request.user, request.today)
    return reply([shown(EditionLine, each) for each in found])


@router.get("/editions/in-force", response=EditionShape)
def in_force(
    request: Call,
    on: Annotated[AskedDay | None, Query()] = None,
    use: Annotated[Literal["new-sales", "running-contracts"], Query()] = "new-sales",
) -> HttpResponse:
    """Give the edition that holds on a day, for new sales or for contracts that run."""
    require_right(request.user, Right.SEE_EDITIONS)
    return reply(edition_answer(edition_in_force(on or request.today, EditionUse(use))))


@router.get("/editions/{code}", response=EditionShape)
def edition(
    request: Call, code: Annotated[str, Path(max_length=60, pattern=NO_NUL)]
) -> HttpResponse:
    """Give a published edition whole."""
    found = find_listed(request.user, code, request.today).edition
    return reply(None if found is None else edition_answer(found))


def edition_answer(edition: Edition) -> dict[str, Any]:
    """Return an edition as JSON holds it, its rows under the names of its file."""
    rows: dict[str, Any] = _plain(edition)
    return {name: value for name, value in rows.items() if name != "source"}


def _plain(value: Any) -> Any:
    """Return what an edition holds as plain values; words, money and days as everywhere."""
    plain = plain_value(value)
    if isinstance(plain, Enum):
        return plain.value
    if isinstance(plain, Decimal):
        return str(plain)
    if isinstance(plain, Mapping):
        return {str(_plain(name)): _plain(each) for name, each in plain.items()}
    if isinstance(plain, list):
        return [_plain(each) for each in plain]
    if is_dataclass(plain) and not isinstance(plain, type):
        return {each.name: _plain(getattr(plain, each.name)) for each in fields(plain)}
    return plain
