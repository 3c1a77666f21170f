"""Shapes of the engineer's phone: what it carries, what it sends, what became of that."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import NO_NUL, Asked, AskedInstant, Facts, Line, Words

PhoneKey = Annotated[str, Field(min_length=1, max_length=80, pattern=NO_NUL, examples=["7f0c6a2e"])]
DoneOnSite = Literal["set-out", "arrive", "checks", "cause", "part", "finish", "miss"]


class PhoneDayShape(Facts):
    """What a phone carries: visits with everything to know on site, each with our mark."""

    on: date
    visits: list[dict[str, Any]]


class PhoneActionAsked(Asked):
    """One thing that was done on site; `device_now` is what the clock of the phone shows."""

    key: PhoneKey
    kind: DoneOnSite
    device_at: AskedInstant
    device_now: AskedInstant
    payload: Annotated[dict[str, Any], Field(default_factory=dict)]


class PhoneFileAsked(Asked):
    """A picture that was taken on site; `signer` is who signed, where it is a signature."""

    key: PhoneKey
    kind: Literal["photo", "sign"]
    device_at: AskedInstant
    device_now: AskedInstant
    signer: Line = ""


class TakenShape(Facts):
    """What became of it; `again` where it was taken in before."""

    key: str
    outcome: Literal["done", "differs", "refused"]
    said: Words
    again: bool
