"""What is handed over with an upgrade, to start a test from."""

from decimal import Decimal
from typing import Any

from lumencare.domain.money import Money
from lumencare.domain.request import BomLine
from lumencare.sites.actions import Replacing
from tests.office import TODAY

COMES = (BomLine("QP5-2L", "处理器", Decimal(2), Money.of("200000"), Money.of("260000")),)
NEW = {
    "ref": "S-900",
    "name": "Athena 办公楼",
    "system_type": "Athena",
    "warranty_class": "1Y",
    "order_date": "2025-12-01",
    "start_up": "manufacturer",
}


def replacing(**more: Any) -> Replacing:
    """Return a handover of the whole old system."""
    facts: dict[str, Any] = {
        "source": "UP-2026-0001",
        "on": TODAY,
        "typed": NEW,
        "lines": COMES,
        **more,
    }
    return Replacing(**facts)
