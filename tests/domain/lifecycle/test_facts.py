"""Versions are compared as people count them; ways lead on and never back."""

from datetime import date

import pytest

from lumencare.domain.lifecycle.facts import (
    SoftwareVersion,
    newest_software,
    version_order,
    ways_from,
)
from lumencare.domain.lifecycle.kinds import Confidence


@pytest.mark.parametrize(
    ("older", "newer"),
    [("9.8", "10.2"), ("3", "3.1"), ("V3.1", "v3.1.2"), ("2019", "2021"), ("", "0.1")],
)
def test_a_version_follows_by_its_numbers(older: str, newer: str) -> None:
    assert version_order(older) < version_order(newer)


def test_the_same_version_may_be_written_in_several_ways() -> None:
    assert version_order("3.1") == version_order("V3.1.0")


def test_the_newest_version_is_the_one_that_was_out() -> None:
    """X-9: what will come is not behind what is there."""
    versions = [_version("3.1", None), _version("4.0", date(2026, 1, 1))]
    assert newest_software(versions, date(2025, 12, 31)) == versions[0]
    assert newest_software(versions, date(2026, 1, 1)) == versions[1]
    assert newest_software([], date(2026, 1, 1)) is None


def test_ways_lead_on_through_successors_and_never_back() -> None:
    """SY-1."""
    successors = {"A": ("B", "C"), "B": ("C", "A"), "C": ("D", "C")}
    assert ways_from("A", successors) == ("B", "C", "D")
    assert ways_from("D", successors) == ()


def _version(number: str, released_on: date | None) -> SoftwareVersion:
    return SoftwareVersion(
        system="A",
        number=number,
        released_on=released_on,
        support_ends_on=None,
        clients=(),
        functions=(),
        successor="",
        source="a guide",
        confidence=Confidence.LOW,
    )
