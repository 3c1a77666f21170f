"""Shapes of a replayed clock: its segments, and what another start would have made of it."""

from lumencare.api.shapes.basic import Facts, Instant, Words


class SegmentShape(Facts):
    """A stretch of time in which one thing was true; `end` is excluded.

    `kind` is one of counted, report-day, night, weekend, holiday, paused, waiting, late, met,
    stopped, unpromised. `is_ahead`: it lies after now.
    """

    kind: str
    start: Instant
    end: Instant
    rule: str
    text: Words
    counted_seconds: int
    is_ahead: bool
    reason: str
    evidence: str
    by: str


class WhatIfShape(Facts):
    """Whether a start at another moment would have been in time, and by how much."""

    started_at: Instant
    due_at: Instant
    in_time: bool
    margin_seconds: int
    text: Words


class ReplayShape(Facts):
    """A clock from its report on; `due_at` is null while it stands or where nothing is promised."""

    number: str
    promise: Words | None
    due_at: Instant | None
    promised_seconds: int | None
    counted_seconds: int
    left_seconds: int | None
    segments: list[SegmentShape]
    what_if: WhatIfShape | None
