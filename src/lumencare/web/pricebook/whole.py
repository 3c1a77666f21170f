"""Everything that an edition says, as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lumencare.data.difference_register import current_differences
from lumencare.domain.difference import Difference, clauses_on
from lumencare.domain.edition import Clause, Edition
from lumencare.domain.edition_changes import RowChange, find_changes
from lumencare.domain.reconciliation import reconcile
from lumencare.domain.text import Text
from lumencare.web.pricebook import words
from lumencare.web.pricebook.tables import cover_tables, price_tables, window_rows


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One row that another edition tells otherwise, in the words of the page."""

    group: Any
    key: str
    kind: Any
    fields: tuple[tuple[Any, Text, Text], ...]


def whole_context(edition: Edition) -> dict[str, Any]:
    """Return what the parts of an edition's page show."""
    return {
        "edition": edition,
        "prices": [(table, words.PAYMENT[table.plan.payment]) for table in price_tables(edition)],
        "windows": window_rows(edition),
        "cover": cover_tables(edition),
        "years": range(1, edition.horizon_years + 1),
        "effective": [(words.say(words.USE, each.use), each) for each in edition.effective],
        "responses": [(each, words.APPROACH[each.place]) for each in edition.responses],
        "man_days": [*edition.hours, *edition.added_value],
        "included": _included(edition),
        "overlaps": list(_overlaps(edition)),
        "vat": [(words.say(words.VAT, each.kind), each) for each in edition.vat],
        "decisions": [(words.say(words.SETTING, each.name), each) for each in edition.settings],
        "reminders": [(words.say(words.REMINDER, each.of), each) for each in edition.reminders],
        "clauses": [(each, _plans(edition, each)) for each in edition.clauses],
        "differences": list(_differences(edition)),
        "cases": [
            (each, edition.plan_by_code[each.figure.plan].name) for each in reconcile(edition)
        ],
    }


def shown_changes(earlier: Edition | None, later: Edition) -> list[ShownChange]:
    """Return what an edition says otherwise than the one before it."""
    return [] if earlier is None else [_shown(each) for each in find_changes(earlier, later)]


def _shown(change: RowChange) -> ShownChange:
    return ShownChange(
        group=words.say(words.GROUP, change.group),
        key=change.key,
        kind=words.CHANGE[change.kind],
        fields=tuple(
            (words.say(words.FIELD, each.field), each.before, each.after) for each in change.fields
        ),
    )


def _included(edition: Edition) -> list[tuple[Text, list[Any]]]:
    names = edition.plan_by_code
    return [
        (names[plan].name, [each for each in edition.included if each.plan == plan])
        for plan in names
        if any(each.plan == plan for each in edition.included)
    ]


def _overlaps(edition: Edition) -> Iterator[dict[str, Any]]:
    for each in edition.overlaps:
        yield {
            "names": [edition.plan_by_code[plan].name for plan in each.plans],
            "when": words.WHEN[each.when],
            "verdict": words.VERDICT[each.verdict],
            "upgrade": words.VERDICT[each.upgrade] if each.upgrade else "",
            "rule": each.rule,
        }


def _plans(edition: Edition, clause: Clause) -> list[Text]:
    names = edition.plan_by_code
    return [each.short_name for code, each in names.items() if code in clause.plans]


def _differences(edition: Edition) -> Iterator[tuple[Difference, tuple[Clause, ...]]]:
    for each in current_differences().values():
        yield each, clauses_on(edition, each.id)
