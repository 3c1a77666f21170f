"""Signed copies and evidence: none that is named is swept, and one that was changed is told."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from lumencare.handovers.actions import accept_signed
from lumencare.handovers.archive import count_files, damaged_files, sweep_left_over
from lumencare.handovers.models import ProposalSignature
from lumencare.upgrades.archive import sweep_left_over as sweep_proposals
from tests.handovers.handovers import chosen, completed, coordinator, evidence, offered
from tests.office import NOW

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(days=365 * 50)


def test_what_a_row_names_outlives_every_sweep() -> None:
    version = offered()
    picked = chosen(version, how="盖章件已寄回")
    accept_signed(version, picked, evidence(), by=coordinator(), now=NOW)
    handover = completed(version)
    copy = ProposalSignature.objects.get()
    paths = [Path(settings.MEDIA_ROOT) / each.name for each in (copy.file, handover.evidence)]
    left_over = paths[0].with_name("left-over.png")
    left_over.write_bytes(b"nobody's")
    os.utime(left_over, (0, 0))
    sweep_proposals(LATE)
    assert sweep_left_over(LATE) >= 1
    assert [each.exists() for each in (*paths, left_over)] == [True, True, False]
    assert (count_files(), list(damaged_files())) == (2, [])
    paths[1].write_bytes(b"another")
    assert list(damaged_files()) == [str(handover)]
