"""Words and looks of claims on pages."""

from collections.abc import Mapping

from lumencare.domain.claims.states import ClaimState, ReturnState
from lumencare.domain.stock.kinds import CONDITIONS as STOCK_CONDITIONS
from lumencare.domain.text import Text

# Colour means that something is to be done, or went wrong.
LOOKS: Mapping[str, str] = {
    ClaimState.ASKED: "warn",
    ClaimState.DECIDED: "warn",
    ClaimState.AGREED: "lamp",
    ClaimState.RESERVED: "lamp",
    ClaimState.ORDERED: "hold",
    ClaimState.ISSUED: "lamp",
    ClaimState.FITTED: "ok",
    ClaimState.CLOSED: "ok",
}
RETURN_LOOKS: Mapping[str, str] = {
    ReturnState.ASKED: "lamp",
    ReturnState.OVERDUE: "bad",
    ReturnState.RECEIVED: "ok",
}
CONDITIONS = {each.value: name for each, name in STOCK_CONDITIONS.items()}
SOURCES = {
    "": Text("未定", "not settled"),
    "pool": Text("库存", "stock"),
    "bag": Text("工程师备件包", "engineer's bag"),
    "order": Text("订货", "order"),
}
CHARGE_LOOKS = {"shown": "lamp", "agreed": "ok", "charged": "ok", "disputed": "bad"}
GROUPS = {
    "": Text("全部", "All"),
    "live": Text("未办结", "Not settled"),
    "to-supply": Text("待供货", "To be supplied"),
    "overdue": Text("旧件逾期", "Old part overdue"),
    "lead": Text("无法供货", "Cannot be supplied"),
}
