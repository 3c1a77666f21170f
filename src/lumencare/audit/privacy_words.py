"""Words of the trail for personal data: what people asked for, agreed to, and what was erased."""

from lumencare.domain.text import Text

ACTIONS = {
    "agree": Text("同意", "Agreed"),
    "take-back": Text("撤回同意或请求", "Took a consent or a request back"),
    "ask-copy": Text("索取个人信息副本", "Asked for a copy of one's own data"),
    "ask-correction": Text("请求更正个人信息", "Asked that personal data be corrected"),
    "check": Text("核对", "Checked"),
    "erase": Text("执行删除", "Began the deletion"),
    "erase-person": Text("删除个人信息", "Erased a person"),
    "erase-old": Text("清理到期的个人信息", "Erased what was over"),
}

KINDS = {
    "privacy.consent": Text("同意", "Consent"),
    "privacy.datarequest": Text("个人信息请求", "Request about personal data"),
    "privacy.export": Text("个人信息副本", "Copy of one's own data"),
    "privacy.retentionrun": Text("到期清理", "Night of erasing"),
}

FIELDS = {
    "outcome": Text("结果", "Outcome"),
    "counts": Text("条数", "Counts"),
}
