"""Everything that can be done to stock, each in one transaction with its entry, once by its key."""

from lumencare.stock.actions.counting import (
    Scan,
    cancel_count,
    forget_line,
    open_count,
    scan,
)
from lumencare.stock.actions.lending import Lending, lend, take_back_loan, write_off_loan
from lumencare.stock.actions.moving import issue, receive, regrade, scrap, take_back, transfer
from lumencare.stock.actions.places import (
    add_place,
    close_place,
    keep_in_pool,
    reopen_place,
    shanghai_pool,
)
from lumencare.stock.actions.posting import correct_count, post_count
from lumencare.stock.actions.promising import (
    Wish,
    drop,
    expire_reservations,
    issue_reserved,
    prolong,
    release,
    reserve,
)
from lumencare.stock.actions.supplying import cancel_supply, expect_supply, order_parts
from lumencare.stock.goods import Goods, Slip
from lumencare.stock.models import Move

__all__ = [
    "Goods",
    "Lending",
    "Move",
    "Scan",
    "Slip",
    "Wish",
    "add_place",
    "cancel_count",
    "cancel_supply",
    "close_place",
    "correct_count",
    "drop",
    "expect_supply",
    "expire_reservations",
    "forget_line",
    "issue",
    "issue_reserved",
    "keep_in_pool",
    "lend",
    "open_count",
    "order_parts",
    "post_count",
    "prolong",
    "receive",
    "regrade",
    "release",
    "reopen_place",
    "reserve",
    "scan",
    "scrap",
    "shanghai_pool",
    "take_back",
    "take_back_loan",
    "transfer",
    "write_off_loan",
]
