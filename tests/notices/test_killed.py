"""A worker that is killed loses no message: it goes out again, under its old id."""

from datetime import timedelta

import pytest

from lumencare.notices.actions import put_down
from lumencare.notices.kinds import State
from lumencare.notices.models import Attempt, Notice
from lumencare.notices.reminders import send_reminders
from lumencare.notices.sending import CLAIMED_FOR, spread
from tests.apart import KILLED, run_apart
from tests.notices.receiver import Receiver
from tests.notices.test_reminders import reminder
from tests.notices.world import endpoint, event, only, tell
from tests.office import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def run(deed: str, point: str) -> int:
    """Let another process do a deed on the same database, and die at a point of it."""
    return run_apart("tests.notices.killed", deed, point)


@pytest.mark.parametrize(
    ("point", "claimed", "arrived"),
    [("1", False, 0), ("2", False, 0), ("claimed", True, 0), ("3", True, 1)],
)
def test_a_message_whose_worker_dies_goes_out_again_under_its_old_id(
    receiver: Receiver, point: str, claimed: bool, arrived: int
) -> None:
    """Two statements claim the try as one, the third writes down what came of it."""
    endpoint(receiver.url)
    event()
    spread(NOW)
    assert run("webhook", point) == KILLED
    assert len(receiver.got) == arrived
    assert only().state == State.WAITING
    # Nobody else tries before the claim runs out; a claim that was not kept holds nobody off.
    assert tell(seconds=1) == int(not claimed)
    assert tell(seconds=CLAIMED_FOR.total_seconds()) == int(claimed)
    assert only().state == State.DELIVERED
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1
    numbers = list(Attempt.objects.order_by("number").values_list("number", flat=True))
    assert numbers == ([1, 2] if claimed else [1])


@pytest.mark.parametrize("point", ["1", "2"])
def test_a_reminder_whose_worker_dies_is_sent_by_another(point: str) -> None:
    """Claimed and not sent, or sent and not written down: better twice than never."""
    put_down([reminder()], NOW)
    assert run("reminder", point) == KILLED
    assert (Notice.objects.get().tries, Notice.objects.get().sent_at) == (1, None)
    assert send_reminders(NOW + timedelta(seconds=59)) == 0
    assert send_reminders(NOW + timedelta(seconds=60)) == 1
    assert send_reminders(NOW + timedelta(hours=1)) == 0
