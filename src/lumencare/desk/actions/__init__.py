"""What is done at the service desk."""

from lumencare.desk.actions.alerting import alert_desk
from lumencare.desk.actions.assigning import assign, change_case, note_call
from lumencare.desk.actions.attaching import attach_files
from lumencare.desk.actions.billing import invoice_bill, pay_bill, refund_bill
from lumencare.desk.actions.charging import (
    agree_charge,
    charge_customer,
    dispute_charge,
    show_charge,
    undo_charge,
    withdraw_charge,
)
from lumencare.desk.actions.clocks import (
    PastPause,
    agree_windows,
    enter_past_pause,
    pause,
    resume,
    start_work,
    undo_event,
)
from lumencare.desk.actions.ending import close, reopen, resolve
from lumencare.desk.actions.finding_cause import find_cause
from lumencare.desk.actions.flagging import take_flag_down
from lumencare.desk.actions.goodwill import decide_goodwill, give_goodwill
from lumencare.desk.actions.merging import merge, split
from lumencare.desk.actions.opening import Opened, name_site, name_system, open_case
from lumencare.desk.actions.parts import add_part, remove_part
from lumencare.desk.actions.receiving import Incoming, Received, receive_message
from lumencare.desk.actions.sharing import PartShare, show_share
from lumencare.desk.actions.watching import see_mentions, unwatch, watch
from lumencare.desk.actions.writing import write_note, write_to_customer

__all__ = [
    "Incoming",
    "Opened",
    "PartShare",
    "PastPause",
    "Received",
    "add_part",
    "agree_charge",
    "agree_windows",
    "alert_desk",
    "assign",
    "attach_files",
    "change_case",
    "charge_customer",
    "close",
    "decide_goodwill",
    "dispute_charge",
    "enter_past_pause",
    "find_cause",
    "give_goodwill",
    "invoice_bill",
    "merge",
    "name_site",
    "name_system",
    "note_call",
    "open_case",
    "pause",
    "pay_bill",
    "receive_message",
    "refund_bill",
    "remove_part",
    "reopen",
    "resolve",
    "resume",
    "see_mentions",
    "show_charge",
    "show_share",
    "split",
    "start_work",
    "take_flag_down",
    "undo_charge",
    "undo_event",
    "unwatch",
    "watch",
    "withdraw_charge",
    "write_note",
    "write_to_customer",
]
