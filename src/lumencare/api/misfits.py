"""Fields whose form is wrong, before anything is read from them: each named, with what came."""

import json
import re
from typing import Any

from ninja.errors import ValidationError, ValidationErrorContext

from lumencare.api.lists import NO_FIELD
from lumencare.api.shapes.basic import NO_NUL
from lumencare.domain.problems import Problem
from lumencare.domain.text import Text

# One field that may have several forms is one problem, told by the first of them.
FORMS = {"str", "int", "HeldPlan", "constrained-str", "list[str]"}
NEEDED = Text("此项必须给出。", "This field is needed.")
WHOLE = Text("应为整数。", "A whole number is expected.")
DAY = Text("应为日期，如 2026-01-15。", "A day is expected, like 2026-01-15.")
INSTANT = Text(
    "应为时刻，如 2026-01-15T10:00:00+08:00。",
    "An instant is expected, like 2026-01-15T10:00:00+08:00.",
)
YES_OR_NO = Text("应为 true 或 false。", "It must be true or false.")
OBJECT = Text("应为对象。", "An object is expected.")
TEXT = Text("应为文字。", "Text is expected.")
# What may stand there, by how the form was missed; in braces what the description says of it.
KINDS = {
    "missing": NEEDED,
    "extra_forbidden": NO_FIELD,
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_parsing_size": WHOLE,
    "int_from_float": WHOLE,
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "string_type": TEXT,
    "string_unicode": TEXT,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "datetime_type": INSTANT,
    "datetime_parsing": INSTANT,
    "datetime_from_date_parsing": INSTANT,
    "dict_type": OBJECT,
    "model_type": OBJECT,
    "model_attributes_type": OBJECT,
    "json_invalid": Text("应为 JSON 文本。", "JSON text is expected."),
    "json_type": Text("应为 JSON 文本。", "JSON text is expected."),
    "list_type": Text("应为列表。", "A list is expected."),
    "string_too_long": Text(
        "最多 {max_length} 个字符。", "At most {max_length} characters are expected."
    ),
    "string_too_short": Text(
        "至少 {min_length} 个字符。", "At least {min_length} characters are expected."
    ),
    "string_pattern_mismatch": Text("格式不符：{pattern}", "It does not have the form {pattern}"),
    "too_long": Text("最多 {max_length} 项。", "At most {max_length} are expected."),
    "too_short": Text("至少 {min_length} 项。", "At least {min_length} are expected."),
    "greater_than_equal": Text("应不小于 {ge}。", "A number of at least {ge} is expected."),
    "less_than_equal": Text("应不大于 {le}。", "A number of at most {le} is expected."),
    "greater_than": Text("应大于 {gt}。", "A number above {gt} is expected."),
    "less_than": Text("应小于 {lt}。", "A number below {lt} is expected."),
}
WITHOUT_NUL = Text("不能含空字符（NUL）。", "Text without NUL is expected.")
CHOICE = re.compile(r"'([^']*)'")


class Misfits(ValidationError):
    """The request does not have the form that the description shows."""

    def __init__(self, contexts: list[ValidationErrorContext[Any]]) -> None:
        found: dict[str, Problem] = {}
        for context in contexts:
            source = context.model.__ninja_param_source__
            for error in context.pydantic_validation_error.errors(include_url=False):
                problem = _misfit(source, error, context.model)
                found.setdefault(problem.where, problem)
        self.problems = list(found.values())
        super().__init__([])


def _misfit(source: str, error: Any, model: Any) -> Problem:
    """Name the field as the request does: nothing is wrapped in the name of its parameter."""
    place = [str(each) for each in error["loc"] if str(each) not in FORMS]
    # A form or a query whose fields stand together in one shape has them side by side.
    paths = getattr(model, "__ninja_flatten_map__", {}).values()
    together = {path[0] for path in paths if len(path) > 1}
    place = place[1:] if source == "body" or (place and place[0] in together) else place
    kind = error["type"]
    given = "" if kind == "missing" else _shown(error["input"])
    return Problem(".".join(place) or source, given, _allowed(kind, error))


def _allowed(kind: str, error: Any) -> Text:
    """Return what may stand there; the words of the form itself where none of ours fit."""
    facts = error.get("ctx", {})
    if kind == "literal_error":
        choices = CHOICE.findall(facts["expected"])
        return Text(f"可用：{'、'.join(choices)}。", f"Allowed: {', '.join(choices)}.")
    if facts.get("pattern") == NO_NUL:
        return WITHOUT_NUL
    found = KINDS.get(kind)
    if found is None:
        return Text(f"形式不对（{kind}）。", f"{error['msg']}.")
    return Text(found.zh.format(**facts), found.en.format(**facts))


def _shown(given: Any) -> str:
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, default=str)
