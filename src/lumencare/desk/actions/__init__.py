"""What is done at the service desk."""

from lumencare.desk.actions.assigning import assign, change_case, note_call
from lumencare.desk.actions.clocks import (
    PastPause,
    agree_windows,
    enter_past_pause,
    pause,
    resume,
    start_work,
    undo_event,
)
from lumencare.desk.actions.deciding import find_cause
from lumencare.desk.actions.ending import close, reopen, resolve
from lumencare.desk.actions.opening import Opened, name_site, name_system, open_case
from lumencare.desk.actions.parts import add_part, remove_part

__all__ = [
    "Opened",
    "PastPause",
    "add_part",
    "agree_windows",
    "assign",
    "change_case",
    "close",
    "enter_past_pause",
    "find_cause",
    "name_site",
    "name_system",
    "note_call",
    "open_case",
    "pause",
    "remove_part",
    "reopen",
    "resolve",
    "resume",
    "start_work",
    "undo_event",
]
