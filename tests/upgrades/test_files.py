"""Files of proposals: checked by number and hash, looked at by the doctor, delivered by mail."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from lumencare.contracts.queries.checking import DocumentKind, DocumentStanding
from lumencare.upgrades.actions import Delivery, Loss, deliver_mails, lose, revise, send
from lumencare.upgrades.archive import damaged_files, page_picture, pages_of, sweep_left_over
from lumencare.upgrades.queries.checking import check_document
from tests.office import NOW
from tests.upgrades.proposals import issued, seller, sent

pytestmark = pytest.mark.django_db


def test_a_proposal_is_known_by_its_number_with_either_hash() -> None:
    version, _ = sent()
    for mark, by_file in ((version.pdf_sha256, True), (version.facts_sha256[:32], False)):
        found = check_document(version.proposal.number, mark)
        assert found is not None
        assert (found.kind, found.standing) == (DocumentKind.PROPOSAL, DocumentStanding.LATEST)
        assert found.by_file is by_file
    assert check_document(version.proposal.number, "0" * 64) is None
    newer = issued(revise(version, by=seller(), now=NOW))
    found = check_document(version.proposal.number, version.pdf_sha256)
    assert found is not None
    assert found.standing == DocumentStanding.REPLACED
    lose(newer, Loss("budget", "明年再议"), by=seller(), now=NOW)
    found = check_document(version.proposal.number, newer.pdf_sha256)
    assert found is not None
    assert found.standing == DocumentStanding.WITHDRAWN


def test_a_file_that_was_changed_is_told_and_none_that_is_named_is_swept() -> None:
    version = issued()
    assert list(damaged_files()) == []
    assert pages_of(version) > 1
    picture = page_picture(version, 1)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    path = Path(settings.MEDIA_ROOT) / version.pdf
    sweep_left_over(NOW + timedelta(days=365 * 50))
    assert path.exists()
    path.write_bytes(b"another")
    assert list(damaged_files()) == [str(version)]


def test_a_mail_carries_the_paper_and_both_languages() -> None:
    version = issued()
    send(version, by=seller(), now=NOW, delivery=Delivery("wang@example.com", "王总您好"))
    assert (deliver_mails(NOW), deliver_mails(NOW)) == (1, 0)
    (message,) = mail.outbox
    assert message.to == ["wang@example.com"]
    assert message.body.startswith("王总您好")
    assert "Please find upgrade proposal" in message.body
    (attached,) = message.attachments
    assert attached[0] == f"{version.proposal.number}-v1.pdf"
