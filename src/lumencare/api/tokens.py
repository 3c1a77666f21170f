"""Who calls: a bearer token in the header, never in the address, never a cookie."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from lumencare.accounts.models import User
from lumencare.accounts.queries import token_user
from lumencare.accounts.requests import Request


class Call(Request):
    """A request of a program: `user` holds the one role of its token."""

    token_key: int


class Bearer(HttpBearer):
    """Accept `Authorization: Bearer …`; the token is looked up each time, so revoking it works
    from the next call on.
    """

    openapi_bearerFormat = "lum_…"  # noqa: N815 - the name is the specification's

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return whom the token stands for, in its one role."""
        found = token_user(token, request.now)  # type: ignore[attr-defined]
        if found is None:
            return None
        request.user = found[0]
        request.token_key = hash(token)  # type: ignore[attr-defined]
        return found[0]
