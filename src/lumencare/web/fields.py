"""Fields of forms that hand on what was typed: the action reads it, and tells all that is wrong."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lumencare.domain.reading import read_whole

# A column of versions holds one more on either database: a change counts it up.
GREATEST_VERSION = 2**31 - 2


class Typed(forms.CharField):
    """Text exactly as it was typed; whether it will do is not for the page to say.

    `needed` only marks the field: so everything wrong is told at once, by the one who knows.
    """

    def __init__(self, label: Any, *, needed: bool = False, help_text: Any = "", **more: Any):
        super().__init__(label=label, required=needed, help_text=help_text, **more)

    def clean(self, value: Any) -> str:
        """Return the text."""
        return str(value or "")


def text(label: Any, *, needed: bool = False, help_text: Any = "", **attributes: Any) -> Typed:
    """Return a field of one line; `attributes` are those of its element."""
    widget = forms.TextInput(attrs=attributes)
    return Typed(label, needed=needed, help_text=help_text, widget=widget)


def lines(label: Any, *, needed: bool = False, help_text: Any = "") -> Typed:
    """Return a field of several lines."""
    widget = forms.Textarea(attrs={"rows": 3})
    return Typed(label, needed=needed, help_text=help_text, widget=widget)


def amount(label: Any, *, needed: bool = False, help_text: Any = "") -> Typed:
    """Return a field for an amount in RMB."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return Typed(label, needed=needed, help_text=help_text, widget=widget)


def day(label: Any, *, needed: bool = False, help_text: Any = "") -> Typed:
    """Return a field for a day; browsers show their calendar for it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return Typed(label, needed=needed, help_text=help_text, widget=widget)


def choice(
    label: Any, options: Iterable[tuple[str, Any]], *, needed: bool = False, help_text: Any = ""
) -> Typed:
    """Return a field that offers a few codes by their words."""
    return Typed(
        label, needed=needed, help_text=help_text, widget=forms.Select(choices=list(options))
    )


def tick(label: Any, *, help_text: Any = "") -> Typed:
    """Return a box to tick; ticked it says `on`."""
    return Typed(label, help_text=help_text, widget=Box())


class Ticks(forms.Field):
    """Codes as they were ticked; whether they go together is for the action to say."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str]:
        """Return the ticked codes."""
        return [str(each) for each in value or []]


class Box(forms.CheckboxInput):
    """A box whose value is text like that of every other field."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return `on` where the box is ticked, else nothing."""
        return "on" if super().value_from_datadict(data, files, name) else ""


def version() -> Typed:
    """Return the hidden field that holds the version a form was opened at."""
    return Typed("", widget=forms.HiddenInput())


def read_version(typed: str) -> int:
    """Return the version that a form was opened at; 0, which no row has, where it shows none."""
    return read_whole(typed, GREATEST_VERSION) or 0


def file(label: Any, *, accept: str, help_text: Any = "") -> forms.FileField:
    """Return a field for one file; the browser shows those that it `accept`s first."""
    widget = forms.FileInput(attrs={"accept": accept})
    return forms.FileField(label=label, widget=widget, help_text=help_text, allow_empty_file=True)
