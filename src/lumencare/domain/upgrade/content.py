"""What a proposal offers: options side by side, each with lines, reuse and steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.text import Text
from lumencare.domain.upgrade.lines import Line, LineKind

OPTION_KEYS = ("A", "B", "C", "D")
NO_TEXT = Text("", "")


class OptionKind(StrEnum):
    """The two ways to bring a system up to date (SY-1)."""

    SOFTWARE = "software-upgrade"
    SYSTEM = "system-upgrade"


OPTION_KIND_NAMES: Mapping[OptionKind, Text] = {
    OptionKind.SOFTWARE: Text("软件升级", "Software upgrade"),
    OptionKind.SYSTEM: Text("系统升级", "System upgrade"),
}


class Scope(StrEnum):
    """What a software upgrade brings: the wider, Chinese, list (SY-1, X-9)."""

    CLIENT_SYSTEMS = "client-systems"
    FUNCTIONS = "functions"
    SMART_MODULES = "smart-modules"
    FIXTURES = "fixtures"


SCOPE_NAMES: Mapping[Scope, Text] = {
    Scope.CLIENT_SYSTEMS: Text("支持新的客户端操作系统", "new client operating systems"),
    Scope.FUNCTIONS: Text("新功能", "new functions"),
    Scope.SMART_MODULES: Text("支持原厂智能模块", "the manufacturer's smart modules"),
    Scope.FIXTURES: Text("支持新型灯具", "new fixture types"),
}


class Reuse(StrEnum):
    """What becomes of a component in an upgrade."""

    KEPT = "kept"
    ADAPTED = "adapted"
    REPLACED = "replaced"


REUSE_NAMES: Mapping[Reuse, Text] = {
    Reuse.KEPT: Text("保留", "Kept"),
    Reuse.ADAPTED: Text("适配后保留", "Kept with an adapter"),
    Reuse.REPLACED: Text("更换", "Replaced"),
}


class Doer(StrEnum):
    """Who does a step."""

    MANUFACTURER = "manufacturer"
    PARTNER = "partner"
    CUSTOMER = "customer"


DOER_NAMES: Mapping[Doer, Text] = {
    Doer.MANUFACTURER: Text("原厂", "the manufacturer"),
    Doer.PARTNER: Text("合作伙伴", "the partner"),
    Doer.CUSTOMER: Text("客户", "the customer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseRow:
    """What becomes of one kind of component; `assumed` is what the catalogue said, if it did.

    `why` is needed where staff decide otherwise than the catalogue. `replacement` is the part
    that comes instead, or the adapter.
    """

    key: int
    component: str
    verdict: Reuse
    quantity: int = 1
    part_number: str = ""
    replacement: str = ""
    assumed: Reuse | None = None
    why: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationStep:
    """One step of the change-over: what is done, who does it, what is out of service, how long."""

    key: int
    text: Text
    doer: Doer = Doer.MANUFACTURER
    days: int = 1
    out_of_service: Text = NO_TEXT
    out_hours: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way that is offered; `target` is the code of the family that follows, where one does.

    `no_exploration_why` says why no exploration is offered although site records are missing.
    """

    key: str
    kind: OptionKind
    target: str = ""
    name: Text = NO_TEXT
    gains: Text = NO_TEXT
    scope: tuple[Scope, ...] = ()
    lines: tuple[Line, ...] = ()
    reuse: tuple[ReuseRow, ...] = ()
    steps: tuple[MigrationStep, ...] = ()
    no_exploration_why: str = ""

    def of_kind(self, kind: LineKind) -> tuple[Line, ...]:
        """Return the lines of a kind."""
        return tuple(each for each in self.lines if each.kind is kind)

    @property
    def replaced(self) -> tuple[ReuseRow, ...]:
        """What goes out of the system, and so out of its cover."""
        return tuple(each for each in self.reuse if each.verdict is Reuse.REPLACED)

    @property
    def out_hours(self) -> int:
        """How many hours something is out of service, all steps together."""
        return sum(each.out_hours for each in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one version of a proposal offers; `need` is what the customer asked for, in words."""

    need: str = ""
    recommended: str = ""
    options: tuple[Option, ...] = ()

    def option(self, key: str) -> Option | None:
        """Return an option by its key."""
        return next((each for each in self.options if each.key == key), None)
