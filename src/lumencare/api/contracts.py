"""Contracts: listed, read, signed, completed, and their allowances used and given back."""

import hashlib
import secrets
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, AskedDay, Key, Line, Listed, by_name, shown
from lumencare.api.shapes.contracts import (
    ContractLineInList,
    ContractShape,
    Drawing,
    Meeting,
    Returning,
    Signing,
    State,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.contracts import actions
from lumencare.contracts.queries import (
    ContractFilters,
    ContractPage,
    contract_page,
    find_allowance,
    find_condition,
    find_contract,
    find_draw,
    list_contracts,
    tag_of,
)
from lumencare.contracts.typed import read_tenths
from lumencare.domain.answers import plain_value

router = Router(tags=["contracts"])
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["C-2601-001"])]
Id = Annotated[Key, Path()]


class WantedContracts(Wanted):
    """Which contracts are wanted; `plan` is a plan or option in them."""

    state: State | None = None
    plan: Line = ""
    ends_by: AskedDay | None = None
    site: Key | None = None
    system: Key | None = None


@router.get("/contracts", response=Listed[ContractLineInList])
def contracts(request: Call, wanted: Query[WantedContracts]) -> HttpResponse:
    """List the contracts that may be seen, newest change first."""
    filters = ContractFilters(
        q=wanted.q,
        state=wanted.state or "",
        plan=wanted.plan,
        ends_by=wanted.ends_by,
        site=wanted.site,
        system=wanted.system,
    )
    page = list_contracts(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(ContractLineInList, each))


@router.get("/contracts/{number}", response=ContractShape)
def contract(request: Call, number: Number) -> HttpResponse:
    """Give a contract with its lines, days, conditions, payments and allowances, as of today."""
    return show_contract(request, number)


@router.post("/contracts/{number}/sign", response=ContractShape)
@once_by_key
def sign(request: Call, number: Number, signing: Signing, if_match: IfMatch = None) -> HttpResponse:
    """Record that the customer signed; what nothing stands against takes effect."""
    row = expect_contract(request, number, if_match)
    day, name = signing.signed_on, signing.signed_by
    actions.sign(row, signed_on=day, signed_by=name, by=request.user, now=request.now)
    return show_contract(request, number)


@router.post("/contracts/{number}/conditions/{id}", response=ContractShape)
@once_by_key
def meet_condition(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002 - the field's own name
    meeting: Meeting,
) -> HttpResponse:
    """Record that a condition is met, once: how, and on what ground (SC-9, D-19, D-22)."""
    row = find_condition(request.user, number, id)
    actions.meet_condition(
        row, how=meeting.how, note=meeting.note, by=request.user, now=request.now
    )
    return show_contract(request, number)


@router.post("/contracts/{number}/draws", response={201: ContractShape})
@once_by_key
def draw(request: Call, number: Number, drawing: Drawing) -> HttpResponse:
    """Write a use of an allowance (D-23); with an Idempotency-Key it counts once for ever."""
    allowance = find_allowance(request.user, number, drawing.allowance)
    tenths = read_tenths(drawing.amount, "amount")
    use = actions.Use(tenths, drawing.on, drawing.why, _key_of(request))
    actions.draw(allowance, use, by=request.user, now=request.now)
    return show_contract(request, number, 201)


@router.post("/contracts/{number}/draws/{id}/return", response=ContractShape)
@once_by_key
def give_back(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002 - the field's own name
    returning: Returning,
) -> HttpResponse:
    """Give back what a use took; asked again, it is given back once."""
    used = find_draw(request.user, number, id)
    actions.give_back(used, why=returning.why, by=request.user, now=request.now)
    return show_contract(request, number)


def show_contract(request: Call, number: str, status: int = 200) -> HttpResponse:
    """Return a contract as it stands; its ETag changes with every entry of its trail."""
    page = contract_page(request.user, number, request.now)
    return reply(shown(ContractShape, _facts_of(page)), status, page.tag)


def expect_contract(request: Call, number: str, if_match: str | None) -> Any:
    """Return a contract if it is as it was read; else who did what."""
    row = find_contract(request.user, number)
    return expect(row, if_match, tag=tag_of(row))


def _facts_of(page: ContractPage) -> dict[str, Any]:
    facts = by_name(page)
    return {
        **facts,
        "gross": page.gross,
        "etag": page.tag,
        "can": sorted(page.can),
        "conditions": [_condition(each) for each in page.conditions],
        "covers": [_cover(each) for each in page.covers],
    }


def _condition(facts: Any) -> dict[str, Any]:
    told = by_name(facts)
    return {**told, "ways": [way for way, _ in facts.ways]}


def _cover(facts: Any) -> dict[str, Any]:
    return {
        "system_id": facts.system_pk,
        "system_ref": facts.system_ref,
        "on": facts.cover.on.isoformat(),
        "sentence": plain_value(facts.cover.sentence),
        "years": [
            {
                "project_year": each.project_year,
                "parts_percent": each.parts_percent,
                "labour": each.labour.value,
            }
            for each in facts.cover.years
        ],
    }


def _key_of(request: Call) -> str:
    """Return what makes a use count once: what the caller named, else something of its own."""
    given = request.headers.get("Idempotency-Key")
    if given is None:
        return secrets.token_urlsafe(16)
    return hashlib.sha256(f"{request.user.pk} {given}".encode()).hexdigest()[:40]
