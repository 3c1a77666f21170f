"""Words of the trail for remote service: what was done, to what, and what fields are called."""

from lumencare.domain.text import Text

AGREEMENT, SESSION = "remote.remoteagreement", "remote.remotesession"

ACTIONS = {
    "draft": Text("起草协议", "Drafted the agreement"),
    "read-code": Text("电话告知验证码", "Read a code out"),
    "withdraw-consent": Text("客户撤回同意", "The customer withdrew consent"),
    "start-session": Text("开始连接", "Connected"),
    "session-drop": Text("连接断开", "The connection dropped"),
    "session-resume": Text("恢复连接", "Connected again"),
    "session-note": Text("记录操作", "Noted what was done"),
    "session-end": Text("结束连接", "Ended the session"),
    "session-stop": Text("连接被停止", "The session was stopped"),
    "session-report": Text("补记所做工作", "Wrote down what was done"),
}

# What an action that others have too is called where it is done in remote service.
OWN = {
    "expire": Text("协议到期", "The agreement expired"),
    "give-consent": Text("登记同意的时段", "Noted when one may connect"),
    "revoke": Text("撤回", "Revoked"),
    "send": Text("发送签署链接", "Sent the link to sign"),
    "sign": Text("签署", "Signed"),
    "supersede": Text("由新协议取代", "Superseded by a newer agreement"),
}

KINDS = {
    AGREEMENT: Text("远程协议", "Remote agreement"),
    SESSION: Text("远程会话", "Remote session"),
}

FIELDS = {
    "case": Text("服务请求", "Case"),
    "consent": Text("同意的时段", "Consent window"),
    "mode": Text("接入方式", "Way in"),
    "months": Text("有效月数", "Months"),
    "paper_sha256": Text("协议文本的指纹", "Hash of the paper"),
    "party": Text("签署方", "Party"),
    "records_ground": Text("资料依据", "Ground for going on"),
    "revoked_at": Text("撤回时间", "Revoked at"),
    "revoked_by_name": Text("撤回人", "Revoked by"),
    "revoked_why": Text("撤回原因", "Why it was revoked"),
    "server": Text("服务器", "Server"),
    "signer_name": Text("签署人", "Signer"),
    "valid_from": Text("生效时间", "Valid from"),
}
