"""What can be agreed to here; sight of partners and remote service have logs of their own."""

from enum import StrEnum


class Topic(StrEnum):
    """A topic of consent."""

    NOTICE = "notice"
    PHOTOS = "photos"
    REMINDERS = "reminders"
