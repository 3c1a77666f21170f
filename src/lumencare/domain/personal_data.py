"""Personal data as the register tells it: what for, on what ground, how long, how erased."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.text import Text


class Ground(StrEnum):
    """On what ground personal data may be kept (PIPL art. 13)."""

    CONTRACT = "contract"
    CONSENT = "consent"
    LAW = "law"


class Whose(StrEnum):
    """Whose data a kind is: of people outside, who ask for it here, or of staff."""

    OUTSIDE = "outside"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Keep:
    """Why rows stay although their person asks for deletion; for how many years, 0: for ever."""

    code: str
    years: int
    text: Text


@dataclass(frozen=True, slots=True)
class Find:
    """By what a person's rows are known: paths from the row.

    A name counts at their sites alone, a phone number with the name alone.
    """

    user: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    name: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Age:
    """A period: rows of which a moment is this many days past are deleted, or some fields emptied.

    `only` narrows the rows; `fields` gives each field its replacement, and is empty to delete.
    """

    since: str
    days: int
    only: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a kind: what of it is personal, whose rows they are, and what becomes of them.

    `deletes` or `erase` is what a request does; `keep` says why the rows stay; `by` names who
    else sees to the period. `index` follows from other fields, `secret` is shown to nobody.
    """

    model: str
    fields: tuple[str, ...]
    files: tuple[str, ...]
    index: tuple[str, ...]
    secret: tuple[str, ...]
    find: Find
    at: str
    site: str
    deletes: bool
    erase: Mapping[str, str]
    if_over: Mapping[str, tuple[str, ...]]
    keep: Keep | None
    ages: tuple[Age, ...]
    by: str
    hidden: bool

    @property
    def personal(self) -> frozenset[str]:
        """All fields that the register names for this table."""
        return frozenset((*self.fields, *self.files, *self.index, *self.secret, *self.erase))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalKind:
    """A kind of personal data: purpose, ground, where it comes from, who gets it, how long."""

    code: str
    room: str
    name: Text
    purpose: Text
    ground: Ground
    ground_text: Text
    source: Text
    shared: Text
    period: Text
    whose: Whose
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register, in the order in which a person reads it."""

    kinds: tuple[PersonalKind, ...]
    keeps: Mapping[str, Keep]
    # Fields that were looked at and hold nothing of a person, by their model.
    things: Mapping[str, frozenset[str]]

    @property
    def outside(self) -> tuple[PersonalKind, ...]:
        """The kinds that people outside ask about."""
        return tuple(each for each in self.kinds if each.whose is Whose.OUTSIDE)


# What a field can be given in place of what it held; the room of privacy has a function for each.
REPLACEMENTS = frozenset({"name", "empty", "address", "words", "json", "file", "unusable", "no"})
