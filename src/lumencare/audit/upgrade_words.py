"""Words of the trail for surveys, proposals and what completes an upgrade."""

from lumencare.domain.text import Text

ACTIONS = {
    "complete": Text("完成升级", "Completed the upgrade"),
    "drop-finding": Text("删除勘察发现", "Dropped a finding"),
    "lose": Text("登记未成交", "Recorded as lost"),
    "propose-survey": Text("提出勘察", "Proposed the survey"),
    "record": Text("登记勘察发现", "Recorded a finding"),
    "replace-hardware": Text("更换硬件", "Replaced hardware"),
    "send-again": Text("再次安排上门", "Sent out again"),
    "upgrade-software": Text("登记软件升级", "Recorded the software upgrade"),
}

KINDS = {
    "handovers.handover": Text("交付", "Handover"),
    "handovers.upgradebill": Text("升级账单", "Bill of an upgrade"),
    "upgrades.proposalversion": Text("升级方案版本", "Proposal version"),
    "upgrades.survey": Text("现场勘察", "Survey"),
}

FIELDS = {
    "agreed_name": Text("同意人", "Agreed by"),
    "free": Text("免费", "Free"),
    "free_man_days": Text("免费人天", "Free man-days"),
    "man_day_fen": Text("人天单价", "Price of a man-day"),
    "offer": Text("报价依据", "What the price rests on"),
    "offered_on": Text("提出日期", "Offered on"),
}
