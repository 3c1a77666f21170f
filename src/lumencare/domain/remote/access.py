"""The three ways in for remote service (RS-1), and what each needs before anybody connects."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply


class AccessMode(StrEnum):
    """How one connects; the codes are those of the edition's `remote_modes`."""

    SERVER_INTERNET = "server-internet"
    SERVER_CARD = "server-card"
    SITE_LAN = "site-lan"


class Server(StrEnum):
    """What is known of a system's server: it decides which way in there is."""

    ONLINE = "online"
    OFFLINE = "offline"
    NONE = "none"
    UNKNOWN = "unknown"


SERVER_NAMES = {
    Server.ONLINE: Text("有服务器，已接入外网", "a server with internet"),
    Server.OFFLINE: Text("有服务器，未接入外网", "a server without internet"),
    Server.NONE: Text("没有服务器", "no server"),
    Server.UNKNOWN: Text("尚不清楚", "not known yet"),
}
# Said by the customer, in their own words: the page that they sign on.
MODE_NAMES = {
    AccessMode.SERVER_INTERNET: Text("经我方网络登录服务器", "Through our network to the server"),
    AccessMode.SERVER_CARD: Text("服务器插 4G/5G 网卡", "4G/5G card in the server"),
    AccessMode.SITE_LAN: Text("现场搭 4G/5G 局域网", "4G/5G LAN built on site"),
}
MODE_HINTS = {
    AccessMode.SERVER_INTERNET: Text("服务器已接入外网", "The server has internet"),
    AccessMode.SERVER_CARD: Text("服务器未接入外网", "The server has no internet"),
    AccessMode.SITE_LAN: Text("系统没有服务器", "The system has no server"),
}
MODE_OF_SERVER = {
    Server.ONLINE: (AccessMode.SERVER_INTERNET,),
    # A card works in any server; it is offered where there is no other way (RS-1).
    Server.OFFLINE: (AccessMode.SERVER_CARD,),
    Server.NONE: (AccessMode.SITE_LAN,),
    Server.UNKNOWN: tuple(AccessMode),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to make sure of before connecting; `note`: what is to be written down with it."""

    code: str
    text: Text
    note: Text | None = None


_TOLD = Check(
    "told",
    Text("客户现场知道此次连接，系统可安全操作", "People on site know of it and are safe"),
    Text("客户方联系人", "Who at the customer"),
)
_BACKUP = Check(
    "backup",
    Text("数据库已备份，备份可恢复", "The database is backed up and can be restored"),
)
_SERVER = (
    Check(
        "access",
        Text("客户方授权人已开通访问", "The customer's authorised person opened the access"),
        Text("开通人", "Who opened it"),
    ),
    Check("reachable", Text("服务器开机且可以到达", "The server is on and can be reached")),
    Check(
        "protection",
        Text(
            "杀毒与防火墙状态已核对，未为此关闭防护",
            "Antivirus and firewall are as agreed; none was switched off for it",
        ),
    ),
    _BACKUP,
    _TOLD,
)
CHECKS = {
    AccessMode.SERVER_INTERNET: _SERVER,
    AccessMode.SERVER_CARD: (
        Check(
            "card",
            Text("4G/5G 网卡已插入并联网", "The 4G/5G card is in and online"),
            Text("网卡归谁所有", "Whose card it is"),
        ),
        Check("volume", Text("流量足够，费用由谁承担已说明", "Data volume is enough and paid for")),
        *(each for each in _SERVER if each.code != "access"),
    ),
    AccessMode.SITE_LAN: (
        Check(
            "tool",
            Text("组网工具在现场，有人照看", "The tool is on site and somebody looks after it"),
            Text("现场持有人", "Who holds it"),
        ),
        Check(
            "isolated",
            Text(
                "临时局域网只接照明系统，未接客户办公网络",
                "The temporary LAN holds the lighting system alone, not the office network",
            ),
        ),
        Check("volume", Text("流量足够，费用由谁承担已说明", "Data volume is enough and paid for")),
        _TOLD,
    ),
}


def modes_for(server: Server) -> tuple[AccessMode, ...]:
    """Return the ways in that suit a system (RS-1); all where its server is not known."""
    return MODE_OF_SERVER[server]


def suits(mode: AccessMode, server: Server) -> bool:
    """Tell whether a way in suits a system."""
    return mode in modes_for(server)


def require_suiting(mode: AccessMode, server: Server) -> None:
    """Raise Refused (RS-1) where a system cannot be reached in this way."""
    if suits(mode, server):
        return
    fits = modes_for(server)
    text = Text(
        f"此系统{SERVER_NAMES[server].zh}，不能“{MODE_NAMES[mode].zh}”；"
        f"应为：{'、'.join(MODE_NAMES[each].zh for each in fits)}。",
        f"The system has {SERVER_NAMES[server].en}; use: "
        f"{', '.join(MODE_NAMES[each].en for each in fits)}.",
    )
    raise Refused(does_not_apply("RS-1", text, mode=mode.value, server=server.value))


def missing_checks(mode: AccessMode, done: Collection[str]) -> tuple[Check, ...]:
    """Return what is not made sure of yet, in the order of the list."""
    return tuple(each for each in CHECKS[mode] if each.code not in done)
