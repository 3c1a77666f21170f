"""How many of something, in words: English has one word for one of it, another for several."""

from dataclasses import dataclass
from decimal import Decimal

from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted; Chinese has one word whatever the number."""

    zh: str
    one: str
    several: str

    @property
    def name(self) -> Text:
        """What it is called where no number stands beside it."""
        return Text(self.zh, self.several)

    def of(self, number: Decimal | int | str) -> Text:
        """Return the word that stands behind a number: half a day is counted as several."""
        return Text(self.zh, self.one if Decimal(number) == 1 else self.several)

    def count(self, number: Decimal | int | str) -> Text:
        """Return a number with its word."""
        word = self.of(number)
        return Text(f"{number} {word.zh}", f"{number} {word.en}")


MAN_DAYS = Unit("人天", "man-day", "man-days")
HOURS = Unit("小时", "hour", "hours")
