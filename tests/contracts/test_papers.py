"""The document of a contract: made of its rows, signed, archived, and never made again."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.contracts.actions import issue_document, sign, upload_sealed
from lumencare.contracts.archive import FOLDER, is_intact, read_file, sweep_left_over
from lumencare.contracts.models import Contract, Paper, SealedCopy
from lumencare.contracts.papers import contract_facts
from lumencare.contracts.soundness import count_files, damaged_files, misnamed_files
from lumencare.documents.contract_checks import require_sound
from lumencare.documents.contract_context import ContractContext, DocumentState, Duty, Sealing
from lumencare.documents.signing import verify_pdf
from lumencare.domain.money import Money, total
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.sites.uploads import Upload
from tests.apart import KILLED, run_apart
from tests.contracts.contracts import bought, coordinator
from tests.office import NOW, TODAY, organization, person, site, system

PNG = b"\x89PNG\r\n\x1a\n" + b"scan"
SEALING = Sealing(signer="Lumencare test", is_self_made=True)


def facts(contract: Contract) -> ContractContext:
    return contract_facts(contract, on=TODAY, sealing=SEALING)


@pytest.mark.django_db
def test_it_shows_what_was_sold_at_final_prices() -> None:
    """D-20: the amounts of the accepted quotation, each with where it is proven."""
    contract = bought("part-care-plus", "service-care", "onsite-programming*3", of=system())
    shown = facts(contract)
    require_sound(shown)
    assert shown.quotation == "Q-2601-001 v1"
    assert total(each.net for each in shown.lines) == Money.of_fen(contract.net_fen)
    assert total(each.gross for each in shown.payments) == Money.of_fen(
        contract.net_fen + contract.vat_fen
    )
    assert [each.proof for each in shown.lines] == [
        "Q-2601-001 v1 #1 (PP-1)",
        "Q-2601-001 v1 #2 (SC-2)",
        "Q-2601-001 v1 #3 (AV-1)",
    ]
    assert all("首页" not in each.remark.zh for each in shown.lines if each.remark)


@pytest.mark.django_db
def test_twelve_months_begin_with_the_contract() -> None:
    """D-6: what waits for the contract names no days yet, in lines, payments and rights alike."""
    shown = facts(bought("service-care", "24h", of=system()))
    assert {each.period.en for each in shown.lines} == {"12 months from effect"}
    assert all("12 months from effect" in each.what.en for each in shown.payments)
    assert {each.contract_year for each in shown.entitlements} == {None}


@pytest.mark.django_db
def test_years_by_project_year_keep_their_days() -> None:
    """D-5: year 2 of `2Y` costs nothing and serves nothing; year 3 begins on 2027-03-02."""
    shown = facts(bought("technology-support:2,3", of=system()))
    require_sound(shown)
    assert [(each.due.isoformat(), str(each.net)) for each in shown.payments] == [
        ("2027-03-02", "33000.00")
    ]
    years = {
        each.contract_year.start.isoformat() for each in shown.entitlements if each.contract_year
    }
    assert years == {"2027-03-02"}


@pytest.mark.django_db
def test_parties_carry_their_invoice_data_and_the_payer_is_named() -> None:
    owner = organization(credit_code="91310115MA1K3XXXX2", bank="招商银行", bank_account="1219")
    contract = bought("part-care-plus", of=system(site(owner)))
    payer = organization("总部物业有限公司")
    Contract.objects.filter(pk=contract.pk).update(bill_to=payer)
    parties = facts(Contract.objects.get(pk=contract.pk)).paper.parties
    assert (parties.customer.credit_code, parties.customer.bank) == (
        "91310115MA1K3XXXX2",
        "招商银行",
    )
    assert parties.customer.duties == (Duty.SOLD_TO, Duty.END_USER)
    assert [(each.name, each.duties) for each in parties.others] == [
        ("总部物业有限公司", (Duty.BILL_TO,))
    ]


@pytest.mark.django_db
def test_documents_and_conditions_stand_as_they_do() -> None:
    """SC-9, G-2: with service three documents are needed; nothing is met yet."""
    shown = facts(bought("service-care", of=system()))
    assert [each.state for each in shown.documents] == [DocumentState.MISSING] * 3
    assert [(each.rule, each.evidence) for each in shown.conditions] == [
        ("G-2", None),
        ("SC-9", None),
    ]


@pytest.mark.django_db
def test_no_document_without_a_provider(settings: object) -> None:
    settings.PROVIDER = {**settings.PROVIDER, "name": ""}  # type: ignore[attr-defined]
    contract = bought("part-care-plus", of=system())
    with pytest.raises(InputProblems, match="LUMENCARE_PROVIDER_NAME"):
        issue_document(contract, by=coordinator(), now=NOW)
    assert not Paper.objects.exists()


@pytest.mark.django_db
def test_it_is_signed_archived_and_frozen() -> None:
    contract = bought("part-care-plus", of=system())
    paper = issue_document(contract, by=coordinator(), now=NOW)
    (signature,) = verify_pdf(read_file(paper.pdf))
    assert signature.is_unchanged
    assert signature.signed_at == NOW
    assert (signature.fingerprint, signature.is_self_made) == (paper.fingerprint, paper.self_made)
    contract.refresh_from_db()
    assert (contract.pdf_sha256, str(contract.pdf)) == (paper.pdf_sha256, str(paper.pdf))
    assert paper.clauses[0].keys() == {"id", "sha256"}
    assert len(paper.clauses_sha256) == 64
    entry = Entry.objects.get(action="issue", kind="contracts.contract")
    assert entry.after["pdf_sha256"] == paper.pdf_sha256


@pytest.mark.django_db
def test_the_same_facts_are_not_made_again_and_others_are_a_new_revision() -> None:
    contract, by = bought("part-care-plus", of=system()), coordinator()
    first = issue_document(contract, by=by, now=NOW)
    assert issue_document(contract, by=by, now=NOW + timedelta(days=3)) == first
    contract.owner.bank = "招商银行"
    contract.owner.save(update_fields=["bank"])
    second = issue_document(contract, by=by, now=NOW + timedelta(days=3))
    assert (second.number, second.revision) == ("C-2601-001-R2", 2)
    assert is_intact(first.pdf, first.pdf_sha256)
    assert contract.pdf_sha256 == second.pdf_sha256
    assert Paper.objects.count() == 2


@pytest.mark.django_db
def test_a_signed_contract_is_not_made_again() -> None:
    contract, by = bought("part-care-plus", of=system()), coordinator()
    issue_document(contract, by=by, now=NOW)
    sign(contract, signed_on=TODAY, signed_by="王建国", by=by, now=NOW)
    with pytest.raises(Refused):
        issue_document(contract, by=by, now=NOW)


@pytest.mark.django_db
def test_who_was_slower_is_told_so() -> None:
    contract, by = bought("part-care-plus", of=system()), coordinator()
    stale = Contract.objects.get(pk=contract.pk)
    issue_document(contract, by=by, now=NOW)
    stale.owner.bank = "招商银行"
    with pytest.raises(Conflict):
        issue_document(stale, by=by, now=NOW)
    assert Paper.objects.count() == 1


@pytest.mark.django_db
def test_only_those_who_keep_contracts_make_and_seal_them() -> None:
    contract = bought("part-care-plus", of=system())
    for role in ("engineer", "finance", "customer"):
        with pytest.raises(NotAllowed):
            issue_document(contract, by=person(role), now=NOW)
        with pytest.raises(NotAllowed):
            upload_sealed(
                contract, Upload("a.png", BytesIO(PNG)), by=person(role, name=f"{role} 2"), now=NOW
            )


@pytest.mark.django_db
def test_the_sealed_copy_is_kept_with_its_hash() -> None:
    contract, by = bought("part-care-plus", of=system()), coordinator()
    with pytest.raises(Refused):
        upload_sealed(contract, Upload("scan.png", BytesIO(PNG)), by=by, now=NOW)
    paper = issue_document(contract, by=by, now=NOW)
    copy = upload_sealed(contract, Upload("C:\\扫描 件.exe", BytesIO(PNG)), by=by, now=NOW)
    assert (copy.file_name, copy.media_type) == ("扫描 件.exe.png", "image/png")
    assert read_file(copy.file) == PNG
    contract.refresh_from_db()
    assert contract.sealed_sha256 == copy.sha256
    assert Entry.objects.get(action="upload").after["sealed_sha256"] == copy.sha256
    again = Upload("scan.png", BytesIO(PNG))
    for wrong in (
        again,
        Upload("scan.pdf", BytesIO(b"MZ program")),
        Upload("C.pdf", BytesIO(read_file(paper.pdf))),
    ):
        with pytest.raises(InputProblems):
            upload_sealed(contract, wrong, by=by, now=NOW)
    upload_sealed(contract, Upload("better.png", BytesIO(PNG + b"2")), by=by, now=NOW)
    assert SealedCopy.objects.count() == 2
    with pytest.raises(Refused):
        issue_document(contract, by=by, now=NOW)


@pytest.mark.django_db
def test_a_changed_or_lost_file_is_found() -> None:
    contract, by = bought("part-care-plus", of=system()), coordinator()
    paper = issue_document(contract, by=by, now=NOW)
    copy = upload_sealed(contract, Upload("scan.png", BytesIO(PNG + b"3")), by=by, now=NOW)
    assert (count_files(), list(damaged_files()), list(misnamed_files())) == (2, [], [])
    (Path(settings.MEDIA_ROOT) / str(copy.file)).write_bytes(b"changed")
    (Path(settings.MEDIA_ROOT) / str(paper.pdf)).unlink()
    assert list(damaged_files()) == ["C-2601-001", "C-2601-001 scan.png"]
    Contract.objects.update(pdf_sha256="0" * 64)
    assert list(misnamed_files()) == ["C-2601-001"]


def files() -> list[Path]:
    """Return the files of contracts that are young enough to be of this test."""
    return sorted((Path(settings.MEDIA_ROOT) / FOLDER).glob("*/*/C-*"))


def run(contract: Contract, last: int) -> int:
    """Let another process make the document on the same database and files, and die at a point."""
    return run_apart("tests.contracts.killed_paper", contract.pk, last)


@pytest.mark.django_db(transaction=True)
def test_killed_before_the_commit_there_is_no_document_and_its_file_is_swept() -> None:
    for each in files():
        each.unlink()
    contract = bought("part-care-plus", of=system())
    for last in (1, 2, 3):
        assert run(contract, last) == KILLED
        contract.refresh_from_db()
        assert (contract.pdf_sha256, Paper.objects.count()) == ("", 0)
    left = files()
    for each in left:
        os.utime(each, (0, 0))
    assert sweep_left_over(NOW + timedelta(days=2)) == len(left) > 0
    assert run(contract, 0) == KILLED
    contract.refresh_from_db()
    assert Paper.objects.get().pdf_sha256 == contract.pdf_sha256
    os.utime(files()[0], (0, 0))
    assert sweep_left_over(NOW + timedelta(days=2)) == 0
    assert list(damaged_files()) == []
