"""The README's walk with one system, from its window to its upgrade, as it is told there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.served import Served
from tests.e2e.tour import STEPS, Tour, told_in_readme

pytestmark = pytest.mark.xdist_group("tour")


@pytest.fixture(scope="module")
def served(untouched: Served) -> Served:
    """Begin with an office in which nobody else was sent anywhere."""
    return untouched


@pytest.fixture(scope="module")
def tour(browser: Browser, served: Served) -> Iterator[Tour]:
    """Keep everybody signed in over the whole walk."""
    walk = Tour(browser, served)
    yield walk
    walk.close()


def test_the_walk_goes_as_the_readme_tells_it(tour: Tour) -> None:
    """One test for all steps: each stands on the one before."""
    for step, (title, labels) in zip(STEPS, told_in_readme(), strict=True):
        tour.pressed.clear()
        step.walk(tour)
        assert (step.title, tour.pressed) == (title, labels)
