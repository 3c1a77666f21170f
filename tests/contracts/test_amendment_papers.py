"""The document of an amendment: what was, what is, its price; signed, archived, checked, sealed."""

from io import BytesIO

import pytest
from django.http import Http404

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.contracts import actions
from lumencare.contracts.actions.cancelling import Cancelling
from lumencare.contracts.archive import is_intact, read_file
from lumencare.contracts.models import Amendment, Contract
from lumencare.contracts.papers import amendment_facts
from lumencare.contracts.queries.checking import DocumentKind, DocumentStanding, check_document
from lumencare.contracts.queries.papers import find_paper, find_sealed, papers_of_amendments
from lumencare.contracts.soundness import count_files
from lumencare.documents.contract_checks import require_sound
from lumencare.documents.contract_context import Duty, Sealing
from lumencare.documents.signing import verify_pdf
from lumencare.domain.contract.credit import Treatment
from lumencare.domain.money import Money, total
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.sites.uploads import Upload
from tests.contracts.contracts import active, bought, coordinator
from tests.office import NOW, TODAY, organization, person, site, system

pytestmark = pytest.mark.django_db
SEALING = Sealing(signer="Lumencare test", is_self_made=True)
PNG = b"\x89PNG\r\n\x1a\n" + b"scan"


def suspended() -> Amendment:
    """Return the suspension of a contract."""
    contract = active("service-care", of=system())
    actions.suspend(contract, why="停业装修", by=coordinator(), now=NOW)
    return latest(contract)


def latest(contract: Contract) -> Amendment:
    """Return the newest amendment of a contract."""
    return Amendment.objects.filter(contract=contract).order_by("-number")[0]


def issue(row: Amendment) -> object:
    return actions.issue_amendment(row, by=coordinator(), now=NOW)


def test_a_decision_shows_what_was_what_is_and_why() -> None:
    """D-17: a suspension has no price."""
    shown = amendment_facts(suspended(), on=TODAY, sealing=SEALING)
    require_sound(shown)
    assert (shown.contract, shown.reason.zh, shown.effective) == ("C-2601-001", "停业装修", TODAY)
    (change,) = shown.changes
    assert (change.subject.en, change.was.zh, change.becomes.zh) == ("State", "生效中", "已中止")
    assert (change.rule, shown.lines, shown.payments) == ("D-17", (), ())


def test_a_system_that_joins_is_shown_with_its_list_lines_and_payments() -> None:
    """D-13: at the prices of the quotation that was accepted; what was there is not repeated."""
    place = site()
    contract = active("part-care-plus", of=system(place))
    other = bought("service-care", of=system(place, ref="S-002"))
    line = other.lines.get()
    actions.add_system(contract, line.quote_version, by=coordinator(), now=NOW)
    shown = amendment_facts(latest(contract), on=TODAY, sealing=SEALING)
    require_sound(shown)
    assert total(each.net for each in shown.lines) == Money.of_fen(line.net_fen)
    assert total(each.net for each in shown.payments) == Money.of_fen(line.net_fen)
    assert [each.mark for each in shown.systems] == ["S1"]
    assert "Q-2601-002 v1" in shown.reason.en
    named = next(each for each in shown.changes if each.subject.en == "Plans and options")
    assert (named.becomes.en, named.rule) == ("Service Care Plan", "D-13")


def test_parties_are_those_of_the_amendment() -> None:
    """D-18: who pays since is named, also where another one pays by now."""
    contract = active("service-care", of=system())
    for name in ("甲财务公司", "乙财务公司"):
        to = organization(name)
        actions.change_bill_to(contract, to, why="统一付款", by=coordinator(), now=NOW)
    rows = list(contract.amendments.order_by("number"))
    named = [
        amendment_facts(each, on=TODAY, sealing=SEALING).paper.parties.others[0].name
        for each in rows
    ]
    assert named == ["甲财务公司", "乙财务公司"]


