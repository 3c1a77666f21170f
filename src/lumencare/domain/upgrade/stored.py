"""The content of a proposal as JSON keeps it: written without loss, read with every problem."""

from typing import Any

from lumencare.domain.answers import Answer, plain_value
from lumencare.domain.dispatch.mandays import Hours
from lumencare.domain.stored_fields import (
    Field,
    code_of,
    list_of,
    or_none,
    read_money,
    read_object,
    read_quantity,
    read_text,
    read_whole,
)
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import (
    NO_TEXT,
    Content,
    Doer,
    MigrationStep,
    Option,
    OptionKind,
    Reuse,
    ReuseRow,
    Scope,
)
from lumencare.domain.upgrade.lines import Line, LineKind

MOST_OPTIONS, MOST_LINES, MOST_ROWS, MOST_STEPS = 4, 400, 400, 40


def content_answer(content: Content) -> Answer:
    """Return a content as JSON can hold it; `read_content` gives the same content back."""
    return {
        "need": content.need,
        "recommended": content.recommended,
        "options": [_option_answer(each) for each in content.options],
    }


def read_content(raw: Any) -> Content:
    """Read a content; raises InputProblems that name every field that is wrong."""
    return Content(**read_object(raw, CONTENT))


def _option_answer(option: Option) -> Answer:
    return {
        "key": option.key,
        "kind": option.kind.value,
        "target": option.target,
        "name": _text_answer(option.name),
        "gains": _text_answer(option.gains),
        "scope": [each.value for each in option.scope],
        "lines": [_line_answer(each) for each in option.lines],
        "reuse": [_reuse_answer(each) for each in option.reuse],
        "steps": [_step_answer(each) for each in option.steps],
        "no_exploration_why": option.no_exploration_why,
    }


def _text_answer(text: Text) -> Answer:
    return {"zh": text.zh, "en": text.en}


def _line_answer(line: Line) -> Answer:
    return {
        "key": line.key,
        "kind": line.kind.value,
        "text": line.text,
        "quantity": f"{line.quantity.normalize():f}",
        "price": str(line.price),
        "listed": plain_value(line.listed),
        "why": line.why,
        "part_number": line.part_number,
        "service": line.service,
        "hours": None if line.hours is None else line.hours.value,
        "source": line.source,
    }


def _reuse_answer(row: ReuseRow) -> Answer:
    return {
        "key": row.key,
        "component": row.component,
        "verdict": row.verdict.value,
        "quantity": row.quantity,
        "part_number": row.part_number,
        "replacement": row.replacement,
        "assumed": None if row.assumed is None else row.assumed.value,
        "why": row.why,
        "source": row.source,
    }


def _step_answer(step: MigrationStep) -> Answer:
    return {
        "key": step.key,
        "text": _text_answer(step.text),
        "doer": step.doer.value,
        "days": step.days,
        "out_of_service": _text_answer(step.out_of_service),
        "out_hours": step.out_hours,
    }


def _read_pair(raw: Any) -> Text:
    return Text(**read_object(raw, PAIR))


PAIR = {"zh": Field(read_text), "en": Field(read_text)}
LINE = {
    "key": Field(read_whole),
    "kind": Field(code_of(LineKind)),
    "text": Field(read_text),
    "quantity": Field(read_quantity),
    "price": Field(read_money),
    "listed": Field(or_none(read_money), needed=False),
    "why": Field(read_text, needed=False, default=""),
    "part_number": Field(read_text, needed=False, default=""),
    "service": Field(read_text, needed=False, default=""),
    "hours": Field(or_none(code_of(Hours)), needed=False),
    "source": Field(read_text, needed=False, default=""),
}
REUSE = {
    "key": Field(read_whole),
    "component": Field(read_text),
    "verdict": Field(code_of(Reuse)),
    "quantity": Field(read_whole, needed=False, default=1),
    "part_number": Field(read_text, needed=False, default=""),
    "replacement": Field(read_text, needed=False, default=""),
    "assumed": Field(or_none(code_of(Reuse)), needed=False),
    "why": Field(read_text, needed=False, default=""),
    "source": Field(read_text, needed=False, default=""),
}
STEP = {
    "key": Field(read_whole),
    "text": Field(_read_pair),
    "doer": Field(code_of(Doer), needed=False, default=Doer.MANUFACTURER),
    "days": Field(read_whole, needed=False, default=1),
    "out_of_service": Field(_read_pair, needed=False, default=NO_TEXT),
    "out_hours": Field(read_whole, needed=False, default=0),
}
OPTION = {
    "key": Field(read_text),
    "kind": Field(code_of(OptionKind)),
    "target": Field(read_text, needed=False, default=""),
    "name": Field(_read_pair, needed=False, default=NO_TEXT),
    "gains": Field(_read_pair, needed=False, default=NO_TEXT),
    "scope": Field(list_of(code_of(Scope), len(Scope)), needed=False, default=()),
    "lines": Field(
        list_of(lambda raw: Line(**read_object(raw, LINE)), MOST_LINES), needed=False, default=()
    ),
    "reuse": Field(
        list_of(lambda raw: ReuseRow(**read_object(raw, REUSE)), MOST_ROWS),
        needed=False,
        default=(),
    ),
    "steps": Field(
        list_of(lambda raw: MigrationStep(**read_object(raw, STEP)), MOST_STEPS),
        needed=False,
        default=(),
    ),
    "no_exploration_why": Field(read_text, needed=False, default=""),
}
CONTENT = {
    "need": Field(read_text, needed=False, default=""),
    "recommended": Field(read_text, needed=False, default=""),
    "options": Field(
        list_of(lambda raw: Option(**read_object(raw, OPTION)), MOST_OPTIONS),
        needed=False,
        default=(),
    ),
}
