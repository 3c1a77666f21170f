"""Why a proposal was lost: a closed list, so that losses can be counted, with words besides."""

from collections.abc import Mapping
from enum import StrEnum

from lumencare.domain.text import Text


class LossReason(StrEnum):
    """What decided against a proposal."""

    PRICE = "price"
    BUDGET = "budget"
    COMPETITOR = "competitor"
    POSTPONED = "postponed"
    REPAIRED = "repaired"
    CLOSING = "closing"
    NO_ANSWER = "no-answer"
    OTHER = "other"


LOSS_NAMES: Mapping[LossReason, Text] = {
    LossReason.PRICE: Text("价格过高", "Too expensive"),
    LossReason.BUDGET: Text("没有预算", "No budget"),
    LossReason.COMPETITOR: Text("选择其他品牌", "Chose another make"),
    LossReason.POSTPONED: Text("推迟", "Put off"),
    LossReason.REPAIRED: Text("已修复，无需升级", "Repaired instead"),
    LossReason.CLOSING: Text("项目关闭或拆除", "Building closes"),
    LossReason.NO_ANSWER: Text("没有答复", "No answer"),
    LossReason.OTHER: Text("其他", "Other"),
}
