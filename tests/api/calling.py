"""Calls the interface as a program would: with the token of a person, in one of their roles."""

import itertools
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now

from lumencare.accounts.models import ApiToken, User
from lumencare.accounts.secrets import hash_of
from tests.office import person

ROOT = "/api/v1"
numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as the program got it."""

    status: int
    headers: dict[str, str]
    body: Any
    bytes: bytes


@dataclass(frozen=True, slots=True)
class Program:
    """A program with a token; without one where `token` is empty."""

    token: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **headers: str) -> Told:
        """GET a path below the root."""
        return _told(self.client.get(ROOT + path, headers=self._headers(headers)))

    def post(self, path: str, body: object = None, **headers: str) -> Told:
        """POST a body as JSON."""
        return self._send(self.client.post, path, body, headers)

    def patch(self, path: str, body: object = None, **headers: str) -> Told:
        """PATCH with a body as JSON."""
        return self._send(self.client.patch, path, body, headers)

    def delete(self, path: str, **headers: str) -> Told:
        """DELETE a path below the root."""
        return _told(self.client.delete(ROOT + path, headers=self._headers(headers)))

    def upload(self, path: str, fields: dict[str, Any], **headers: str) -> Told:
        """POST a form with files."""
        return _told(self.client.post(ROOT + path, fields, headers=self._headers(headers)))

    def _send(self, method: Any, path: str, body: object, headers: dict[str, str]) -> Told:
        text = body if isinstance(body, str) else json.dumps(body or {}, ensure_ascii=False)
        return _told(
            method(
                ROOT + path,
                text,
                content_type="application/json",
                headers=self._headers(headers),
            )
        )

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in more.items()}
        own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {**own, **named}


NOBODY = Program("")


def program(*roles: str, of: User | None = None, role: str = "", **more: Any) -> Program:
    """Return a program that acts for a person in one role; a new person where none is given."""
    number = next(numbers)
    user = of or person(*roles, name=f"{'-'.join(roles)}{number}")
    chosen = role or next(iter(roles), "") or min(user.role_set)
    return Program(token(user, chosen, **more))


def token(user: User, role: str, secret: str = "", **more: Any) -> str:
    """Return a token that works from yesterday until tomorrow, unless told otherwise."""
    text = secret or f"lum_{next(numbers)}"
    moment = now()
    times = {
        "created_at": moment - timedelta(days=1),
        "expires_at": moment + timedelta(days=1),
        **more,
    }
    ApiToken.objects.create(
        user=user, name="program", role=role, start=text[:12], token_hash=hash_of(text), **times
    )
    return text


def _told(response: HttpResponse) -> Told:
    content = b"".join(response) if response.streaming else response.content
    is_json = "json" in response.headers.get("Content-Type", "")
    return Told(
        response.status_code,
        dict(response.headers),
        json.loads(content) if is_json else None,
        content,
    )
