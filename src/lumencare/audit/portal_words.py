"""Words of the trail for what visitors of the portal do, and what is done for them."""

from lumencare.domain.text import Text

ACTIONS = {
    "make-passport": Text("出具保障证明", "Made a coverage passport"),
    "ask-code": Text("索取登录验证码", "Asked for a sign-in code"),
    "use-code": Text("以验证码登录", "Signed in with a code"),
    "lock-code": Text("验证码多次输错，已锁定", "Locked a code guessed at too often"),
    "use-link": Text("经链接进入客户门户", "Came in by a link"),
    "give-consent": Text("业主同意合作伙伴查看", "The owner let the partner see it"),
    "end-consent": Text("业主撤回合作伙伴查看", "The owner takes sight from the partner"),
    "let-keep": Text("变更人员管理权", "Changed who keeps the people"),
    "rate": Text("客户评价", "The customer rated it"),
    "agree-time": Text("客户确认时间", "The customer agreed to the time"),
    "refuse-time": Text("客户不同意时间", "The customer refused the time"),
    "ask-visit": Text("客户预约上门", "The customer asked for a visit"),
    "ask-quote": Text("客户索取报价", "The customer asked for a quote"),
    "ask-renewal": Text("客户自行续保", "The customer asked to renew"),
    "ask-deletion": Text("请求删除个人信息", "Asked that personal data be deleted"),
    "download-own": Text("下载个人信息", "Downloaded one's own data"),
}

KINDS = {
    "sites.portallink": Text("客户门户链接", "Portal link"),
    "sites.partnerconsent": Text("查看同意", "Consent to see"),
    "desk.rating": Text("评价", "Rating"),
    "sales.quotewish": Text("报价需求", "Wish for a quote"),
}

FIELDS = {
    "stars": Text("星级", "Stars"),
    "words": Text("意见", "Words"),
    "sites": Text("项目地点", "Sites"),
    "is_administrator": Text("管理本单位人员", "Keeps the people"),
    "signer": Text("签字人", "Signed by"),
    "allowance_id": Text("额度", "Allowance"),
}
