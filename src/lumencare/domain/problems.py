"""What can be wrong with input, and what a rule refuses: the two are never mixed."""

from dataclasses import dataclass

from lumencare.domain.text import Reason, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with input: where, what was given, what is allowed."""

    where: str
    given: str
    allowed: Text

    def sentence(self, language: str) -> str:
        """Return the problem as one line for people."""
        if language == "zh":
            return f"{self.where}：“{self.given}” 不可用。{self.allowed.zh}"
        return f"{self.where}: {self.given!r} cannot be used. {self.allowed.en}"


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
