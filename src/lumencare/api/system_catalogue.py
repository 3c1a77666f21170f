"""The catalogue of systems: what is known of each, with its source; kept by the office."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Router

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.problems import not_found
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, shown
from lumencare.api.shapes.lifecycle import (
    CatalogueSystemShape,
    KeepingReuse,
    KeepingSoftware,
    KeepingSystem,
    NewCatalogueSystem,
    WholeCatalogueSystem,
    WithdrawingReuse,
    WithdrawingSoftware,
    typed_lists,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expected_version
from lumencare.lifecycle import actions
from lumencare.lifecycle.queries import read_catalogue
from lumencare.lifecycle.told import as_typed

router = Router(tags=["system care"])
Code = Annotated[str, Path(max_length=20, pattern=NO_NUL, examples=["QUANTUM"])]


@router.get("/system-catalogue", response=list[CatalogueSystemShape])
def systems(request: Call) -> HttpResponse:
    """List the systems of the catalogue; a day that nobody knows is null."""
    require_right(request.user, Right.SEE_LIFECYCLE)
    found = read_catalogue().systems.values()
    return reply([shown(CatalogueSystemShape, each) for each in found])


@router.get("/system-catalogue/{family}", response=WholeCatalogueSystem)
def system(request: Call, family: Code) -> HttpResponse:
    """Give a system with its software and what of it a successor reuses."""
    require_right(request.user, Right.SEE_LIFECYCLE)
    return _shown(family)


@router.post("/system-catalogue", response={201: WholeCatalogueSystem})
@once_by_key
def add_system(request: Call, system: NewCatalogueSystem) -> HttpResponse:
    """Add a system that the catalogue does not have."""
    row = actions.change_system(
        system.code, _whole(system), version=0, by=request.user, now=request.now
    )
    return _shown(row.code, 201)


@router.patch("/system-catalogue/{family}", response=WholeCatalogueSystem)
def keep_system(
    request: Call, family: Code, system: KeepingSystem, if_match: IfMatch = None
) -> HttpResponse:
    """Change what is known of a system; the office's entry stands in the shipped one's place."""
    require_right(request.user, Right.KEEP_LIFECYCLE)
    known = read_catalogue().systems.get(family)
    if known is None:
        raise not_found()
    version = expected_version(if_match, known.row_version)
    typed = {**as_typed(known), **typed_lists(system)}
    actions.change_system(family, typed, version=version, by=request.user, now=request.now)
    return _shown(family)


@router.post("/system-catalogue/{family}/software", response=WholeCatalogueSystem)
@once_by_key
def keep_software(request: Call, family: Code, software: KeepingSoftware) -> HttpResponse:
    """Keep a version of a system's software; `version` is that of the entry which was read."""
    actions.change_software(
        family, _whole(software), version=software.version, by=request.user, now=request.now
    )
    return _shown(family)


@router.post("/system-catalogue/{family}/software/withdraw", response=WholeCatalogueSystem)
@once_by_key
def withdraw_software(request: Call, family: Code, gone: WithdrawingSoftware) -> HttpResponse:
    """Take a version out of the catalogue, with the source that says so."""
    actions.withdraw_software(
        family, gone.number, _whole(gone), version=gone.version, by=request.user, now=request.now
    )
    return _shown(family)


@router.post("/system-catalogue/{family}/reuse", response=WholeCatalogueSystem)
@once_by_key
def keep_reuse(request: Call, family: Code, reuse: KeepingReuse) -> HttpResponse:
    """Keep what becomes of a kind of component when a system goes over to another."""
    actions.change_reuse(
        family, _whole(reuse), version=reuse.version, by=request.user, now=request.now
    )
    return _shown(family)


@router.post("/system-catalogue/{family}/reuse/withdraw", response=WholeCatalogueSystem)
@once_by_key
def withdraw_reuse(request: Call, family: Code, gone: WithdrawingReuse) -> HttpResponse:
    """Take what is said of a component out of the catalogue, with the source that says so."""
    key = (family, gone.target, gone.component)
    actions.withdraw_reuse(
        key, _whole(gone), version=gone.version, by=request.user, now=request.now
    )
    return _shown(family)


def _whole(asked: Any) -> dict[str, Any]:
    """Return every field as forms give it: what is not given is blank."""
    blank = dict.fromkeys(type(asked).model_fields, "")
    return {**blank, **typed_lists(asked)}


def _shown(code: str, status: int = 200) -> HttpResponse:
    catalogue = read_catalogue()
    system = catalogue.systems.get(code)
    if system is None:
        raise not_found()
    names = CatalogueSystemShape.model_fields.keys() - {"version"}
    facts = {
        **{name: getattr(system, name) for name in names},
        "row_version": system.row_version,
        "software": catalogue.software.get(code, ()),
        "reuse": [each for each in catalogue.reuse if each.system == code],
    }
    return reply(shown(WholeCatalogueSystem, facts), status, system.row_version)
