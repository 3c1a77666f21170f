"""The examples of docs/api.md are called as they stand, and answered as the document shows."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.api.calling import token
from tests.office import person, site, system
from tests.test_docs import agrees

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
ORIGIN = "http://127.0.0.1:8000"
SECRET, BOSS_SECRET = "lum_of-the-document", "lum_of-the-manager"
PDF = re.compile(r'"pdf_sha256":"([0-9a-f]{64})"')
WITH_VALUE = {"-X": "method", "-H": "header", "-d": "data", "-F": "form"}
pytestmark = pytest.mark.django_db


@dataclass(slots=True)
class Curl:
    """A command of the document, as far as documents use curl."""

    address: str = ""
    method: str = ""
    data: str = ""
    shows_headers: bool = False
    form: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def examples(text: str) -> Iterator[tuple[str, str]]:
    """Yield each curl command of a document's console blocks with the output shown under it."""
    for block in BLOCK.findall(text):
        for part in re.split(r"^(?=\$ )", block.replace("\\\n", " "), flags=re.M):
            command, _, shown = part.partition("\n")
            if command.startswith("$ curl "):
                yield command.removeprefix("$ "), shown.strip("\n")


def read(command: str, known: dict[str, str]) -> Curl:
    """Read a command with what is known by a name; an option documents do not use is an error."""
    for name, value in known.items():
        command = command.replace(f"${name}", value)
    curl, words = Curl(), iter(shlex.split(command)[1:])
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
    client = Client(raise_request_exception=False)
    if curl.form:
        response = client.post(curl.address, curl.form, headers=curl.headers)
        return (_head(response) if curl.shows_headers else "") + response.content.decode()
    method = curl.method or ("POST" if curl.data else "GET")
    json.loads(curl.data or "{}")
    response = client.generic(
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
    known = {"TOKEN": SECRET, "MANAGER": BOSS_SECRET}
    for command, shown in found:
        answer = call(read(command, known))
        assert agrees(shown, answer), f"{command}\n{answer}"
        paper = PDF.search(answer)
        known |= {"SHA256": paper[1]} if paper else {}


def _office() -> None:
    """Write what the document takes for granted: people with tokens, a site with a system."""
    token(person("sales", name="sales"), "sales", SECRET)
    token(person("manager", name="manager"), "manager", BOSS_SECRET)
    here = site(pk=1)
    system(here, pk=1)


def _take(curl: Curl, what: str, value: str) -> None:
    if what == "header":
        name, _, content = value.partition(": ")
        curl.headers[name] = content
    elif what == "form":
        name, _, content = value.partition("=")
        curl.form[name] = _file(content[1:]) if content.startswith("@") else content
    else:
        setattr(curl, what, value)


def _file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, f"%PDF-1.4 {name}".encode())


def _head(response: HttpResponse) -> str:
    status = HTTPStatus(response.status_code)
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    lines += [f"{name.lower()}: {value}" for name, value in response.headers.items()]
    return "\n".join(lines) + "\n\n"
