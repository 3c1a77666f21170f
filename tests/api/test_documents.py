"""The examples of docs/api.md are called as they stand, and answered as the document shows."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.api.calling import token
from tests.office import person, site, system
from tests.test_docs import agrees

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
ORIGIN = "http://127.0.0.1:8000"
SECRET = "lum_of-the-document"
WITH_VALUE = {"-X": "method", "-H": "header", "-d": "data", "-F": "form"}
pytestmark = pytest.mark.django_db


@dataclass(slots=True)
class Curl:
    """A command of the document, as far as documents use curl."""

    address: str = ""
    method: str = ""
    data: str = ""
    shows_headers: bool = False
    headers: dict[str, str] = field(default_factory=dict)


def examples(text: str) -> Iterator[tuple[str, str]]:
    """Yield each curl command of a document's console blocks with the output shown under it."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^(?=\$ )", block.replace("\\\n", " "), flags=re.M):
            command, _, shown = part.partition("\n")
            if command.startswith("$ curl "):
                yield command.removeprefix("$ "), shown.strip("\n")


def read(command: str) -> Curl:
    """Read a command; an option that documents do not use is an error."""
    curl, words = Curl(), iter(shlex.split(command.replace("$TOKEN", SECRET))[1:])
    for word in words:
        if word in WITH_VALUE:
            _take(curl, WITH_VALUE[word], next(words))
        elif word == "-i":
            curl.shows_headers = True
        else:
            assert not word.startswith("-"), word
            curl.address = word.removeprefix(ORIGIN)
    return curl


def call(curl: Curl) -> str:
    """Return what curl would print of the answer."""
    method = curl.method or ("POST" if curl.data else "GET")
    json.loads(curl.data or "{}")
    response = Client(raise_request_exception=False).generic(
        method,
        curl.address,
        curl.data,
        content_type="application/json",
        headers=curl.headers,
    )
    return (_head(response) if curl.shows_headers else "") + response.content.decode()


def test_every_call_of_the_document_answers_as_shown() -> None:
    _office()
    found = list(examples(DOCUMENT.read_text(encoding="utf-8")))
    assert len(found) > 8
    for command, shown in found:
        answer = call(read(command))
        assert agrees(shown, answer), f"{command}\n{answer}"


def _office() -> None:
    """Write what the document takes for granted: a person with a token, a site with a system."""
    token(person("sales", name="sales"), "sales", SECRET)
    here = site(pk=1)
    system(here, pk=1)


def _take(curl: Curl, what: str, value: str) -> None:
    if what == "header":
        name, _, content = value.partition(": ")
        curl.headers[name] = content
    else:
        setattr(curl, what, value)


def _head(response: HttpResponse) -> str:
    status = HTTPStatus(response.status_code)
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    lines += [f"{name.lower()}: {value}" for name, value in response.headers.items()]
    return "\n".join(lines) + "\n\n"
