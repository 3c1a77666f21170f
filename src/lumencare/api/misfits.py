"""Fields whose form is wrong, before anything is read from them: each named, with what came."""

import json
from typing import Any

from ninja.errors import ValidationError, ValidationErrorContext

from lumencare.domain.problems import Problem
from lumencare.domain.text import Text

# One field that may have several forms is one problem, told by the first of them.
FORMS = {"str", "int", "HeldPlan", "constrained-str", "list[str]"}
KINDS = {
    "missing": Text("此项必须给出。", "This field is needed."),
    "extra_forbidden": Text("没有这个字段。", "There is no such field."),
}


class Misfits(ValidationError):
    """The request does not have the form that the description shows."""

    def __init__(self, contexts: list[ValidationErrorContext[Any]]) -> None:
        found: dict[str, Problem] = {}
        for context in contexts:
            source = context.model.__ninja_param_source__
            for error in context.pydantic_validation_error.errors(include_url=False):
                problem = _misfit(source, error)
                found.setdefault(problem.where, problem)
        self.problems = list(found.values())
        super().__init__([])


def _misfit(source: str, error: Any) -> Problem:
    """Name the field as the request does: a body is not wrapped in its parameter's name."""
    place = [str(each) for each in error["loc"] if str(each) not in FORMS]
    place = place[1:] if source == "body" else place
    kind = error["type"]
    allowed = KINDS.get(kind) or Text(f"形式不对（{kind}）。", f"{error['msg']}.")
    given = "" if kind == "missing" else _shown(error["input"])
    return Problem(".".join(place) or source, given, allowed)


def _shown(given: Any) -> str:
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, default=str)
