"""If-Match: what is changed is named by the version that was read, so that no change is lost."""

import re
from typing import Annotated, Protocol, TypeVar

from django.db import models
from ninja import Header

from lumencare.api.problems import Told
from lumencare.audit.actions import conflict_about
from lumencare.domain.text import Text

NEEDED = Text(
    "请在 If-Match 标头中给出读取时的 ETag。",
    "Give the ETag that came with it in the If-Match header.",
)
VERSION = re.compile(r'"([0-9]{1,9})"')
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The ETag of what was read. Needed: 428 without it, 412 where it is stale.",
        examples=['"3"'],
    ),
]


class Versioned(Protocol):
    """A row that counts its changes."""

    version: int


Row = TypeVar("Row", bound=Versioned)


def expect(row: Row, if_match: str | None) -> Row:
    """Return the row if it is still as it was read; else the refusal says who changed what."""
    if if_match is None:
        raise Told("version-needed", NEEDED)
    if if_match.strip() == "*":
        return row
    named = VERSION.fullmatch(if_match.strip())
    if named is None or int(named[1]) != row.version:
        assert isinstance(row, models.Model)
        raise conflict_about(row)
    return row
