"""What each test of background work starts from."""

import pytest

from tests.jobs import trials


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    """Forget what earlier trials did."""
    trials.done.clear()
    trials.left_to_fail[0] = 0
