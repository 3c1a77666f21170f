"""Signing: by whom, with which code, until when; once (RS-2, D-24)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from lumencare.audit.models import Entry
from lumencare.contracts.archive import is_intact, read_file
from lumencare.documents.signing import verify_pdf
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.remote.codes import MOST_TRIES, MOST_TRIES_OF_LINK, WORKS_FOR
from lumencare.field.queries.checking import check_document
from lumencare.notices.models import Event, Notice
from lumencare.remote.actions import (
    Choice,
    Signature,
    draft_agreement,
    read_code_out,
    renewal_of,
    request_code,
    revoke,
    send,
    sign,
)
from lumencare.remote.links import SIGN_WITHIN, add_link, open_link, token_of
from lumencare.remote.mailing import send_remote_mails, wipe_codes
from lumencare.remote.models import (
    ConsentWindow,
    OneTimeCode,
    RemoteAgreement,
    RemoteMail,
    SignatureEvidence,
    SigningLink,
)
from lumencare.sites.models import Organization, Site
from tests.desk.cases import served
from tests.office import NOW, organization, person, site, system
from tests.remote.agreements import (
    DAY,
    MINUTE,
    SECOND,
    code_of,
    draft_of,
    fresh,
    sent,
    signed,
    technician,
)

pytestmark = pytest.mark.django_db


def signature(link: SigningLink, code: str) -> Signature:
    return Signature(code=code, sha256=fresh(link).agreement.paper_sha256, ip_address="10.0.0.9")


def test_one_button_makes_a_paper_a_link_and_a_mail() -> None:
    """RS-2: the paper names the system, the signer, their party and the way in (D-24)."""
    link = sent()
    row = link.agreement
    assert (row.number, row.state, row.months) == ("RA-2601-001", "sent", 12)
    (seal,) = verify_pdf(read_file(row.paper))
    assert seal.is_unchanged
    assert RemoteMail.objects.get().to == "wang@example.com"
    assert send_remote_mails(NOW) == 1
    (message,) = mail.outbox
    assert f"/r/{token_of(link)}/" in message.body
    assert f"/en/r/{token_of(link)}/" in message.body
    assert row.number in message.body
    assert Event.objects.get(kind="remote.sent").subject_key == row.number


def test_a_signature_is_sealed_with_its_evidence() -> None:
    """RS-2: name, party, time, hash, channel of the code; PAdES."""
    link = sent(now=NOW)
    row = sign(fresh(link), signature(link, code_of(link)), now=NOW + MINUTE)
    assert (row.state, row.valid_from) == ("signed", NOW + MINUTE)
    assert row.valid_until.isoformat() == "2027-01-15T00:00:00+08:00"
    assert is_intact(row.sealed, row.sealed_sha256)
    (seal,) = verify_pdf(read_file(row.sealed))
    assert seal.is_unchanged
    proof = SignatureEvidence.objects.get()
    assert (proof.name, proof.party, proof.channel) == ("王建国", "end-user", "email")
    assert (proof.sent_to, proof.ip_address) == ("w***@example.com", "10.0.0.9")
    assert proof.paper_sha256 == row.paper_sha256 != row.sealed_sha256
    consent = ConsentWindow.objects.get()
    assert (consent.starts_at, consent.ends_at) == (row.valid_from, row.valid_until)
    assert Event.objects.filter(kind="remote.signed").exists()
    told = Notice.objects.get(key__startswith=f"remote:{row.number}:signed")
    assert told.user == technician()
    send_remote_mails(NOW + MINUTE)
    assert mail.outbox[-1].attachments[0][0] == f"{row.number}-signed.pdf"


def test_the_signed_paper_is_checked_by_number_and_hash() -> None:
    row = signed()
    found = check_document(row.number, row.sealed_sha256)
    assert found is not None
    assert (found.kind, found.standing, found.by_file) == ("remote-agreement", "latest", True)
    assert found.fingerprint == row.fingerprint
    before = check_document(row.number, row.paper_sha256)
    assert before is not None
    assert before.standing == "replaced"
    assert check_document(row.number, row.sealed_facts_sha256[:32]) is not None
    assert check_document(row.number, "0" * 64) is None
    revoke(row, why="不再需要", by=technician(), now=NOW)
    after = check_document(row.number, row.sealed_sha256)
    assert after is not None
    assert after.standing == "withdrawn"


def test_nobody_signs_twice() -> None:
    link = sent()
    code = code_of(link)
    again = fresh(link)
    sign(fresh(link), signature(link, code), now=NOW)
    for late in (again, fresh(link)):
        with pytest.raises((Refused, InputProblems, Conflict)):
            sign(late, signature(link, code), now=NOW)
    assert SignatureEvidence.objects.count() == 1


def test_who_comes_too_late_is_refused() -> None:
    link = sent()
    code = code_of(link)
    with pytest.raises(Refused, match="over") as late:
        sign(fresh(link), signature(link, code), now=NOW + SIGN_WITHIN)
    assert late.value.reason.facts["link"]
    with pytest.raises(Refused):
        request_code(fresh(link), Choice(), now=NOW + SIGN_WITHIN)
    assert open_link(token_of(link) or "", NOW + SIGN_WITHIN) is not None
    assert open_link(token_of(link) or "", NOW + 200 * DAY) is None


def test_a_revoked_or_replaced_link_opens_nothing_to_sign() -> None:
    link = sent()
    code = code_of(link)
    send(RemoteAgreement.objects.get(), by=technician(), now=NOW)
    assert open_link(token_of(link) or "", NOW) is None
    with pytest.raises(Refused):
        sign(fresh(link), signature(link, code), now=NOW)
    other = fresh(SigningLink.objects.get(taken_back_at=None))
    revoke(RemoteAgreement.objects.get(), why="换人签署", by=technician(), now=NOW)
    with pytest.raises(Refused, match="revoked"):
        request_code(fresh(other), Choice(), now=NOW + 2 * MINUTE)


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567"])
def test_what_is_no_code_is_told_and_not_counted(typed: str) -> None:
    link = sent()
    code_of(link)
    with pytest.raises(InputProblems, match="6 digits"):
        sign(fresh(link), signature(link, typed), now=NOW)
    assert OneTimeCode.objects.get().tries == 0


def test_a_guessed_code_is_locked_and_staff_are_told() -> None:
    """RS-2: five tries for a code, fifteen for a link; then nobody signs by it."""
    link = sent()
    now = NOW
    for _ in range(MOST_TRIES_OF_LINK // MOST_TRIES):
        right = code_of(link, now=now)
        wrong = f"{(int(right) + 1) % 1_000_000:06d}"
        for _ in range(MOST_TRIES):
            with pytest.raises(InputProblems, match=r"code"):
                sign(fresh(link), signature(link, wrong), now=now)
        with pytest.raises(InputProblems):
            sign(fresh(link), signature(link, right), now=now)
        now += 2 * MINUTE
    assert fresh(link).tries == MOST_TRIES_OF_LINK
    with pytest.raises(Refused, match="locked"):
        request_code(fresh(link), Choice(), now=now)
    assert Notice.objects.filter(key__contains=":locked:").count() == 3
    assert Entry.objects.filter(action="lock-code").count() == 3
    # Another link from staff begins anew.
    other = send(RemoteAgreement.objects.get(), by=technician(), now=now)
    assert sign(fresh(other), signature(other, code_of(other, now=now)), now=now).state == "signed"


def test_a_code_works_for_ten_minutes_and_another_waits_a_minute() -> None:
    link = sent()
    code = code_of(link)
    with pytest.raises(InputProblems, match="too old"):
        sign(fresh(link), signature(link, code), now=NOW + WORKS_FOR)
    with pytest.raises(Refused, match="again in 43 seconds"):
        request_code(fresh(link), Choice(), now=NOW + 18 * SECOND)
    newer = code_of(link, now=NOW + 2 * MINUTE)
    if newer != code:
        with pytest.raises(InputProblems):
            sign(fresh(link), signature(link, code), now=NOW + 3 * MINUTE)
    sign(fresh(link), signature(link, newer), now=NOW + 3 * MINUTE)


def test_neither_code_nor_token_is_kept_in_plain() -> None:
    link = sent()
    code = code_of(link)
    kept = OneTimeCode.objects.get()
    waiting = RemoteMail.objects.get(kind="code")
    assert code not in f"{kept.code_hash}{kept.sent_to}{waiting.sealed_code}{waiting.words}"
    assert token_of(link) not in {link.seed, link.token_hash}
    assert send_remote_mails(NOW) == 2
    assert code in mail.outbox[-1].body
    waiting.refresh_from_db()
    assert waiting.sealed_code == ""
    code_of(link, now=NOW + 2 * MINUTE)
    assert send_remote_mails(NOW + 2 * MINUTE + WORKS_FOR) == 0
    assert wipe_codes(NOW + 2 * MINUTE + WORKS_FOR) == 1


def test_the_hotline_reads_a_code_out_and_is_part_of_the_evidence() -> None:
    link = sent(signer_email="")
    assert not RemoteMail.objects.exists()
    with pytest.raises(Refused, match="call the hotline"):
        request_code(fresh(link), Choice(), now=NOW)
    digits = read_code_out(fresh(link), by=technician(), now=NOW)
    sign(fresh(link), signature(link, digits), now=NOW + MINUTE)
    proof = SignatureEvidence.objects.get()
    assert (proof.channel, proof.read_by_name, proof.sent_to) == ("hotline", "林若", "138****8000")


def test_a_stranger_is_told_whom_to_ask() -> None:
    """RS-2: only the end user or the partner who serves the system."""
    other = organization("路人甲有限公司")
    found = served()
    with pytest.raises(Refused, match="滨江置业有限公司"):
        draft_agreement(draft_of(found, organization=other), by=technician(), now=NOW)
    link = sent(found)
    for typed in ("other", str(other.pk), "0", "999999999999999999999"):
        with pytest.raises(Refused, match="RS-2"):
            request_code(fresh(link), Choice(organization=typed), now=NOW)
    assert not OneTimeCode.objects.exists()


def test_the_partner_may_sign_in_the_end_users_place_and_the_paper_says_so() -> None:
    """RS-2."""
    partner = organization("光合智控", kind="partner")
    found = served(at=site(partner=partner))
    link = sent(found)
    before = link.agreement.paper_sha256
    choice = Choice(name="赵敏", organization=str(partner.pk))
    code = code_of(link, choice=choice)
    row = sign(fresh(link), signature(link, code), now=NOW)
    assert (row.party, row.organization, row.signer_name) == ("partner", partner, "赵敏")
    assert row.paper_sha256 != before
    assert SignatureEvidence.objects.get().organization_name == "光合智控"


def test_a_partner_whom_the_owner_lets_see_nothing_signs_nothing() -> None:
    """RS-2."""
    partner = organization("光合智控", kind="partner")
    found = served(at=site(partner=partner, partner_may_see=False))
    with pytest.raises(Refused, match="RS-2"):
        sent(found, organization=partner)


def test_after_a_change_of_owner_the_old_one_signs_nothing() -> None:
    """RS-2, D-18."""
    link = sent()
    code = code_of(link)
    Site.objects.update(owner=organization("新业主有限公司"))
    with pytest.raises(Refused, match="新业主有限公司"):
        sign(fresh(link), signature(link, code), now=NOW)


def test_another_way_in_makes_another_paper_before_the_code_is_sent() -> None:
    """RS-1: what is signed names the way that was chosen."""
    link = sent(server="unknown")
    before = link.agreement.paper_sha256
    stale = signature(link, "000000")
    code = code_of(link, choice=Choice(mode="site-lan"))
    assert fresh(link).agreement.mode == "site-lan"
    with pytest.raises(Conflict):
        sign(fresh(link), Signature(code=code, sha256=stale.sha256), now=NOW)
    row = sign(fresh(link), signature(link, code), now=NOW)
    assert row.mode == SignatureEvidence.objects.get().mode == "site-lan"
    assert row.paper_sha256 != before


def test_a_way_in_that_does_not_suit_the_system_is_refused() -> None:
    """RS-1."""
    found = served()
    with pytest.raises(Refused, match="RS-1"):
        sent(found, mode="server-card", server="online")
    link = sent(found)
    with pytest.raises(Refused, match="RS-1"):
        request_code(fresh(link), Choice(mode="site-lan"), now=NOW)
    with pytest.raises(InputProblems):
        request_code(fresh(link), Choice(mode="telnet"), now=NOW)


def test_everything_wrong_with_a_draft_is_told_at_once() -> None:
    draft = draft_of(
        system(), signer_name="", signer_email="", signer_phone="", mode="telnet",
        engineers=(person("finance"),),
    )  # fmt: skip
    with pytest.raises(InputProblems) as wrong:
        draft_agreement(draft, by=technician(), now=NOW)
    assert {each.where for each in wrong.value.problems} == {
        "signer_name", "signer_email", "mode", "engineers",
    }  # fmt: skip


def test_a_renewal_takes_the_place_of_what_it_renews() -> None:
    """D-24: one is in force for a system and a way in."""
    first = signed()
    soon = NOW + 340 * DAY
    draft = renewal_of(RemoteAgreement.objects.get())
    row = draft_agreement(draft, by=technician(), now=soon)
    link = send(row, by=technician(), now=soon)
    second = sign(fresh(link), signature(link, code_of(link, now=soon)), now=soon)
    first.refresh_from_db()
    assert (first.state, second.follows) == ("superseded", first)
    assert RemoteAgreement.objects.filter(state="signed").count() == 1


def test_another_way_in_is_another_agreement() -> None:
    """D-24, RS-1."""
    found = served()
    signed(found, server="unknown")
    signed(found, server="unknown", mode="site-lan", now=NOW + MINUTE)
    assert RemoteAgreement.objects.filter(state="signed").count() == 2


def test_the_database_holds_what_a_signature_needs() -> None:
    row = signed()
    rows = RemoteAgreement.objects.filter(pk=row.pk)
    for wrong in (
        {"state": "torn"},
        {"mode": "telnet"},
        {"party": "cousin"},
        {"sealed_sha256": ""},
        {"valid_until": NOW - DAY},
        {"state": "revoked"},
        {"signer_name": ""},
        {"signer_phone": "", "signer_email": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignatureEvidence.objects.update(name="别人")
    with pytest.raises(IntegrityError), transaction.atomic():
        OneTimeCode.objects.update(tries=MOST_TRIES + 1)


def test_a_link_is_found_by_its_hash_alone() -> None:
    link = sent()
    token = token_of(link) or ""
    assert open_link(token, NOW) == link
    for wrong in ("", "x", token[:-1], f"{token}x", link.seed, token.replace(".", "")):
        assert open_link(wrong, NOW) is None
    add_link(link.agreement, by=technician(), now=NOW)
    assert open_link(token, NOW) is None


def test_names_are_kept_as_they_are_typed() -> None:
    """Words of people are no markup, in papers neither."""
    Organization.objects.create(kind="partner", name="x", created_at=NOW)
    link = sent(signer_name='<script>alert("1")</script> #王')
    row = sign(fresh(link), signature(link, code_of(link)), now=NOW)
    assert row.evidence.name == '<script>alert("1")</script> #王'
    assert timedelta(0) < row.valid_until - row.valid_from
