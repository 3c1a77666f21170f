"""What must be there before a contract takes effect, as its document says it."""

from collections.abc import Iterable, Iterator, Sequence

from lumencare.contracts.condition_kinds import (
    COLLECTION,
    NOT_APPLICABLE,
    OVERLAP,
    REACH,
    SIGNATURE,
    THERE,
)
from lumencare.contracts.models import Condition as ConditionRow
from lumencare.documents.contract_context import Condition, DocumentState, RequiredDocument
from lumencare.domain.edition import Edition
from lumencare.domain.shanghai import in_shanghai, say_english_day
from lumencare.domain.text import Text

OTHERS = {SIGNATURE, OVERLAP, REACH}
STATES = {
    "": DocumentState.MISSING,
    THERE: DocumentState.PRESENT,
    NOT_APPLICABLE: DocumentState.NOT_NEEDED,
    COLLECTION: DocumentState.COLLECTION_ORDERED,
}
BOTH_SIGNED = Text(
    "双方签字盖章的文本已存档。", "The copy signed and sealed by both parties is on file."
)
DOCUMENTS_THERE = Text(
    "项目资料齐全，或已委托现场收集。",
    "The documents are present, or their collection is ordered.",
)
BOTH_WANTED = Text("双方同意两项计划并存。", "Both plans are wanted beside each other.")


def conditions_of(rows: Sequence[ConditionRow]) -> Iterator[Condition]:
    """Yield the conditions: the signature, all documents as one, and those of single lines."""
    documents = [each for each in rows if each.kind not in OTHERS]
    signature = [each for each in rows if each.kind == SIGNATURE]
    for row in signature:
        yield Condition(text=BOTH_SIGNED, rule=row.rule, evidence=_evidence([row]))
    if documents:
        yield Condition(text=DOCUMENTS_THERE, rule=documents[0].rule, evidence=_evidence(documents))
    for row in rows:
        if row.kind == REACH and row.line is not None:
            yield Condition(text=_reaches(row), rule=row.rule, evidence=_evidence([row]))
        elif row.kind == OVERLAP:
            yield Condition(text=BOTH_WANTED, rule=row.rule, evidence=_evidence([row]))


def documents_of(
    rows: Iterable[ConditionRow], edition: Edition, marks: Sequence[str]
) -> Iterator[RequiredDocument]:
    """Yield the documents that the customer provides, for each system (SC-9)."""
    names = {each.code: each.text for each in edition.documents}
    known = [each for each in rows if each.kind in names]
    for mark in dict.fromkeys(marks):
        for row in known:
            yield RequiredDocument(
                system=mark,
                name=names[row.kind],
                state=STATES[row.how],
                note=_recorded(row),
            )


def _reaches(row: ConditionRow) -> Text:
    zh = row.line.name_zh if row.line else ""
    en = row.line.name_en if row.line else ""
    return Text(f"项目地点适用{zh}。", f"The site qualifies for the {en}.")


def _evidence(rows: Sequence[ConditionRow]) -> Text | None:
    """Say who confirmed it last and when; None while anything is still open."""
    met = [(each.met_at, each.met_by_name) for each in rows if each.met_at is not None]
    if len(met) < len(rows):
        return None
    moment, name = max(met)
    day = in_shanghai(moment).date()
    if not name:
        return Text(f"{day} 登记", f"recorded on {say_english_day(day)}")
    return Text(f"{name} 于 {day} 登记", f"recorded by {name} on {say_english_day(day)}")


def _recorded(row: ConditionRow) -> Text | None:
    if row.met_at is None:
        return None
    day = in_shanghai(row.met_at).date()
    return Text(f"{day} 登记", f"recorded on {say_english_day(day)}")
