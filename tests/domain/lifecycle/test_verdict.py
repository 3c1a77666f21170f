"""The lifecycle verdict: what makes a system old, by tables of cases (SY-1, X-9, G-4)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from lumencare.domain.lifecycle.facts import CatalogueSystem, SoftwareVersion
from lumencare.domain.lifecycle.judging import GoingPart, Grade, LifeFacts, Verdict
from lumencare.domain.lifecycle.kinds import (
    Category,
    Confidence,
    FromProcessor,
    HasDatabase,
    LeadReasonKind,
    LeadState,
    SystemStatus,
)
from lumencare.domain.lifecycle.leading import FOLLOWING, require_way
from lumencare.domain.lifecycle.stake import PricedPart, stake_of
from lumencare.domain.lifecycle.verdict import judge
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from lumencare.domain.stock.kinds import PartState
from lumencare.domain.text import Text

ON = date(2026, 11, 27)
WIN10, WIN11 = "Windows 10", "Windows 11"


@pytest.mark.parametrize(
    ("status", "grade"),
    [
        ("current", Grade.FINE),
        ("supported-legacy", Grade.WATCH),
        ("older", Grade.WATCH),
        ("sales-ended", Grade.DUE),
        ("discontinued", Grade.URGENT),
        ("obsolete", Grade.URGENT),
    ],
)
def test_the_status_of_its_kind_grades_a_system(status: str, grade: Grade) -> None:
    """SY-1."""
    assert _judge(kind=_kind(status=SystemStatus(status))).grade is grade


@pytest.mark.parametrize(
    ("field", "day", "grade"),
    [
        ("support_ends_on", date(2026, 11, 26), Grade.URGENT),
        ("support_ends_on", date(2026, 11, 27), Grade.WATCH),
        ("support_ends_on", date(2028, 11, 26), Grade.WATCH),
        ("support_ends_on", date(2028, 11, 27), Grade.FINE),
        ("spares_end_on", date(2026, 1, 1), Grade.URGENT),
        ("sales_end_on", date(2026, 1, 1), Grade.DUE),
        ("sales_end_on", None, Grade.FINE),
    ],
)
def test_a_told_day_counts_from_the_day_after(field: str, day: date | None, grade: Grade) -> None:
    """SY-1: the last day itself is still inside."""
    assert _judge(kind=_kind(**{field: day})).grade is grade


def test_beyond_year_8_no_plan_but_system_care_is_left() -> None:
    """G-4."""
    assert _judge(project_year=8).grade is Grade.FINE
    found = _judge(project_year=9)
    assert (found.grade, found.findings[0].reason.rule) == (Grade.DUE, "G-4")
    assert "第 9 项目年度" in found.findings[0].reason.text.zh


def test_what_is_unknown_is_said_and_never_held_against_a_system() -> None:
    """SY-1: an unknown day, type or version is a state of its own."""
    legacy = _judge(kind=_kind(status=SystemStatus.SUPPORTED_LEGACY))
    assert "支持结束日未知。" in {each.text.zh for each in legacy.unknown}
    unknown = _judge(kind=None, system_type="DALI")
    assert (unknown.grade, unknown.findings) == (Grade.FINE, ())
    assert "DALI" in unknown.unknown[0].text.en
    assert unknown.sentence.en == "Nothing old was found, but not everything is known."
    unseen = _judge(versions=(_version("3.1"),))
    assert [each.facts["newest"] for each in unseen.unknown] == ["3.1"]


@pytest.mark.parametrize(
    ("state", "successor", "grade"),
    [
        ("obsolete", "", Grade.URGENT),
        ("obsolete", "QP3", Grade.DUE),
        ("last-time-buy", "", Grade.WATCH),
    ],
)
def test_parts_that_are_gone_press_where_nothing_replaces_them(
    state: str, successor: str, grade: Grade
) -> None:
    """SY-1, SC-7."""
    part = GoingPart(
        number="QP2",
        state=PartState(state),
        quantity=Decimal("2.000"),
        last_order_on=None,
        successor=successor,
    )
    found = _judge(going=(part,))
    assert (found.grade, found.kinds) == (grade, (LeadReasonKind.PARTS,))
    assert "QP2" in found.findings[0].reason.text.en


@pytest.mark.parametrize(
    ("installed", "grade", "said"),
    [
        ("3.5", Grade.FINE, ""),
        ("3.4", Grade.WATCH, "1 version behind"),
        ("3.1", Grade.DUE, "2 versions behind"),
        ("9.9", Grade.FINE, ""),
    ],
)
def test_software_is_behind_by_the_versions_since(installed: str, grade: Grade, said: str) -> None:
    """X-9: what is not out yet counts for nothing."""
    out = tuple(_version(each) for each in ("3.5", "3.4", "3.1"))
    soon = _version("4.0", released_on=date(2027, 1, 1))
    found = _judge(installed=installed, versions=(soon, *out))
    assert found.grade is grade
    assert said in found.sentence.en + "".join(e.text.en for e in found.because)


def test_a_client_system_that_is_not_supported_presses_and_names_the_way() -> None:
    """X-9: the Chinese scope of a software upgrade names new client operating systems."""
    old = _version("3.4", clients=(WIN10,))
    new = _version("3.5", clients=("windows 11", WIN10))
    found = _judge(installed="3.4", clients=(WIN10, WIN11), versions=(new, old))
    clients = [each for each in found.findings if each.kind is LeadReasonKind.CLIENTS]
    assert [each.reason.facts for each in clients] == [{"client": WIN11, "needs": "3.5"}]
    assert found.grade is Grade.URGENT
    unsaid = _judge(installed="3.4", clients=(WIN11,), versions=(_version("3.4"),))
    assert unsaid.grade is Grade.FINE
    assert "is not known" in unsaid.unknown[-1].text.en


def test_functions_that_are_asked_for_come_before_those_that_are_new() -> None:
    """X-9: new functions, smart modules and fixture types."""
    old = _version("3.4", functions=("Scenes",))
    new = _version("3.5", functions=("Scenes", "BACnet", "App"))
    found = _judge(installed="3.4", wanted=("BACnet", "Tunable white"), versions=(new, old))
    functions = [e.reason.facts for e in found.findings if e.kind is LeadReasonKind.FUNCTIONS]
    assert functions == [
        {"function": "BACnet", "needs": "3.5"},
        {"function": "Tunable white", "needs": ""},
        {"functions": ["App"]},
    ]
    assert found.grade is Grade.DUE


def test_support_that_ended_presses_whatever_came_since() -> None:
    """X-9."""
    ended = _version("3.4", support_ends_on=date(2026, 11, 26))
    assert _judge(installed="V3.4.0", versions=(ended,)).grade is Grade.URGENT


def test_the_sentence_says_the_most_pressing_first_in_both_languages() -> None:
    found = _judge(
        kind=_kind(status=SystemStatus.OBSOLETE),
        installed="3.4",
        versions=(_version("3.5"), _version("3.4")),
    )
    assert found.sentence == Text(
        "请尽快提出系统保障计划：系统老旧、软件落后。",
        "Propose System Care soon: the system is old, its software is behind.",
    )
    assert _judge(installed="3.4", versions=(_version("3.4"),)).sentence.en.startswith("The system")


@pytest.mark.parametrize(
    ("here", "there", "may"),
    [
        ("open", "proposal", True),
        ("open", "won", True),
        ("proposal", "open", True),
        ("proposal", "lost", True),
        ("lost", "open", True),
        ("lost", "won", False),
        ("won", "open", False),
        ("open", "open", False),
    ],
)
def test_a_lead_goes_only_where_it_can(here: str, there: str, *, may: bool) -> None:
    """SY-1."""
    if may:
        require_way(LeadState(here), LeadState(there))
        return
    with pytest.raises(Refused):
        require_way(LeadState(here), LeadState(there))


def test_every_lead_ends_or_goes_on() -> None:
    assert set(FOLLOWING) == set(LeadState)


def test_what_is_at_stake_is_exact_to_the_fen() -> None:
    """PP-2, D-2: half the hardware is ours today; 2 % of 10 pieces fail in each of 2.5 years."""
    parts = [PricedPart(Decimal(10), Money.of("333.33")), PricedPart(Decimal(3), None)]
    found = stake_of(Money.of("1000000.01"), 50, Fraction(5, 2), parts, Decimal("2.0"))
    assert (found.covered, found.exposure) == (Money.of("500000.01"), Money.of("166.67"))
    assert found.unpriced == 1


def _judge(**known: object) -> Verdict:
    facts = {
        "on": ON,
        "system_type": "Quantum",
        "project_year": 3,
        "horizon_years": 8,
        "kind": _kind(),
        **known,
    }
    return judge(LifeFacts(**facts))  # type: ignore[arg-type]


def _kind(**known: object) -> CatalogueSystem:
    facts = {
        "code": "QUANTUM",
        "name": Text("Quantum", "Quantum"),
        "also": (),
        "category": Category.COMMERCIAL,
        "status": SystemStatus.CURRENT,
        "sales_end_on": None,
        "spares_end_on": None,
        "support_ends_on": None,
        "successors": (),
        "database": HasDatabase.YES,
        "from_processor": FromProcessor.NO,
        "note": Text("", ""),
        "source": "a guide",
        "confidence": Confidence.MEDIUM,
        **known,
    }
    return CatalogueSystem(**facts)  # type: ignore[arg-type]


def _version(number: str, **known: object) -> SoftwareVersion:
    facts = {
        "system": "QUANTUM",
        "number": number,
        "released_on": None,
        "support_ends_on": None,
        "clients": (),
        "functions": (),
        "successor": "",
        "source": "a guide",
        "confidence": Confidence.LOW,
        **known,
    }
    return SoftwareVersion(**facts)  # type: ignore[arg-type]
