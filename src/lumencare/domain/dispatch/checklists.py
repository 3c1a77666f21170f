"""What an engineer looks at and ticks on a visit, by what they came for (SC-4, SC-5, SY-2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a checklist."""

    code: str
    text: Text


_POWER = Check("power", Text("控制柜供电与接线正常", "Power and wiring of the panels are sound"))
_LINK = Check("link", Text("通信链路无报错", "The control links report no errors"))
_PROCESSOR = Check(
    "processor", Text("处理器与服务器运行正常", "Processors and servers run as they should")
)
_SCENES = Check("scenes", Text("按图抽查场景与感应器", "Scenes and sensors tried against drawings"))
_BACKUP = Check("backup", Text("已备份数据库", "The database was backed up"))
_RESTORED = Check("restored", Text("故障区域已恢复", "The faulty area works again"))
_ATTENDED = Check("attended", Text("参训人员已签到", "Those who were trained are on the list"))
_HANDED = Check("handed", Text("培训资料已交付", "The training material was handed over"))
_INVENTORY = Check("inventory", Text("已核对现场设备清单", "The devices in place were listed"))
_KEYPADS = Check("keypads", Text("墙面键盘与控制面板完好", "Keypads and controls are sound"))
_DIMMERS = Check("dimmers", Text("调光与开关模块完好", "Dimming and switching modules are sound"))
_DRAWINGS = Check(
    "drawings", Text("系统图、平面图与现场一致", "The drawings agree with what is in place")
)
_DOWNLOAD = Check(
    "download", Text("数据库可从处理器下载", "The database can be downloaded from the processor")
)
_PICTURES = Check(
    "pictures",
    Text("已拍照：处理器、控制柜、面板", "Processors, panels and keypads were photographed"),
)
_VERSIONS = Check("versions", Text("已记录软件与固件版本", "Software and firmware were noted"))

CHECKLISTS: Mapping[VisitKind, tuple[Check, ...]] = {
    VisitKind.CORRECTIVE: (_POWER, _LINK, _RESTORED, _BACKUP),
    VisitKind.PREVENTIVE: (_POWER, _LINK, _PROCESSOR, _SCENES, _BACKUP),
    VisitKind.TRAINING: (_ATTENDED, _HANDED),
    # What a proposal needs to know of an old system (SY-2 to SY-4).
    VisitKind.SURVEY: (
        _INVENTORY,
        _PROCESSOR,
        _KEYPADS,
        _DIMMERS,
        _POWER,
        _LINK,
        _DRAWINGS,
        _DOWNLOAD,
        _VERSIONS,
        _PICTURES,
    ),
    VisitKind.ADDED_VALUE: (_SCENES, _BACKUP),
}
