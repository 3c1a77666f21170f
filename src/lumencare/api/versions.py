"""If-Match: what is changed is named by the version that was read, so that no change is lost."""

import re
from collections.abc import Callable
from typing import Annotated, TypeVar

from django.db import models
from ninja import Header

from lumencare.api.problems import Told
from lumencare.audit.actions import conflict_about
from lumencare.domain.text import Text

NEEDED = Text(
    "请在 If-Match 标头中给出读取时的 ETag。",
    "Give the ETag that came with it in the If-Match header.",
)
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The ETag of what was read. Needed: 428 without it, 412 where it is stale.",
        examples=['"3"'],
    ),
]


Row = TypeVar("Row", bound=models.Model)
VERSION = re.compile(r'"([0-9]{1,9})"')
NEVER = -1


def expect(
    row: Row,
    if_match: str | None,
    *,
    tag: str | None = None,
    conflict: Callable[[Row], Exception] = conflict_about,
) -> Row:
    """Return the row if it is still as it was read; else the refusal says who changed what.

    `tag` is what its ETag holds, where that is not the count of its changes.
    """
    if tag is None:
        # Every row that can be edited counts its changes.
        tag = str(getattr(row, "version"))  # noqa: B009 - no base of rows declares it
    if not _matches(tag, if_match):
        raise conflict(row)
    return row


def expected_version(if_match: str | None, now: int) -> int:
    """Return the version that a request expects, for an action that tells a stale one itself.

    `now` is what `*` stands for; what names no version of ours expects one that never was.
    """
    if if_match is None:
        raise Told("version-needed", NEEDED)
    if if_match.strip() == "*":
        return now
    found = VERSION.fullmatch(if_match.strip())
    return int(found[1]) if found else NEVER


def _matches(tag: str, if_match: str | None) -> bool:
    """Tell whether a tag is among those that the request expects; it must expect one."""
    if if_match is None:
        raise Told("version-needed", NEEDED)
    expected = {each.strip() for each in if_match.split(",")}
    return "*" in expected or f'"{tag}"' in expected
