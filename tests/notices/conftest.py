"""A receiver on this machine, which the installation allows itself to call."""

from collections.abc import Iterator

import pytest

from tests.notices.receiver import Receiver, listening


@pytest.fixture
def receiver(settings: object) -> Iterator[Receiver]:
    """Listen, and let the installation call this machine."""
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]  # type: ignore[attr-defined]
    with listening() as found:
        yield found
