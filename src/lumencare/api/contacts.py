"""People to call at a site; their numbers are masked for who may not see them."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.problems import not_found
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, shown, typed
from lumencare.api.shapes.sites import ContactChange, ContactShape, NewContact
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.sites import actions
from lumencare.sites.queries import find_contact, find_site, site_page

router = Router(tags=["contacts"])
Id = Annotated[Key, Path()]


@router.get("/sites/{id}/contacts", response=list[ContactShape])
def contacts(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """List the people at a site."""
    page = site_page(request.user, id, request.today)
    return reply([shown(ContactShape, each) for each in page.contacts])


@router.post("/sites/{id}/contacts", response={201: ContactShape})
@once_by_key
def add_contact(request: Call, id: Id, contact: NewContact) -> HttpResponse:  # noqa: A002
    """Add somebody to call at a site."""
    site = find_site(request.user, id)
    row = actions.add_contact(site, typed(contact), by=request.user, now=request.now)
    return _shown(request, id, row.pk, 201)


@router.get("/contacts/{id}", response=ContactShape)
def contact(request: Call, id: Id) -> HttpResponse:  # noqa: A002
    """Give somebody to call."""
    row = find_contact(request.user, id)
    return _shown(request, row.site_id, id)


@router.patch("/contacts/{id}", response=ContactShape)
def change_contact(
    request: Call,
    id: Id,  # noqa: A002
    change: ContactChange,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change the fields that are given."""
    row = expect(find_contact(request.user, id), if_match)
    actions.change_contact(row, typed(change), by=request.user, now=request.now)
    return _shown(request, row.site_id, id)


@router.delete("/contacts/{id}", response={204: None})
def remove_contact(request: Call, id: Id, if_match: IfMatch = None) -> HttpResponse:  # noqa: A002
    """Remove somebody for good."""
    row = expect(find_contact(request.user, id), if_match)
    actions.remove_contact(row, by=request.user, now=request.now)
    return HttpResponse(status=204)


def _shown(request: Call, site: int, pk: int, status: int = 200) -> HttpResponse:
    page = site_page(request.user, site, request.today)
    found = next((each for each in page.contacts if each.pk == pk), None)
    if found is None:
        raise not_found()
    return reply(shown(ContactShape, found), status, found.version)
