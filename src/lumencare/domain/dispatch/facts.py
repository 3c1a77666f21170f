"""What a choice of slots rests on: the visit that is wanted, and each engineer's time."""

from dataclasses import dataclass, field
from datetime import date, datetime

from lumencare.domain.place import Place
from lumencare.domain.servicehours import ServiceWindow
from lumencare.domain.text import Text

TENTH_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Need:
    """Something that whoever comes must be able to do."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A visit to be placed. `due_at` is by when somebody must start; None: no promise.

    `windows` are the hours that were bought or agreed for it. `may_shorten`: a repair is started
    in time and may end before its planned length is over.
    """

    place: Place
    tenths: int
    needs: tuple[Need, ...] = ()
    remote: bool = False
    due_at: datetime | None = None
    windows: frozenset[ServiceWindow] = frozenset()
    may_shorten: bool = False


@dataclass(frozen=True, slots=True)
class Busy:
    """A time that is taken; `place` is where it leaves the engineer, None where they stay."""

    start: datetime
    end: datetime
    name: Text
    place: Place | None = None
    is_absence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineerTime:
    """An engineer with what takes their time, in order."""

    key: int
    name: str
    home: Place
    skills: frozenset[str]
    days_off: frozenset[int] = frozenset()
    evenings: bool = False
    weekends: bool = False
    left_on: date | None = None
    busy: tuple[Busy, ...] = field(default=())
