"""The remote agreement as PDF: archivable, tagged, in both languages, with its evidence."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from lumencare.data.contract_wordings import remote_wording
from lumencare.data.rule_catalogue import load_rules
from lumencare.documents.remote_context import RemoteContext
from lumencare.documents.remote_pdf import picture_remote, render_remote
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from tests.documents.remote_sample import EVIDENCE, MOMENT, UNSIGNED
from tests.documents.test_contract_pdf import PNG, squeezed, text_of

SIGNED = replace(
    UNSIGNED,
    evidence=EVIDENCE,
    period=Text("2026-11-26 至 2027-11-25", "2026-11-26 to 2027-11-25"),
)


@cache
def printed(*, signed: bool) -> PdfReader:
    context: RemoteContext = SIGNED if signed else UNSIGNED
    return PdfReader(BytesIO(render_remote(context, MOMENT)))


@pytest.mark.parametrize(
    "words",
    [
        "远程服务安全验证协议",
        "Remote Session Security Verification Contract",
        "RA-2611-018",
        "经我方网络登录服务器",
        "自签署起 12 个月",
        "12 months from the signature",
        "云栖会议中心 3 号馆（含地下停车场与连廊）",
        "S-2208-07",
        "林若、陈一鸣",
        "王建国，最终用户",
        "滨江置业有限公司",
        "w***@example.com",
        "以中文为准",
        "https://service.example.com/check/RA-2611-018",
        "400-842-7731",
    ],
)
def test_it_names_what_it_must(words: str) -> None:
    """D-24: the system, the signer, their party and the access mode; RS-1, RS-2."""
    assert squeezed(words) in squeezed(text_of(printed(signed=False)))


@pytest.mark.parametrize("signed", [False, True])
def test_every_clause_stands_in_both_languages(*, signed: bool) -> None:
    """G-2."""
    text = squeezed(text_of(printed(signed=signed)))
    for each in remote_wording():
        assert squeezed(each.text.zh) in text, each.id
        assert squeezed(each.text.en) in text, each.id


def test_every_clause_cites_rules_that_are_known_and_has_an_id_of_its_own() -> None:
    known = set(load_rules())
    assert [e.id for e in remote_wording() if not e.rules or not set(e.rules) <= known] == []
    assert len({each.id for each in remote_wording()}) == len(remote_wording()) >= 12


def test_signed_it_holds_the_evidence_and_the_days() -> None:
    """RS-2: name, time, hash of the document, channel of the code."""
    text = squeezed(text_of(printed(signed=True)))
    for each in (*EVIDENCE, *()):
        assert squeezed(each.value) in text
    assert squeezed("2026-11-26 至 2027-11-25") in text
    assert squeezed("签署存证") not in squeezed(text_of(printed(signed=False)))


@pytest.mark.parametrize("signed", [False, True])
def test_it_is_archivable_and_tagged_on_few_pages(*, signed: bool) -> None:
    reader = printed(signed=signed)
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert 1 <= len(reader.pages) <= 3
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_same_facts_and_moment_give_the_same_bytes() -> None:
    assert render_remote(SIGNED, MOMENT) == render_remote(SIGNED, MOMENT)


def test_a_moment_between_two_seconds_is_as_good_as_another() -> None:
    """The clock of a face knows microseconds, a PDF does not."""
    later = MOMENT.replace(microsecond=123_456)
    assert render_remote(SIGNED, later) == render_remote(SIGNED, MOMENT)


def test_pages_are_drawn() -> None:
    assert all(each.startswith(PNG) for each in picture_remote(SIGNED))


def test_a_wording_without_a_language_is_named() -> None:
    """G-2."""
    with pytest.raises(InputProblems, match="mode"):
        render_remote(replace(UNSIGNED, mode=Text("网络", "")), MOMENT)


def test_a_name_that_the_font_lacks_is_named() -> None:
    signer = replace(UNSIGNED.signer, name="王建国\U0001f4a1")
    with pytest.raises(InputProblems, match="signer"):
        render_remote(replace(UNSIGNED, signer=signer), MOMENT)
