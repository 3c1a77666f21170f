"""What the product did not cause: such a part is not covered, whatever runs (SC-10)."""

from collections.abc import Mapping
from enum import StrEnum

from lumencare.domain.text import Reason, Text, does_not_apply


class Damage(StrEnum):
    """What damaged a part, where it was not the product itself."""

    MISUSE = "misuse"
    SURGE = "surge"
    WATER = "water"
    CHANGE = "change"
    OTHER = "other"


DAMAGE_NAMES: Mapping[Damage, Text] = {
    Damage.MISUSE: Text("使用不当", "misuse"),
    Damage.SURGE: Text("电源浪涌或供电异常", "power surge or bad supply"),
    Damage.WATER: Text("进水或受潮", "water or damp"),
    Damage.CHANGE: Text("未经授权的改动", "unauthorised change"),
    Damage.OTHER: Text("其他非产品原因", "another cause outside of the product"),
}


def say_damage(damage: Damage) -> Reason:
    """Say that a part is not covered for what happened to it."""
    name = DAMAGE_NAMES[damage]
    text = Text(
        f"损坏原因为{name.zh}，并非产品原因，更换件不予减免；可申请商务优惠。",
        f"The part was damaged by {name.en}, not by the product, so nothing is taken off; "
        "goodwill may be asked for.",
    )
    return does_not_apply("SC-10", text, damage=damage.value)
