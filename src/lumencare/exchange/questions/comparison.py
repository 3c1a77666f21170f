"""The question of `compare`: what may this system buy, for how much, covering what."""

from collections.abc import Mapping
from typing import Any

from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.comparison import Comparison, compare
from lumencare.domain.system import System
from lumencare.exchange.questions.inputs import Inputs


def ask_comparison(inputs: Inputs, given: Mapping[str, Any]) -> Comparison:
    """Compare all plans for a system as it was described; raise with all that is wrong."""
    warranty_class = inputs.choice("class", given["class"], WarrantyClass)
    bom = inputs.bom("bom", given["bom"])
    start_up = inputs.choice("start_up", given["start_up"], StartUp)
    order_date, on = inputs.order_and_on(given["order_date"], given["on"])
    edition = inputs.edition(given["edition"], on)
    reach = inputs.reach(given["city"], edition)
    inputs.require()
    system = System(warranty_class, order_date, bom, start_up)
    return compare(edition, system, on, reach=reach)
