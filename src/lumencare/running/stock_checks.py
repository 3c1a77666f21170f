"""What must hold for the stock: balances, promises and units are what their records add up to."""

from collections.abc import Iterator
from datetime import datetime

from lumencare.domain.text import Text
from lumencare.running.checkup import Finding, none_of
from lumencare.stock.soundness import (
    count_balances,
    wrong_balances,
    wrong_promises,
    wrong_units,
)

BALANCES = Text("库存", "Stock")
PROMISES = Text("备件预留", "Reservations")
UNITS = Text("按序列号管理的备件", "Units by serial")


def check_stock(_now: datetime) -> Iterator[Finding]:
    """Look whether the stock is what its moves, reservations and units add up to (SC-7)."""
    count = count_balances()
    yield none_of(
        BALANCES,
        wrong_balances(),
        well=Text(
            f"{count} 项结存与出入库记录一致", f"{count} balances are the sums of their moves"
        ),
        broken=Text(
            "结存与出入库记录不一致，请盘点", "balances are not the sums of their moves; count"
        ),
    )
    yield none_of(
        PROMISES,
        wrong_promises(),
        well=Text("与预留记录一致", "what is promised is what reservations hold"),
        broken=Text("与预留记录不一致", "what is promised is not what reservations hold"),
    )
    yield none_of(
        UNITS,
        wrong_units(),
        well=Text("件数与序列号一致", "there are as many as their serials"),
        broken=Text("件数与序列号不一致，请盘点", "there are not as many as their serials; count"),
    )
