"""What a field held, as people read it: names for keys, Shanghai's clock, amounts with rights."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import ROLE_NAMES, Right, Role
from lumencare.audit.codes import code_words
from lumencare.audit.models import Entry
from lumencare.domain.money import Money
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text

HIDDEN = "•••"
NOTHING = "—"
# As the trail keeps instants, with their offset from Greenwich.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?[+-]\d\d:\d\d")
CHOSEN = ("plans", "options", "prices")

Names = Mapping[tuple[type[models.Model], Any], str]


def names_in(entries: Iterable[Entry]) -> Names:
    """Return the names of all rows that entries refer to by their keys, one query a model."""
    keys: dict[type[models.Model], set[Any]] = defaultdict(set)
    for entry in entries:
        for field, value in (*entry.before.items(), *entry.after.items()):
            model = _refers_to(entry.kind, field)
            if model is not None:
                keys[model].update(each for each in _keys(value) if _is_key(model, each))
    return {
        (model, row.pk): str(row)
        for model, wanted in keys.items()
        for row in model._default_manager.filter(pk__in=wanted)
    }


def shown(user: User, entry: Entry, field: str, value: Any, names: Names) -> Text:
    """Return a field's value as a person may read it: amounts and phones only with their rights."""
    if value in (None, "", []):
        return Text(NOTHING, NOTHING)
    if field.endswith("phone") and not may(user, Right.SEE_PHONES):
        return Text(HIDDEN, HIDDEN)
    if field.endswith("_fen"):
        return _amount(user, value)
    if isinstance(value, bool):
        return Text("是", "Yes") if value else Text("否", "No")
    if field in {"role", "roles"}:
        return _roles(value)
    named = code_words(entry.kind, field, value)
    return named or _moment(value) or _row_or_plain(entry, field, value, names)


def _row_or_plain(entry: Entry, field: str, value: Any, names: Names) -> Text:
    model = _refers_to(entry.kind, field)
    if model is not None:
        return _plain([names.get((model, key), str(key)) for key in _keys(value)])
    return _plain(value)


def _refers_to(kind: str, field: str) -> type[models.Model] | None:
    """Return the model whose key a field of a kind of thing holds; None for any other field."""
    try:
        found = apps.get_model(kind)._meta.get_field(field.removesuffix("_id"))
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    related = found.related_model if found.concrete and found.is_relation else None
    return related if isinstance(related, type) else None


def _keys(value: Any) -> list[Any]:
    """Return the keys that a field holds: none, one, or those of several rows."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_key(model: type[models.Model], value: Any) -> bool:
    """Tell whether a value can be a key; what older entries hold as words is shown as it stands."""
    try:
        return bool(model._meta.pk) and model._meta.pk.to_python(value) is not None
    except ValidationError:
        return False


def _moment(value: Any) -> Text | None:
    """Return an instant by Shanghai's clock; None for anything else."""
    if not isinstance(value, str) or not INSTANT.fullmatch(value):
        return None
    return _same(f"{in_shanghai(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}")


def _amount(user: User, fen: int) -> Text:
    if not may(user, Right.SEE_PRICES):
        return Text(HIDDEN, HIDDEN)
    return _same(f"¥{Money.of_fen(fen).grouped}")


def _roles(value: Any) -> Text:
    held = [ROLE_NAMES[Role(each)] for each in ([value] if isinstance(value, str) else value)]
    return Text("、".join(each.zh for each in held), ", ".join(each.en for each in held))


def _plain(value: Any) -> Text:
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        return Text(value["zh"], value["en"])
    if isinstance(value, dict):
        return _same("; ".join(_chosen(value)) or NOTHING)
    if isinstance(value, list):
        return Text("、".join(map(str, value)), ", ".join(map(str, value)))
    return _same(str(value))


def _chosen(value: Mapping[str, Any]) -> Iterable[str]:
    """Yield what was chosen for a quote as codes, and any other record by its names."""
    if not any(name in value for name in CHOSEN):
        yield from (f"{name}: {each}" for name, each in value.items())
        return
    for each in value.get("plans", ()):
        years = ",".join(map(str, each["years"]))
        yield f"{each['plan']}:{years}" if years else each["plan"]
    for each in value.get("options", ()):
        yield each["code"] if each["quantity"] == 1 else f"{each['code']} × {each['quantity']}"
    for each in value.get("prices", ()):
        yield f"{each['code']} = {each['unit_net']}"


def _same(text: str) -> Text:
    return Text(text, text)
