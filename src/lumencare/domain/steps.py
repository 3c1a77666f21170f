"""Versions that go from state to state: which step may be taken, and what is said if not.

Quotes and upgrade proposals each have a table of their own; what a table means is said here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply

State = TypeVar("State", bound=str)
Step = TypeVar("Step", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[State]):
    """From which states a step may be taken, and the states it may lead to."""

    sources: frozenset[State]
    targets: frozenset[State]


def allow(*sources: State, to: tuple[State, ...]) -> Transition[State]:
    """Return the transition of a step."""
    return Transition(frozenset(sources), frozenset(to))


@dataclass(frozen=True, slots=True)
class StepTable(Generic[Step, State]):
    """The one table of a kind of version; `against` says what stands against a step, by state."""

    transitions: Mapping[Step, Transition[State]]
    verbs: Mapping[Step, Text]
    against: Mapping[str, tuple[str, Text]]

    def may_take(self, step: Step, state: str) -> bool:
        """Tell whether a step may be taken from a state."""
        return state in self.transitions[step].sources

    def require_step(self, step: Step, state: str) -> None:
        """Raise Refused, naming what stands against it, where a step may not be taken."""
        if not self.may_take(step, state):
            rule, why = self.against[state]
            verb = self.verbs[step]
            text = Text(f"不能{verb.zh}：{why.zh}", f"This version cannot be {verb.en}: {why.en}")
            raise Refused(does_not_apply(rule, text, state=state))
