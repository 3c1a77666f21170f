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
    "sites.replacement": Text("系统更换", "Replacement of a system"),
    "upgrades.finding": Text("勘察发现", "Finding"),
    "upgrades.proposalversion": Text("升级方案版本", "Proposal version"),
    "upgrades.survey": Text("现场勘察", "Survey"),
}

FIELDS = {
    "agreed_name": Text("同意人", "Agreed by"),
    "completed_by_id": Text("移交登记人", "Handover recorded by"),
    "completed_on": Text("完工日期", "Completed on"),
    "evidence": Text("移交凭证", "Evidence of the handover"),
    "free": Text("免费", "Free"),
    "free_man_days": Text("免费人天", "Free man-days"),
    "handed_to": Text("接收人", "Handed to"),
    "man_day_fen": Text("人天单价", "Price of a man-day"),
    "new_id": Text("新系统", "New system"),
    "offer": Text("报价依据", "What the price rests on"),
    "offered_on": Text("提出日期", "Offered on"),
    "old_id": Text("旧系统", "Old system"),
    "part_number": Text("部件号", "Part number"),
    "photo_sha256": Text("照片指纹", "Hash of the photo"),
    "proposal_version_id": Text("升级方案版本", "Proposal version"),
    "replacement_id": Text("系统更换", "Replacement of the system"),
    "retired_on": Text("停用日期", "Out of use since"),
    "settled": Text("未结事项的处理", "What was decided of open things"),
    "software_after": Text("升级后软件版本", "Software afterwards"),
    "software_before": Text("升级前软件版本", "Software before"),
    "sold_by": Text("销售依据", "Sold by"),
    "survey_id": Text("勘察", "Survey"),
    "whole": Text("整体更换", "As a whole"),
}