def test_the_buyer_of_the_site_is_named_as_its_end_user() -> None:
    """D-18: the contract stays with the system; who signed it stays on record."""
    one = system()
    contract = active("service-care", of=one)
    to, by = organization("新业主"), person("manager")
    actions.change_owner(one.site, to=to, on=TODAY, why="转让", by=by, now=NOW)
    parties = amendment_facts(latest(contract), on=TODAY, sealing=SEALING).paper.parties
    assert (parties.others[0].name, parties.others[0].duties) == ("新业主", (Duty.END_USER,))
    assert Duty.END_USER not in parties.customer.duties


def test_it_is_signed_archived_and_told_in_the_trail() -> None:
    row = suspended()
    paper = actions.issue_amendment(row, by=coordinator(), now=NOW)
    assert (paper.number, paper.revision, paper.amendment) == ("C-2601-001-A1", 1, row)
    assert is_intact(paper.pdf, paper.pdf_sha256)
    assert verify_pdf(read_file(paper.pdf))
    assert paper.number in Entry.objects.filter(action="issue").order_by("-pk")[0].why
    assert issue(row) == paper
    assert count_files() == 1


def test_anybody_can_check_it_by_file_by_mark_and_by_signed_copy() -> None:
    row = suspended()
    paper = actions.issue_amendment(row, by=coordinator(), now=NOW)
    for mark in (paper.pdf_sha256, paper.facts_sha256[:32]):
        found = check_document("C-2601-001-A1", mark)
        assert found is not None
        assert (found.kind, found.standing) == (DocumentKind.AMENDMENT, DocumentStanding.LATEST)
    copy = actions.upload_sealed_amendment(
        row, Upload("扫描.png", BytesIO(PNG)), by=coordinator(), now=NOW
    )
    told = check_document("C-2601-001-A1", copy.sha256)
    assert told is not None
    assert (told.kind, told.number) == (DocumentKind.SEALED_COPY, "C-2601-001-A1")
    assert check_document("C-2601-002-A1", copy.sha256) is None


def test_what_both_signed_is_not_made_again() -> None:
    row = suspended()
    scan = Upload("扫描.png", BytesIO(PNG))
    with pytest.raises(Refused):
        actions.upload_sealed_amendment(row, scan, by=coordinator(), now=NOW)
    paper = actions.issue_amendment(row, by=coordinator(), now=NOW)
    ours = Upload("ours.pdf", BytesIO(read_file(paper.pdf)))
    with pytest.raises(InputProblems):
        actions.upload_sealed_amendment(row, ours, by=coordinator(), now=NOW)
    actions.upload_sealed_amendment(row, scan, by=coordinator(), now=NOW)
    with pytest.raises(Refused):
        issue(row)
    found = papers_of_amendments(coordinator(), row.contract)[1]
    assert (found.can, len(found.issued)) == (frozenset({"seal"}), 1)
    assert found.sealed is not None


def test_papers_of_a_contract_and_of_its_amendments_are_kept_apart() -> None:
    row = suspended()
    issue(row)
    number = row.contract.number
    assert find_paper(coordinator(), number, amendment=1).number == "C-2601-001-A1"
    for asked in (
        lambda: find_paper(coordinator(), number),
        lambda: find_paper(coordinator(), number, amendment=2),
        lambda: find_sealed(coordinator(), number, amendment=1),
    ):
        with pytest.raises(Http404):
            asked()


def test_of_a_cancelled_contract_only_the_cancellation_is_made() -> None:
    """D-17."""
    row = suspended()
    decided = Cancelling(on=TODAY, treatment=Treatment.NONE, why="拆除")
    actions.cancel(row.contract, decided, by=person("manager"), now=NOW)
    row.refresh_from_db()
    with pytest.raises(Refused):
        issue(row)
    issue(latest(row.contract))


def test_who_was_slower_and_who_may_not_are_told_so() -> None:
    row, stale = suspended(), None
    stale = Amendment.objects.select_related("contract").get(pk=row.pk)
    issue(row)
    actions.resume(row.contract, why="复业", by=coordinator(), now=NOW)
    row.papers.update(facts_sha256="0" * 64)
    with pytest.raises(Conflict):
        issue(stale)
    with pytest.raises(NotAllowed):
        actions.issue_amendment(row, by=person("engineer"), now=NOW)
