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
    "POST /stock/reservations/{number}/prolong": Door(
        Right.RESERVE_PARTS, of="reservation", body={"until": "2026-03-01"}
    ),
    "GET /stock/loans": Door(SEE_STOCK),
    "POST /stock/loans": Door(
        KEEP_STOCK, body={**WISH, "key": "k-4", "borrower": "许工", "due_on": "2026-03-01"}
    ),
    "GET /stock/loans/{number}": Door(SEE_STOCK, of="loan"),
    "POST /stock/loans/{number}/return": Door(KEEP_STOCK, of="loan"),
    "POST /stock/loans/{number}/write-off": Door(KEEP_STOCK, of="loan", body={"why": "未归还"}),
    "GET /stock/orders": Door(SEE_STOCK),
    "POST /stock/orders": Door(
        KEEP_STOCK, body={"key": "k-5", "part": "QSM-4W", "expected_on": "2026-03-01"}
    ),
    "GET /stock/orders/{number}": Door(SEE_STOCK, of="supply"),
    "POST /stock/orders/{number}/expect": Door(
        KEEP_STOCK, of="supply", body={"expected_on": "2026-03-02"}
    ),
    "POST /stock/orders/{number}/receive": Door(KEEP_STOCK, of="supply", body={"key": "k-6"}),
    "POST /stock/orders/{number}/cancel": Door(KEEP_STOCK, of="supply", body={"why": "供应商"}),
    "GET /stock/counts": Door(SEE_STOCK),
    "POST /stock/counts": Door(COUNT_STOCK, body={"place": "BJ"}),
    "GET /stock/counts/{number}": Door(SEE_STOCK, of="count"),
    "POST /stock/counts/{number}/scan": Door(COUNT_STOCK, of="count", body={"code": "QSM-4W"}),
    "POST /stock/counts/{number}/post": Door(COUNT_STOCK, of="count"),
    "POST /stock/counts/{number}/cancel": Door(COUNT_STOCK, of="count"),
}
