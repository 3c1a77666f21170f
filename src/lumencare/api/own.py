"""Whom a token stands for, and their own tokens; new ones are made by a person, signed in."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Router
from pydantic import Field

from lumencare.accounts.queries import open_tokens_of
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.api.problems import not_found
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Facts, Instant, Key, shown
from lumencare.api.tokens import Call
from lumencare.people.tokens import revoke_token

router = Router(tags=["own"])


class MeShape(Facts):
    """Whom the token stands for, its role and what that role may do."""

    name: str
    email: str
    roles: list[str]
    rights: list[str]


class TokenShape(Facts):
    """A token that works; its secret was shown once, when it was made."""

    id: Annotated[int, Field(validation_alias="pk")]
    name: str
    role: str
    start: str
    created_at: Instant
    expires_at: Instant
    last_used_at: Instant | None


@router.get("/me", response=MeShape)
def me(request: Call) -> HttpResponse:
    """Give whom the token stands for, and what it may do."""
    user = request.user
    rights = [each.value for each in Right if may(user, each)]
    roles = sorted(user.role_set)
    facts = {"name": user.name, "email": user.email, "roles": roles, "rights": rights}
    return reply(shown(MeShape, facts))


@router.get("/tokens", response=list[TokenShape])
def tokens(request: Call) -> HttpResponse:
    """List the person's own tokens that work."""
    found = open_tokens_of(request.user, request.now)
    return reply([shown(TokenShape, each) for each in found])


@router.delete("/tokens/{id}", response={204: None})
def revoke(request: Call, id: Annotated[Key, Path()]) -> HttpResponse:  # noqa: A002
    """Make one of the person's own tokens useless at once."""
    found = open_tokens_of(request.user, request.now).filter(pk=id).first()
    if found is None:
        raise not_found()
    revoke_token(found, by=request.user, now=request.now)
    return HttpResponse(status=204)
