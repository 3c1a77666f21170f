"""What keeps a contract or an amendment from being printed: a missing side, sums that differ."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from lumencare.documents.contract_context import (
    AmendmentContext,
    ContractContext,
    ContractLine,
    PaymentDue,
    list_values,
)
from lumencare.documents.typesetting import find_unprintable, say_unprintable
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
    problems = [*_find_half_texts(context), *_find_wrong_sums(context.lines, context.payments)]
    if problems:
        raise InputProblems(problems)


def find_unprintable_values(context: Context, moment: datetime) -> list[Problem]:
    """Return the values whose characters the document's font lacks, by their path."""
    written = list(_written(context))
    lacking = find_unprintable("".join(value for _, value in written), moment)
    return [
        Problem(where, value, say_unprintable(found))
        for where, value in written
        if (found := tuple(each for each in lacking if each in value))
    ]


def _find_half_texts(context: Context) -> Iterator[Problem]:
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


def _written(context: Context) -> Iterator[tuple[str, str]]:
    for where, value in list_values(context):
        if isinstance(value, Text):
            yield where, f"{value.zh} {value.en}"
        elif isinstance(value, str):
            yield where, str(value)
