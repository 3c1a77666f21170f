"""What a fault comes from, in words: for the desk, on site and on paper (SC-10)."""

from collections.abc import Mapping

from lumencare.domain.text import Text

CAUSE_NAMES: Mapping[str, Text] = {
    "unknown": Text("尚未查明", "not found yet"),
    "product": Text("产品原因", "the product"),
    "other": Text("非产品原因", "not the product"),
}
