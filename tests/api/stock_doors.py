"""Operations of the spare parts: which right opens each, and what is sent to it."""

from lumencare.accounts.roles import Right
from tests.api.door import Door

SEE_STOCK, KEEP_STOCK, COUNT_STOCK = Right.SEE_STOCK, Right.KEEP_STOCK, Right.COUNT_STOCK
WISH = {"key": "k-1", "part": "QSM-4W", "reference": "C-2601-001", "plan_customer": True}
STOCK = {
    "GET /stock/parts": Door(SEE_STOCK),
    "GET /stock/reorder": Door(SEE_STOCK),
    "GET /stock/places": Door(SEE_STOCK),
    "GET /stock/balances": Door(SEE_STOCK),
    "GET /stock/moves": Door(SEE_STOCK),
    "POST /stock/moves": Door(KEEP_STOCK, body={**WISH, "kind": "issue"}),
    "GET /stock/reservations": Door(SEE_STOCK),
    "POST /stock/reservations": Door(Right.RESERVE_PARTS, body={**WISH, "key": "k-2"}),
    "GET /stock/reservations/{number}": Door(SEE_STOCK, of="reservation"),
    "POST /stock/reservations/{number}/issue": Door(
        KEEP_STOCK, of="reservation", body={"key": "k-3"}
    ),
    "POST /stock/reservations/{number}/release": Door(
        Right.RESERVE_PARTS, of="reservation", body={"why": "客户取消"}
    ),
    "GET /stock/counts": Door(SEE_STOCK),
    "POST /stock/counts": Door(COUNT_STOCK, body={"place": "BJ"}),
    "GET /stock/counts/{number}": Door(SEE_STOCK, of="count"),
    "POST /stock/counts/{number}/scan": Door(COUNT_STOCK, of="count", body={"code": "QSM-4W"}),
    "POST /stock/counts/{number}/post": Door(COUNT_STOCK, of="count"),
    "POST /stock/counts/{number}/cancel": Door(COUNT_STOCK, of="count"),
}
