"""Words of the trail for sites, hardware lists, records and charges of cases."""

from lumencare.domain.text import Text

ACTIONS = {
    "record-bom": Text("登记硬件清单", "Recorded a hardware list"),
    "send-link": Text("发送客户链接", "Mailed a customer's link"),
    "undo-bom": Text("撤回硬件清单", "Took a hardware list back"),
}

FIELDS = {
    "agreed_at": Text("同意时间", "Agreed at"),
    "agreed_by": Text("同意人", "Agreed by"),
    "agreed_how": Text("同意方式", "How it was agreed"),
    "asked_at": Text("申请时间", "Asked at"),
    "asked_by_id": Text("申请人", "Asked by"),
    "charge_id": Text("收费", "Charge"),
    "contract_id": Text("合同", "Contract"),
    "decided_by_id": Text("审批人", "Decided by"),
    "decision_id": Text("判定", "Decision"),
    "engineer_id": Text("工程师", "Engineer"),
    "gives_database": Text("可读出数据库", "Gives the database"),
    "line_count": Text("行数", "Lines"),
    "man_days": Text("人天", "Man-days"),
    "media_type": Text("文件类型", "Type of file"),
    "paid_on": Text("付款日期", "Paid on"),
    "paid_reference": Text("付款流水号", "Reference of the payment"),
    "part_care_held": Text("持有硬件保障", "Part Care held"),
    "person_id": Text("人员", "Person"),
    "position": Text("排序", "Position"),
    "recorded_by_id": Text("登记人", "Recorded by"),
    "replaced_fen": Text("被更换部件金额", "Amount of what was replaced"),
    "replaced_list_fen": Text("被更换部件目录价", "List amount of what was replaced"),
    "rule": Text("规则", "Rule"),
    "sha256": Text("文件指纹", "Hash of the file"),
    "shown_to": Text("告知对象", "Told to"),
    "start_up_stated": Text("开机调试方已确认", "Start-up is stated"),
    "vat_kind": Text("税目", "Kind of VAT"),
    "vat_rate": Text("税率", "VAT rate"),
    "window_edition": Text("购买窗口的计划版本", "Edition of the window"),
    "window_ends_on": Text("购买窗口截止日", "Window ends on"),
    "window_value_fen": Text("购买窗口内的金额", "Amount within the window"),
}
