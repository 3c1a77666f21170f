"""What can be wrong with input, and what a rule refuses: the two are never mixed."""

from dataclasses import dataclass
from typing import Any

from lumencare.domain.text import Reason, Text
from lumencare.domain.typography import space_mixed

LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with input: where, what was given, what is allowed."""

    where: str
    given: str
    allowed: Text

    def sentence(self, language: str) -> str:
        """Return the problem as one line for people; what was given stays as it was typed."""
        given = self.given
        if len(given) > LONGEST_SHOWN:
            given = f"{given[:LONGEST_SHOWN]}…"
        if language == "zh":
            fault = f"“{given}” 不可用" if given else "缺少内容"
            return f"{self.where}：{fault}。{space_mixed(self.allowed.zh)}"
        fault = f"{given!r} cannot be used" if given else "nothing is given"
        return f"{self.where}: {fault}. {self.allowed.en}"


class InputProblems(Exception):
    """The input is wrong; carries every problem found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(each.sentence("en") for each in problems))
        self.problems = problems


class Refused(Exception):
    """A rule refuses what was asked; carries the reason with its rule id."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"{reason.rule}: {reason.text.en}")
        self.reason = reason


class Conflict(Exception):
    """Somebody else changed it first: nothing was written; says who did what, in both languages.

    `changed` holds what the other changed: field name to its value before and after.
    """

    def __init__(self, text: Text, changed: dict[str, tuple[Any, Any]] | None = None) -> None:
        super().__init__(text.en)
        self.text = text
        self.changed = changed or {}


def unless_stated(reason: Reason) -> Reason:
    """Return a reason against something that says that it may be overruled by another."""
    text = Text(
        f"{reason.text.zh}如仍要安排，请填写理由。",
        f"{reason.text.en} To go on nevertheless, state why.",
    )
    return Reason(reason.rule, reason.applies, text, {**reason.facts, "may_be_stated": True})
