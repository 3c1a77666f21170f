"""The addresses of spare parts: the pool, bags, loans, counts."""

from lumencare.accounts.roles import Right
from tests.web.door import Door

PARTS = {
    "stock": Door(Right.SEE_STOCK),
    "stock-export": Door(Right.SEE_STOCK),
    "stock-scan": Door(Right.SEE_STOCK),
    "stock-levels": Door(Right.SEE_STOCK),
    "stock-levels-export": Door(Right.SEE_STOCK),
    "stock-reserve": Door(None, send=Right.RESERVE_PARTS),
    "stock-move": Door(None, send=Right.KEEP_STOCK),
    "stock-correct": Door(None, send=Right.COUNT_STOCK),
    "stock-bag": Door(Right.USE_BAG),
    "stock-bag-use": Door(None, send=Right.USE_BAG),
    "stock-reservations": Door(Right.SEE_STOCK),
    "stock-issue": Door(None, send=Right.KEEP_STOCK),
    "stock-release": Door(None, send=Right.RESERVE_PARTS),
    "stock-prolong": Door(None, send=Right.RESERVE_PARTS),
    "stock-supplies": Door(Right.SEE_STOCK),
    "stock-receive": Door(None, send=Right.KEEP_STOCK),
    "stock-expect": Door(None, send=Right.KEEP_STOCK),
    "stock-loans": Door(Right.SEE_STOCK),
    "stock-loan-end": Door(None, send=Right.KEEP_STOCK),
    # Engineers count their own bag: whose place it is decides.
    "stock-counts": Door(Right.SEE_STOCK),
    "stock-count-new": Door(None, send=Right.SEE_STOCK),
    "stock-count": Door(Right.SEE_STOCK),
    "stock-count-scan": Door(None, send=Right.SEE_STOCK),
    "stock-count-end": Door(None, send=Right.SEE_STOCK),
    "stock-count-forget": Door(None, send=Right.SEE_STOCK),
    "stock-places": Door(Right.SEE_STOCK),
    "stock-place-new": Door(None, send=Right.KEEP_STOCK),
    "stock-place": Door(Right.SEE_STOCK),
    "stock-place-close": Door(None, send=Right.KEEP_STOCK),
    "stock-moves": Door(Right.SEE_STOCK),
    "stock-moves-export": Door(Right.SEE_STOCK),
    "stock-part": Door(Right.SEE_STOCK),
}
