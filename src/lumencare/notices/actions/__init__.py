"""Writes: what happened, reminders, and the endpoints that are told."""

from lumencare.notices.actions.announcing import Happening, announce, announce_many, is_wanted
from lumencare.notices.actions.feeds import drop_feed, make_feed
from lumencare.notices.actions.keeping import (
    add_endpoint,
    change_endpoint,
    rotate_secret,
    switch_off,
    switch_on,
)
from lumencare.notices.actions.reminding import Recipient, Reminder, cancel, put_down
from lumencare.notices.actions.replaying import replay, replay_failed, send_test

__all__ = [
    "Happening",
    "Recipient",
    "Reminder",
    "add_endpoint",
    "announce",
    "announce_many",
    "cancel",
    "change_endpoint",
    "drop_feed",
    "is_wanted",
    "make_feed",
    "put_down",
    "replay",
    "replay_failed",
    "rotate_secret",
    "send_test",
    "switch_off",
    "switch_on",
]
