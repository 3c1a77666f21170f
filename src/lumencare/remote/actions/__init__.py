"""Everything that is done in remote service, each in one transaction with its entry."""

from lumencare.remote.actions.coding import read_code_out, request_code
from lumencare.remote.actions.connecting import Connection, resume, start_session
from lumencare.remote.actions.consenting import (
    Window,
    give_consent,
    give_consent_by_link,
    revoke,
    revoke_by_link,
    withdraw_by_link,
    withdraw_consent,
)
from lumencare.remote.actions.drafting import Draft, draft_agreement
from lumencare.remote.actions.drawing import NO_PICTURE
from lumencare.remote.actions.going import drop, end, note, report
from lumencare.remote.actions.keeping import remind_ending, stop_past
from lumencare.remote.actions.preparing import Choice
from lumencare.remote.actions.sending import ask_for_signature, renewal_of, send
from lumencare.remote.actions.signing import Signature, sign
from lumencare.remote.actions.taking import Taken, measure, take_file

__all__ = [
    "NO_PICTURE",
    "Choice",
    "Connection",
    "Draft",
    "Signature",
    "Taken",
    "Window",
    "ask_for_signature",
    "draft_agreement",
    "drop",
    "end",
    "give_consent",
    "give_consent_by_link",
    "measure",
    "note",
    "read_code_out",
    "remind_ending",
    "renewal_of",
    "report",
    "request_code",
    "resume",
    "revoke",
    "revoke_by_link",
    "send",
    "sign",
    "start_session",
    "stop_past",
    "take_file",
    "withdraw_by_link",
    "withdraw_consent",
]
