"""Which fields a page reads, asked of the page itself, and what no honest form sends in them.

`settings.MIDDLEWARE` ends with `LISTEN`: a request with the header `X-Listen` is answered as if its
form, and its address, held `1` in whatever field is read; the names of the fields are remembered.
"""

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client

from tests.undoing import undone

ALONE = ("²", "9" * 5000)
IN_TURN = ("9223372036854775807", "-1", "1e999999", "9999-12-31", "字" * 10_000, "\\ud800")
# A search box stands on every page, and lists are tried with any words elsewhere.
EVERYWHERE = {"csrfmiddlewaretoken", "listens", "q"}

LISTEN = "tests.asked_fields.listen"
ASKED: set[str] = set()


class Listening(QueryDict):
    """A form that has every field that is asked for, and notes its name."""

    def __bool__(self) -> bool:
        return True

    def __contains__(self, name: object) -> bool:
        ASKED.add(str(name))
        return True

    def __getitem__(self, name: str) -> Any:
        ASKED.add(name)
        return "1"

    def get(self, name: str, default: Any = None) -> Any:
        return self[name]

    def getlist(self, name: str, default: Any = None) -> list[Any]:
        return [self[name]]


def listen(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Let a page read its form from one that listens."""

    def handle(request: HttpRequest) -> HttpResponse:
        if "X-Listen" in request.headers:
            request.POST = request.GET = Listening("listens=1", mutable=True)  # type: ignore[misc]
        return get_response(request)

    return handle


def hostile(client: Client, method: str, address: str) -> Iterator[dict[str, str]]:
    """Yield what is tried on a page, in the fields that it reads.

    Each of the first values stands in all of them; the others take turns from page to page, so that
    fields of one name meet them all and the pages stay quick.
    """
    with undone():
        fields = fields_of(client, method, address)
    if fields:
        yield from (dict.fromkeys(fields, value) for value in ALONE)
        turns = islice(cycle(IN_TURN), len(address) % len(IN_TURN), None)
        yield dict(zip(fields, turns, strict=False))


def fields_of(client: Client, method: str, address: str) -> list[str]:
    """Return the names of the fields that a page reads, as far as it comes."""
    ASKED.clear()
    _drained(client.generic(method, address, headers={"X-Listen": "1"}))
    return sorted(ASKED - EVERYWHERE)


def sent(client: Client, method: str, address: str, fields: dict[str, str]) -> int:
    """Return the status that a page answers with to a form, or to an address with a query."""
    return _drained((client.post if method == "POST" else client.get)(address, fields))


def _drained(answer: Any) -> int:
    """Return the status of an answer that was read to its end: so long a file stays open."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)
