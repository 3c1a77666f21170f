"""Valid parts of a proposal for tests of its rules."""

from decimal import Decimal
from typing import Any

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import (
    Content,
    MigrationStep,
    Option,
    OptionKind,
    Reuse,
    ReuseRow,
    Scope,
)
from lumencare.domain.upgrade.lines import Line, LineKind


def a_line(**more: Any) -> Line:
    """Return a line of hardware at its list price."""
    facts: dict[str, Any] = {
        "key": 1,
        "kind": LineKind.HARDWARE,
        "text": "Processor",
        "quantity": Decimal(2),
        "price": Money.of("18000.00"),
        "listed": Money.of("18000.00"),
    }
    return Line(**{**facts, **more})


def a_step(**more: Any) -> MigrationStep:
    """Return a step that takes nothing out of service."""
    return MigrationStep(**{"key": 1, "text": Text("更换处理器", "Replace processors"), **more})


def a_row(**more: Any) -> ReuseRow:
    """Return a row of the reuse table."""
    facts = {"key": 1, "component": "Processor", "verdict": Reuse.REPLACED, "quantity": 2}
    return ReuseRow(**{**facts, **more})


def an_option(**more: Any) -> Option:
    """Return a system upgrade that can be issued."""
    facts: dict[str, Any] = {
        "key": "A",
        "kind": OptionKind.SYSTEM,
        "target": "ATHENA",
        "name": Text("升级到 Athena", "Upgrade to Athena"),
        "lines": (a_line(),),
        "reuse": (a_row(),),
        "steps": (a_step(),),
    }
    return Option(**{**facts, **more})


def a_software_option(**more: Any) -> Option:
    """Return a software upgrade that can be issued."""
    facts: dict[str, Any] = {
        "key": "B",
        "kind": OptionKind.SOFTWARE,
        "name": Text("软件升级", "Software upgrade"),
        "scope": (Scope.CLIENT_SYSTEMS,),
        "lines": (a_line(kind=LineKind.SOFTWARE, text="Vue", quantity=Decimal(1)),),
        "steps": (a_step(),),
    }
    return Option(**{**facts, **more})


def a_content(**more: Any) -> Content:
    """Return a content with both kinds of upgrade side by side."""
    facts: dict[str, Any] = {
        "need": "New phones cannot open the app.",
        "recommended": "A",
        "options": (an_option(), a_software_option()),
    }
    return Content(**{**facts, **more})
