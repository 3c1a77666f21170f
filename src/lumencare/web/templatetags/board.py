"""Words of the board: weekdays, what a slot sends, how early it is."""

from datetime import date

from django import template

from lumencare.domain.dispatch.slot_reasons import say_early
from lumencare.domain.dispatch.slots import Slot
from lumencare.domain.shanghai import WEEKDAYS_EN, WEEKDAYS_ZH
from lumencare.domain.text import Text
from lumencare.web.dispatch.slots import slot_value as value_of

register = template.Library()


@register.filter
def weekday(day: date) -> Text:
    """Return the short name of a day's weekday."""
    return Text(WEEKDAYS_ZH[day.weekday()], WEEKDAYS_EN[day.weekday()])


@register.filter
def slot_value(slot: Slot, chosen: str) -> str:
    """Return what the button of a slot sends."""
    return value_of(chosen, slot)


@register.filter
def early_words(early: int | None) -> Text:
    """Say how early or late a slot is; nothing where nothing is due."""
    return Text("", "") if early is None else say_early(early)
