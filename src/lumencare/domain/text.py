"""Words for people: a Chinese and an English wording that cannot be separated (G-2)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in both languages; Chinese governs."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the wording of `zh` or `en`."""
        return self.zh if language == "zh" else self.en


def short_language(tag: str | None) -> str:
    """Return `zh` or `en` for a language's tag, like `en-gb`; Chinese where it is any other."""
    return "en" if (tag or "").startswith("en") else "zh"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is as it is: a rule id, whether it applies, a sentence, the facts it used."""

    rule: str
    applies: bool
    text: Text
    facts: dict[str, Any] = field(default_factory=dict)


def applies(rule: str, text: Text, **facts: Any) -> Reason:
    """Return a reason for the answer: the rule holds here."""
    return Reason(rule=rule, applies=True, text=text, facts=facts)


def does_not_apply(rule: str, text: Text, **facts: Any) -> Reason:
    """Return a reason against: the rule was considered and does not hold, or forbids."""
    return Reason(rule=rule, applies=False, text=text, facts=facts)
