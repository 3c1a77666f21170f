"""What keeps a paper from being printed: a missing side, sums that differ, a missing glyph."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lumencare.documents.contract_context import (
    AmendmentContext,
    ContractContext,
    ContractLine,
    PaymentDue,
    list_values,
)
from lumencare.documents.typesetting import (
    Unprintable,
    find_unprintable,
    say_unprintable,
    typeset,
)
from lumencare.domain.money import total
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

Context = ContractContext | AmendmentContext

BOTH_SIDES = Text("中文与英文都要有（G-2）。", "Both the Chinese and the English are needed (G-2).")
SUMS_DIFFER = Text(
    "付款计划的不含税金额与税额，应与各项之和一致。",
    "Net and VAT of the schedule of payments must equal those of the lines.",
)


def require_sound(context: Context) -> None:
    """Raise InputProblems with everything that keeps the document from being printed."""
    problems = [*find_half_texts(context), *_find_wrong_sums(context.lines, context.payments)]
    if problems:
        raise InputProblems(problems)


def typeset_or_name(
    template: str, context: Any, data: Mapping[str, Any], moment: datetime
) -> bytes:
    """Return the PDF of a context; InputProblems names the values that the font cannot show."""
    try:
        return typeset(template, data, moment)
    except Unprintable as error:
        problems = find_unprintable_values(context, moment)
        if not problems:
            raise
        raise InputProblems(problems) from error


def find_unprintable_values(context: Any, moment: datetime) -> list[Problem]:
    """Return the values whose characters the document's font lacks, by their path."""
    written = list(_written(context))
    lacking = find_unprintable("".join(value for _, value in written), moment)
    return [
        Problem(where, value, say_unprintable(found))
        for where, value in written
        if (found := tuple(each for each in lacking if each in value))
    ]


def find_half_texts(context: Any) -> Iterator[Problem]:
    """Yield each wording that one language lacks, a clause by its id (G-2)."""
    for where, value in list_values(context):
        if isinstance(value, Text) and not (value.zh.strip() and value.en.strip()):
            yield Problem(where, value.zh or value.en, BOTH_SIDES)


def _find_wrong_sums(
    lines: Sequence[ContractLine], payments: Sequence[PaymentDue]
) -> Iterator[Problem]:
    due = (total(each.net for each in payments), total(each.vat for each in payments))
    sold = (total(each.net for each in lines), total(each.vat for each in lines))
    if due != sold:
        yield Problem("payments", f"{due[0]} + {due[1]} ≠ {sold[0]} + {sold[1]}", SUMS_DIFFER)


def _written(context: Any) -> Iterator[tuple[str, str]]:
    for where, value in list_values(context):
        if isinstance(value, Text):
            yield where, f"{value.zh} {value.en}"
        elif isinstance(value, str):
            yield where, str(value)
