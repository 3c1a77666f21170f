"""Template words: bilingual texts in the page's language, amounts, days, icons."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from lumencare.audit.words import field_words
from lumencare.domain.money import Money
from lumencare.domain.problems import Problem
from lumencare.domain.shanghai import in_shanghai, say_days_left
from lumencare.domain.text import Text
from lumencare.domain.text import short_language as shorten
from lumencare.domain.typography import side_of, space_mixed
from lumencare.web.icons import ICONS

register = template.Library()


def short_language() -> str:
    """Return `zh` or `en` for the page being made."""
    return shorten(get_language())


@register.filter
def said(text: Text | dict[str, str] | str | None) -> str:
    """Return a bilingual text in the page's language; plain text stays as it is."""
    if isinstance(text, dict):
        text = Text(text["zh"], text["en"])
    if isinstance(text, Text):
        wording = text.in_language(short_language())
        return space_mixed(wording) if short_language() == "zh" else wording
    return text or ""


@register.filter
def in_one(words: str) -> str:
    """Return the page's language of words that are kept as `中文 / English`."""
    return side_of(words, short_language())


@register.filter
def other(text: Text | dict[str, str]) -> str:
    """Return the name in the other language, for the small grey line under a proper term."""
    sides = text if isinstance(text, dict) else {"zh": text.zh, "en": text.en}
    return sides["zh" if short_language() == "en" else "en"]


@register.filter
def amount(value: Money | str | None) -> str:
    """Return an amount as people read it: `¥30,000.00`; nothing for None."""
    if value is None:
        return ""
    money = value if isinstance(value, Money) else Money.of(value)
    return f"¥{money.grouped}"


@register.filter
def short(value: Money | str | None) -> str:
    """Return an amount without empty cents, for cards and tables: `¥30,000`, `¥0.50`."""
    return amount(value).removesuffix(".00")


@register.filter
def yuan(fen: int | None) -> str:
    """Return fen from a row as an amount without empty cents."""
    return short(None if fen is None else Money.of_fen(fen))


@register.filter
def signed(value: Money) -> str:
    """Return a difference with its sign: `+¥1,000`, `−¥0.50`, `¥0`."""
    sign = "" if not value else "+" if value.amount > 0 else "−"
    return f"{sign}{short(Money(abs(value.amount)))}"


@register.filter
def problem(found: Problem) -> str:
    """Return a problem as one line for people."""
    return found.sentence(short_language())


@register.filter
def field_name(field: str) -> str:
    """Return what a field of a row is called."""
    return said(field_words(field))


@register.filter
def at(typed: Mapping[str, Any] | None, name: str) -> Any:
    """Return what stands under a name, as what was typed into a field; else nothing."""
    return (typed or {}).get(name, "")


@register.filter
def day(value: date | datetime | str | None) -> str:
    """Return a day as `2027-03-12`, in Shanghai where it is an instant."""
    if isinstance(value, datetime):
        value = in_shanghai(value).date()
    return str(value or "")


@register.filter
def moment(value: datetime | None) -> str:
    """Return an instant as `2027-03-12 09:30` in Shanghai."""
    return f"{in_shanghai(value):%Y-%m-%d %H:%M}" if value else ""


@register.filter
def days_left(last_day: date, on: date) -> str:
    """Say how many days are left up to a last day, seen from `on`."""
    return said(say_days_left(on, last_day))


@register.filter
def minus_days(value: date, days: int) -> date:
    """Return the day some days earlier."""
    return value - timedelta(days=days)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """Draw an icon; `size` is empty or `s`."""
    drawing = '<svg class="ico {}" viewBox="0 0 18 18" aria-hidden="true"><path d="{}"/></svg>'
    return format_html(drawing, size, ICONS[name])


@register.simple_tag(takes_context=True)
def query_with(context: dict[str, Any], **changes: Any) -> str:
    """Return the page's own query string with some fields set, or dropped where None."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"
