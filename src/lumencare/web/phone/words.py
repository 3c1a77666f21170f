"""The words that the phone's script says itself: what waits, what was sent, what was refused."""

from collections.abc import Mapping

from lumencare.domain.text import Text

WORDS: Mapping[str, Text] = {
    "waiting": Text("待发送", "Waiting to send"),
    "n_waiting": Text("N 项待发送", "N waiting to send"),
    "done": Text("已发送", "Sent"),
    "differs": Text("已发送，有差异", "Sent, differs"),
    "refused": Text("未被接受", "Not accepted"),
    "online": Text("已联网，内容会自动发送。", "Online; it is sent by itself."),
    "offline": Text(
        "没有网络。内容保存在本机，联网后自动发送。",
        "No network. It is kept on this phone and sent once there is one.",
    ),
    "later": Text(
        "服务器暂时没有应答，稍后自动重试。", "The server does not answer; tried again soon."
    ),
    "signed_out": Text(
        "登录已过期。请重新登录，内容仍在本机。",
        "You are signed out. Sign in again; everything is still on this phone.",
    ),
    "of_other": Text(
        "本机还有 N 项内容属于 WHO，请由本人登录后发送。",
        "N more on this phone belong to WHO, who has to sign in to send them.",
    ),
    "send_now": Text("现在发送", "Send now"),
    "take_back": Text("撤回", "Take back"),
    "noted": Text("知道了", "Noted"),
    "keep_file": Text("保存文件", "Save the file"),
    "name_missing": Text("请填写签字人姓名。", "Write down who signs."),
    "sign_first": Text(
        "请客户签字，或说明为何没有签字。", "Let the customer sign, or say why nobody signs."
    ),
    "part_missing": Text("请填写备件型号。", "Write down the part number."),
    "why_missing": Text("请说明原因。", "Say why."),
    "no_code": Text("没有认出条码，请输入。", "No code was found; type it."),
    "no_store": Text(
        "本机浏览器不能保存离线内容，只能在线使用。",
        "This browser cannot keep anything offline; use it online only.",
    ),
}
