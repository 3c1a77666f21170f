"""The closed sets of System Care: what a system in the catalogue, a component, a lead can be."""

from enum import StrEnum

from lumencare.domain.text import Text


class SystemStatus(StrEnum):
    """Where a system stands in its life, from sold to gone."""

    CURRENT = "current"
    SUPPORTED_LEGACY = "supported-legacy"
    OLDER = "older"
    SALES_ENDED = "sales-ended"
    DISCONTINUED = "discontinued"
    OBSOLETE = "obsolete"


class Category(StrEnum):
    """Where a system is used."""

    COMMERCIAL = "commercial"
    RESIDENTIAL = "residential"
    BOTH = "both"
    HOSPITALITY = "hospitality"
    COMPONENT = "component"
    SHADING = "shading"


class HasDatabase(StrEnum):
    """Whether a system has a project database (SC-9)."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    HOST = "host"


class FromProcessor(StrEnum):
    """Whether the database can be read out of the processor (X-10)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How well a fact is supported by its source."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ComponentKind(StrEnum):
    """A part of a system as an upgrade sees it."""

    PROCESSOR = "processor"
    SERVER = "server"
    DATABASE = "database"
    PANELS = "panels"
    CONTROLS = "controls"
    SENSORS = "sensors"
    DRIVERS = "drivers"
    SHADES = "shades"
    INTERFACES = "interfaces"
    WIRING = "wiring"


class LeadState(StrEnum):
    """How far a lead has come."""

    OPEN = "open"
    PROPOSAL = "proposal"
    WON = "won"
    LOST = "lost"


class LeadReasonKind(StrEnum):
    """Why a system calls for System Care."""

    OLD = "old"
    PARTS = "parts"
    SOFTWARE = "software"
    CLIENTS = "clients"
    FUNCTIONS = "functions"
    CLAIM = "claim"
    STOCK = "stock"
    ASKED = "asked"


LIVE_LEADS = frozenset({LeadState.OPEN, LeadState.PROPOSAL})

STATUSES = {
    SystemStatus.CURRENT: Text("在售", "Current"),
    SystemStatus.SUPPORTED_LEGACY: Text("旧型号，仍受支持", "Legacy, still supported"),
    SystemStatus.OLDER: Text("较旧，状态待核实", "Older, to be verified"),
    SystemStatus.SALES_ENDED: Text("已停售", "No longer sold"),
    SystemStatus.DISCONTINUED: Text("已停止供应", "Discontinued"),
    SystemStatus.OBSOLETE: Text("已停产", "Obsolete"),
}
CATEGORIES = {
    Category.COMMERCIAL: Text("商业", "Commercial"),
    Category.RESIDENTIAL: Text("家居", "Residential"),
    Category.BOTH: Text("商业与家居", "Commercial and residential"),
    Category.HOSPITALITY: Text("酒店", "Hospitality"),
    Category.COMPONENT: Text("部件", "Component"),
    Category.SHADING: Text("遮阳", "Shading"),
}
DATABASES = {
    HasDatabase.YES: Text("有数据库", "Has a database"),
    HasDatabase.NO: Text("没有数据库", "Has no database"),
    HasDatabase.PARTLY: Text("部分型号有数据库", "Some models have a database"),
    HasDatabase.HOST: Text("数据库在所属系统中", "In the database of its host system"),
}
FROM_PROCESSORS = {
    FromProcessor.YES: Text("可从处理器下载", "Can be downloaded from the processor"),
    FromProcessor.NO: Text("不能从处理器下载", "Cannot be downloaded from the processor"),
    FromProcessor.UNKNOWN: Text("能否下载未知", "Whether it can be downloaded is not known"),
}
CONFIDENCES = {
    Confidence.HIGH: Text("高", "High"),
    Confidence.MEDIUM: Text("中", "Medium"),
    Confidence.LOW: Text("低", "Low"),
}
COMPONENT_KINDS = {
    ComponentKind.PROCESSOR: Text("处理器", "Processor"),
    ComponentKind.SERVER: Text("服务器与软件", "Server and software"),
    ComponentKind.DATABASE: Text("项目数据库", "Project database"),
    ComponentKind.PANELS: Text("调光与开关面板、模块", "Panels and modules"),
    ComponentKind.CONTROLS: Text("墙面控制", "Wall controls"),
    ComponentKind.SENSORS: Text("传感器", "Sensors"),
    ComponentKind.DRIVERS: Text("驱动器与灯具", "Drivers and fixtures"),
    ComponentKind.SHADES: Text("遮阳", "Shades"),
    ComponentKind.INTERFACES: Text("接口", "Interfaces"),
    ComponentKind.WIRING: Text("线缆", "Wiring"),
}
LEAD_STATES = {
    LeadState.OPEN: Text("待跟进", "Open"),
    LeadState.PROPOSAL: Text("方案中", "Proposal"),
    LeadState.WON: Text("已成交", "Won"),
    LeadState.LOST: Text("未成交", "Lost"),
}
LEAD_REASONS = {
    LeadReasonKind.OLD: Text("系统老旧", "Old system"),
    LeadReasonKind.PARTS: Text("部件停产", "Obsolete parts"),
    LeadReasonKind.SOFTWARE: Text("软件落后", "Software behind"),
    LeadReasonKind.CLIENTS: Text("客户端系统", "Client systems"),
    LeadReasonKind.FUNCTIONS: Text("功能缺失", "Functions missing"),
    LeadReasonKind.CLAIM: Text("更换件停产", "Claimed part is obsolete"),
    LeadReasonKind.STOCK: Text("备件缺口", "Spare stock short"),
    LeadReasonKind.ASKED: Text("客户提出", "Customer asked"),
}
