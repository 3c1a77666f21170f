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
_VERSIONS = Check("versions", Text("已记录软件与固件版本", "Software and firmware were noted"))

CHECKLISTS: Mapping[VisitKind, tuple[Check, ...]] = {
    VisitKind.CORRECTIVE: (_POWER, _LINK, _RESTORED, _BACKUP),
    VisitKind.PREVENTIVE: (_POWER, _LINK, _PROCESSOR, _SCENES, _BACKUP),
    VisitKind.TRAINING: (_ATTENDED, _HANDED),
    VisitKind.SURVEY: (_INVENTORY, _VERSIONS, _POWER, _LINK),
    VisitKind.ADDED_VALUE: (_SCENES, _BACKUP),
}
