"""What the phone's script knows of a page: addresses, words, and the answers that we signed."""

from typing import Any

from django.urls import reverse

from lumencare.accounts.requests import Request
from lumencare.domain.dispatch.states import STATE_NAMES
from lumencare.sites.uploads import MOST_BYTES, TOO_BIG
from lumencare.web.phone.shown import KINDS
from lumencare.web.phone.words import WORDS
from lumencare.web.templatetags.words import said


def config_of(request: Request, visits: list[dict[str, Any]], number: str = "") -> dict[str, Any]:
    """Return it for a page of some visits; `number` where it is the page of one."""
    return {
        "person": request.user.pk,
        "name": request.user.name,
        "number": number,
        "made": int(request.now.timestamp() * 1000),
        "worker": reverse("phone-worker"),
        "scope": reverse("phone"),
        "send": reverse("phone-send", args=["NUMBER"]),
        "page": reverse("phone-visit", args=["NUMBER"]),
        "most": MOST_BYTES,
        "carry": _to_carry(visits),
        "visits": {each["number"]: _of_visit(each) for each in visits},
        "kinds": {kind: said(name) for kind, name in KINDS.items()},
        "states": {state.value: said(name) for state, name in STATE_NAMES.items()},
        "words": {name: said(text) for name, text in WORDS.items()},
        "too_big": {"zh": TOO_BIG.zh, "en": TOO_BIG.en},
    }


def _of_visit(visit: dict[str, Any]) -> dict[str, Any]:
    return {
        "state": visit["state"],
        "site": visit["place"]["site"],
        "answers": visit["answers"],
        "mark": visit["mark"],
        "signed": bool(visit["done"]["signer"]),
        "report": bool(visit["report"]),
    }


def _to_carry(visits: list[dict[str, Any]]) -> list[str]:
    """Return the addresses that stay on the phone: the day, its visits, their drawings."""
    pages = [reverse("phone-visit", args=[each["number"]]) for each in visits]
    records = [
        reverse("phone-record", args=[each["id"]]) for visit in visits for each in visit["records"]
    ]
    return [reverse("phone"), *pages, *dict.fromkeys(records)]
