"""The check of a signature that docs/webhooks.md shows works on what is really sent."""

import re
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.notices.receiver import Receiver
from tests.notices.world import endpoint, event, tell

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "webhooks.md"


def test_the_documented_check_takes_what_is_genuine_and_nothing_else(receiver: Receiver) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.M | re.S)
    shown: dict[str, Any] = {}
    exec(code, shown)  # the document's own example
    _, secret = endpoint(receiver.url)
    _, other = endpoint(receiver.url)
    event(label="滨江中心")
    tell()
    _, headers, body = next(
        each for each in receiver.got if shown_for(shown, secret, each) is not None
    )
    moment = int(headers["webhook-timestamp"])
    with time_machine.travel(moment, tick=False):
        assert shown["read_message"](secret, headers, body)["data"] == {"label": "滨江中心"}
        assert shown["read_message"](other, headers, body) is None
        assert shown["read_message"](secret, headers, body.replace(b"7", b"8", 1)) is None
    with time_machine.travel(moment + 301, tick=False):
        assert shown["read_message"](secret, headers, body) is None


def shown_for(shown: dict[str, Any], secret: str, got: tuple[str, dict[str, str], bytes]) -> Any:
    """Read a message as the document shows, at the moment it was sent."""
    with time_machine.travel(int(got[1]["webhook-timestamp"]), tick=False):
        return shown["read_message"](secret, got[1], got[2])
