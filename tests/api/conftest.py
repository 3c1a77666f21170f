"""All calls happen at the instant that the builders write rows at."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache

from tests.office import NOW


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    """Forget how often others asked: who asks too often is refused, also by another test."""
    cache.clear()
