"""What the contract's template is given: chosen clauses and their marks, rows, sums, the code."""

import json
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from lumencare.data.contract_wordings import current_wordings
from lumencare.documents.clause_groups import ClauseGroup, mark_all, mark_clauses, topic_of
from lumencare.documents.contract_clauses import ClauseQuestion, choose_contract_clauses
from lumencare.documents.contract_data import write_amendment, write_contract
from lumencare.documents.qr_code import QUIET_ZONE, draw_qr_code
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.contract.clause import AMENDMENT, CONTRACT
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text
from tests import builders
from tests.documents.contract_samples import amendment_sample, contract_sample


def chosen(*topics: str, of_class: str = "2Y", document: str = CONTRACT) -> tuple[ClauseGroup, ...]:
    return choose_contract_clauses(
        ClauseQuestion(
            edition=builders.edition(),
            ours=current_wordings(),
            topics=frozenset(topics),
            classes=frozenset({WarrantyClass(of_class)}),
            document=document,
        )
    )


def ids(groups: tuple[ClauseGroup, ...]) -> list[str]:
    return [each.id for group in groups for each in group.clauses]


def test_the_context_of_a_contract_stays_as_it_is(snapshot: SnapshotAssertion) -> None:
    assert (
        json.dumps(write_contract(contract_sample("two")), ensure_ascii=False, indent=1) == snapshot
    )


def test_the_context_of_an_amendment_stays_as_it_is(snapshot: SnapshotAssertion) -> None:
    written = write_amendment(amendment_sample("credit"))
    assert json.dumps(written, ensure_ascii=False, indent=1) == snapshot


def test_a_contract_has_the_clauses_of_the_plans_that_were_sold() -> None:
    found = set(ids(chosen("part-care-plus", "service-care", "response")))
    assert {"cover-part-care-plus", "labour", "response-option", "start-up-labour"} <= found
    assert not {"cover-part-care-basic", "man-days", "technology-support-parts"} & found
    assert "warranty-class-hwqs8" in ids(chosen("part-care-plus", of_class="HWQS8"))


def test_what_speaks_of_a_quotation_is_said_of_the_contract_instead() -> None:
    """D-3, D-13, D-20: the contract's price is final, and its list is its own."""
    groups = chosen("technology-support", "service-care")
    found = set(ids(groups))
    assert {"contract-price", "contract-covered-hardware"} <= found
    assert not {"vat-and-validity", "from-price", "covered-hardware", "service-care-price"} & found
    words = " ".join(f"{e.text.zh} {e.text.en}" for group in groups for e in group.clauses)
    assert "本报价" not in words
    assert "quotation" not in words


def test_the_governing_language_is_the_last_word() -> None:
    """G-2."""
    assert ids(chosen("part-care-basic"))[-1] == "governing-language"
    assert ids(chosen(document=AMENDMENT))[-1] == "governing-language"


def test_an_amendment_has_clauses_of_its_own() -> None:
    found = ids(chosen("response", document=AMENDMENT))
    assert {"amendment-basis", "amendment-price", "amendment-copies", "response-option"} <= set(
        found
    )
    assert not [each for each in found if each.startswith("contract-")]


def test_renewal_is_a_clause_for_those_whose_plan_has_a_next_year() -> None:
    """D-15."""
    assert "contract-renewal" in ids(chosen("part-care-plus-annual"))
    assert "contract-renewal" not in ids(chosen("part-care-plus"))


@pytest.mark.parametrize(
    ("kind", "code", "topic"),
    [
        (LineKind.PLAN, "service-care", "service-care"),
        (LineKind.RESPONSE, "24h", "response"),
        (LineKind.HOURS, "weekend", "man-day"),
        (LineKind.ADDED_VALUE, "onsite-programming", "man-day"),
    ],
)
def test_what_a_line_sells_has_a_topic(kind: LineKind, code: str, topic: str) -> None:
    assert topic_of(kind, code) == topic


def test_a_mark_changes_with_either_side_of_a_clause_and_with_nothing_else() -> None:
    groups = chosen("part-care-basic")
    marks = mark_clauses(groups)
    assert [each.id for each in marks] == ids(groups)
    assert all(len(each.sha256) == 64 for each in marks)
    first, *others = groups
    clause = first.clauses[0]
    seen = {mark_all(groups)}
    for text in (
        Text(f"{clause.text.zh}。", clause.text.en),
        Text(clause.text.zh, f"{clause.text.en}."),
    ):
        changed = ClauseGroup(first.heading, (replace(clause, text=text), *first.clauses[1:]))
        again = mark_clauses((changed, *others))
        assert again[0] != marks[0]
        assert again[1:] == marks[1:]
        seen.add(mark_all((changed, *others)))
    assert len(seen) == 3
    moved = ClauseGroup(first.heading, (replace(clause, line=999), *first.clauses[1:]))
    assert mark_all((moved, *others)) == mark_all(groups)


def test_a_border_between_the_two_sides_keeps_their_marks_apart() -> None:
    groups = chosen("part-care-basic")
    clause = groups[0].clauses[0]
    one = ClauseGroup(groups[0].heading, (replace(clause, text=Text("甲乙", "x")),))
    other = ClauseGroup(groups[0].heading, (replace(clause, text=Text("甲", "乙x")),))
    assert mark_clauses((one,)) != mark_clauses((other,))


def test_rights_of_one_contract_year_stand_in_one_row() -> None:
    """SC-5, SC-6, SC-7."""
    rows = write_contract(contract_sample("years"))["entitlements"]
    assert [each["starts"] for each in rows] == ["2027-03-02", "2028-03-02", "2029-03-02"]
    assert all(len(each["rights"]) == 4 for each in rows)


def test_a_code_has_its_three_corners_and_a_quiet_border() -> None:
    drawn = draw_qr_code("https://service.example.com/check/LC-C-2026-0007")
    assert drawn == draw_qr_code("https://service.example.com/check/LC-C-2026-0007")
    assert drawn != draw_qr_code("https://service.example.com/check/LC-C-2026-0008")
    corner = f"M{QUIET_ZONE} {QUIET_ZONE}h7v1h-7z"
    assert corner in drawn
    assert drawn.count("h7v1h-7z") >= 6
    assert f"M{QUIET_ZONE - 1} " not in drawn
