"""Webhooks after the Standard Webhooks specification: signed, tried again, logged, sent again."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from standardwebhooks import Webhook, WebhookVerificationError

from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict
from lumencare.notices import posting, sending
from lumencare.notices.actions import (
    replay,
    replay_failed,
    rotate_secret,
    send_test,
    switch_off,
    switch_on,
)
from lumencare.notices.kinds import State
from lumencare.notices.models import Attempt, Delivery, Endpoint, EndpointSecret, Event, Notice
from lumencare.notices.retention import forget_old
from lumencare.notices.sending import MOST_TRIES, PAUSES
from tests.notices.receiver import Receiver
from tests.notices.world import endpoint, event, only, tell
from tests.office import NOW, person

pytestmark = pytest.mark.django_db


def verify(secret: str, got: tuple[str, dict[str, str], bytes]) -> Any:
    """Check a message as a receiver does, at the moment it was sent."""
    _, headers, body = got
    with time_machine.travel(int(headers["webhook-timestamp"]), tick=False):
        return Webhook(secret).verify(body, headers)


def test_a_message_is_signed_and_says_what_happened(receiver: Receiver) -> None:
    _, secret = endpoint(receiver.url)
    made = event(label="滨江中心", net="30000.00")
    assert tell(hours=1) == 1
    (got,) = receiver.got
    assert got[0] == "/hook"
    assert verify(secret, got) == {
        "type": "contract.activated",
        "timestamp": "2026-01-15T10:00:00+08:00",
        "id": made.pk,
        "subject": {"kind": "contract", "key": "7", "url": json.loads(got[2])["subject"]["url"]},
        "data": {"label": "滨江中心", "net": "30000.00"},
    }
    assert got[1]["webhook-id"] == made.pk
    assert int(got[1]["webhook-timestamp"]) == int((NOW + timedelta(hours=1)).timestamp())
    with pytest.raises(WebhookVerificationError):
        verify(secret, (got[0], got[1], got[2] + b" "))
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.answer, attempt.error) == (200, "ok", "")
    assert (only().state, tell(hours=2)) == (State.DELIVERED, 0)


def test_during_an_overlap_both_secrets_sign_and_afterwards_the_new_one_alone(
    receiver: Receiver,
) -> None:
    row, old = endpoint(receiver.url)
    by = person("administrator")
    new = rotate_secret(row, by=by, now=NOW)
    assert new != old
    for hours, works, fails in ((1, [old, new], []), (25, [new], [old])):
        event()
        assert tell(hours=hours) == 1
        for each in works:
            assert verify(each, receiver.got[-1])
        for each in fails:
            with pytest.raises(WebhookVerificationError):
                verify(each, receiver.got[-1])


def test_the_database_and_the_trail_hold_neither_secret_nor_address_in_plain(
    receiver: Receiver,
) -> None:
    row, secret = endpoint(f"{receiver.url}?key=pass-word")
    sealed = EndpointSecret.objects.get().sealed
    row.refresh_from_db()
    assert secret not in sealed
    assert "pass-word" not in row.address_sealed + row.address_shown
    assert row.address_shown == f"{receiver.url}?…"
    assert "pass-word" not in str(list(Entry.objects.values_list("after", flat=True)))


def test_a_failure_is_tried_again_with_growing_pauses_until_it_works(receiver: Receiver) -> None:
    _, secret = endpoint(receiver.url)
    receiver.answers = [(500, "oh"), (302, ""), (200, "ok")]
    event()
    assert tell() == 0
    assert tell(seconds=4) == 0
    assert len(receiver.got) == 1
    assert tell(seconds=5) == 0
    assert tell(minutes=4) == 0
    assert tell(minutes=6) == 1
    assert [each.status for each in Attempt.objects.order_by("number")] == [500, 302, 200]
    assert len({headers["webhook-id"] for _, headers, _ in receiver.got}) == 1
    assert all(verify(secret, each) for each in receiver.got)


def test_a_receiver_may_ask_to_be_left_alone_for_a_while(receiver: Receiver) -> None:
    endpoint(receiver.url)
    receiver.answers, receiver.headers = [(429, "")], {"Retry-After": "600"}
    event()
    tell()
    assert only().try_after == NOW + timedelta(seconds=600)


def fail_for_good(receiver: Receiver) -> None:
    """Let every try fail, each at its time."""
    receiver.answers = [(503, "x" * 900)]
    moment = NOW
    tell(moment)
    for pause in PAUSES:
        moment += pause
        tell(moment)


def test_what_fails_for_days_ends_and_its_endpoint_is_switched_off_with_a_notice(
    receiver: Receiver,
) -> None:
    row, _ = endpoint(receiver.url)
    event()
    fail_for_good(receiver)
    assert len(receiver.got) == MOST_TRIES
    assert only().state == State.FAILED
    row.refresh_from_db()
    assert (row.is_active, row.off_why[:4]) == (False, "503 ")
    assert len(Attempt.objects.first().answer) == 500  # type: ignore[union-attr]
    notice = Notice.objects.get()
    assert notice.email == row.created_by.email
    assert "已停用" in notice.text["zh"]
    assert Entry.objects.filter(action="deactivate", by=None).exists()


def test_an_endpoint_that_took_something_meanwhile_stays_on(receiver: Receiver) -> None:
    row, _ = endpoint(receiver.url)
    event()
    Endpoint.objects.update(last_success_at=NOW + timedelta(hours=1))
    fail_for_good(receiver)
    row.refresh_from_db()
    assert (only().state, row.is_active) == (State.FAILED, True)


def test_410_ends_it_at_once(receiver: Receiver) -> None:
    row, _ = endpoint(receiver.url)
    receiver.answers = [(410, "gone")]
    event()
    tell()
    row.refresh_from_db()
    assert (only().state, row.is_active) == (State.FAILED, False)


def test_one_message_or_all_that_failed_since_a_moment_are_sent_again(receiver: Receiver) -> None:
    row, _ = endpoint(receiver.url)
    by = person("administrator")
    receiver.answers = [(410, "")]
    for _ in range(3):
        event()
    tell()
    with pytest.raises(Conflict):
        replay(Delivery.objects.first(), by=by, now=NOW)  # type: ignore[arg-type]
    row.refresh_from_db()
    switch_on(row, by=by, now=NOW)
    receiver.answers = [(200, "")]
    one = replay(Delivery.objects.order_by("pk")[0], by=by, now=NOW)
    with pytest.raises(Conflict):
        replay(one, by=by, now=NOW)
    assert replay_failed(row, since=NOW + timedelta(seconds=1), by=by, now=NOW) == 0
    assert replay_failed(row, since=NOW, by=by, now=NOW) == 2
    assert tell() == 3
    assert set(Delivery.objects.values_list("state", flat=True)) == {State.DELIVERED}
    first = [headers["webhook-id"] for _, headers, _ in receiver.got]
    assert len(first) == 4
    assert len(set(first)) == 3
    assert [each.number for each in one.attempts.order_by("number")] == [1, 2]


def test_what_waits_for_an_endpoint_that_is_switched_off_has_failed(receiver: Receiver) -> None:
    row, _ = endpoint(receiver.url)
    by = person("administrator")
    receiver.answers = [(500, "")]
    event()
    tell()
    switch_off(row, by=by, now=NOW)
    assert (only().state, tell(hours=9)) == (State.FAILED, 0)
    with pytest.raises(Conflict):
        send_test(row, by=by, now=NOW)


def test_a_test_message_goes_to_its_endpoint_alone(receiver: Receiver) -> None:
    row, secret = endpoint(receiver.url, "payment.overdue")
    endpoint(receiver.url)
    send_test(row, by=person("administrator"), now=NOW)
    assert tell() == 1
    assert verify(secret, receiver.got[0])["type"] == "webhook.test"


def test_two_workers_never_make_the_same_try(receiver: Receiver) -> None:
    """Both have read the delivery as due before either has claimed it."""
    endpoint(receiver.url)
    event()
    sending.spread(NOW)
    seen = [only(), only()]
    assert sending._claim(seen[0], NOW)
    assert sending._claim(seen[1], NOW) is None


def test_a_worker_that_wakes_up_late_does_not_write_over_a_later_try(receiver: Receiver) -> None:
    endpoint(receiver.url)
    event()
    sending.spread(NOW)
    late = only()
    attempt = sending._claim(late, NOW)
    assert attempt
    assert tell(minutes=3) == 1
    sending._write(late, attempt, posting.Answer(status=500), NOW + timedelta(minutes=4))
    assert only().state == State.DELIVERED
    assert [each.status for each in Attempt.objects.order_by("number")] == [500, 200]


def test_a_slow_drip_is_cut_off_and_others_do_not_wait_for_it(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "SECONDS", 0.4)
    receiver.answers, receiver.pause = [(200, "x" * 300)], 0.05
    endpoint(receiver.url)
    event()
    event()
    tell()
    (attempt,) = Attempt.objects.all()
    assert "no answer within" in attempt.error
    assert 300 < (attempt.took_ms or 0) < 3000
    assert len(receiver.got) == 1


def test_nobody_there_is_a_failure_like_another(settings: Any) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    endpoint("http://127.0.0.1:1/hook")
    event()
    assert tell() == 0
    assert "refused" in Attempt.objects.get().error.lower()


def test_facts_that_are_too_many_are_left_out_and_that_is_said(receiver: Receiver) -> None:
    _, secret = endpoint(receiver.url)
    event(text="x" * 300_000)
    assert tell() == 1
    told = verify(secret, receiver.got[0])
    assert (told["data"], told["data_left_out"]) == ({}, True)


def test_another_key_of_the_installation_is_told_as_what_it_is(
    receiver: Receiver, settings: Any
) -> None:
    endpoint(receiver.url)
    event()
    settings.SECRET_KEY = "another"
    tell()
    assert "another key" in Attempt.objects.get().error
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]


def test_after_ninety_days_it_is_forgotten(receiver: Receiver) -> None:
    endpoint(receiver.url)
    event()
    tell()
    assert forget_old(NOW + timedelta(days=89)) == 0
    assert forget_old(NOW + timedelta(days=91)) == 1
    assert not Event.objects.exists()
    assert not Attempt.objects.exists()
