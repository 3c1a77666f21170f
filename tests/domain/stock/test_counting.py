"""Counting goes on while parts are moved: each line is compared with the moment of its scan."""

from typing import Any

import pytest

from lumencare.domain.stock.counting import Counted, after_posting, difference_of, refuse_posting


def line(**more: Any) -> Counted:
    facts = {"counted": 5, "book": 5, "on_hand": 5, "reserved": 0, **more}
    return Counted(part="QSM-4W", **facts)


@pytest.mark.parametrize(
    ("facts", "difference", "after"),
    [
        ({}, 0, 5),
        ({"counted": 4}, -1, 4),
        # Two were issued after the scan: they were counted, and are gone since.
        ({"on_hand": 3}, 0, 3),
        ({"counted": 4, "on_hand": 3}, -1, 2),
        # A delivery came after the scan.
        ({"counted": 6, "on_hand": 15}, 1, 16),
    ],
)
def test_the_difference_is_that_of_the_moment_of_the_scan(
    facts: dict[str, Any], difference: int, after: int
) -> None:
    assert difference_of(line(**facts)) == difference
    assert after_posting(line(**facts)) == after
    assert refuse_posting(line(**facts)) is None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"moved": True}, "count it once more from the start"),
        ({"counted": 2, "reserved": 3}, "would have 2 left, and 3 are reserved"),
        ({"counted": 0, "on_hand": 2}, "below zero"),
    ],
)
def test_what_cannot_be_true_is_not_posted(facts: dict[str, Any], words: str) -> None:
    found = refuse_posting(line(**facts))
    assert found is not None
    assert words in found.text.en
