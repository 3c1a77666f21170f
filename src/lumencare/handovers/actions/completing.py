"""The handover: what the accepted option brought is there, and all that follows, in one go."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.contracts.actions import note_replaced
from lumencare.contracts.archive import keep_file
from lumencare.domain.problems import Conflict, Refused
from lumencare.domain.system import require
from lumencare.domain.text import Text, does_not_apply
from lumencare.domain.upgrade.open_things import Decision, OpenThing, check_decisions
from lumencare.domain.upgrade.states import ProposalStep, require_step
from lumencare.handovers.accepted import accepted_option
from lumencare.handovers.archive import FOLDER
from lumencare.handovers.models import Handover
from lumencare.handovers.open_things import end_thing, things_of
from lumencare.handovers.stated import Completing, Stated, read_stated
from lumencare.handovers.told import tell_completed
from lumencare.lifecycle.actions.following import note_upgraded
from lumencare.sites.actions import replace_system
from lumencare.sites.entries import remember_system
from lumencare.sites.models import Replacement, System
from lumencare.sites.uploads import JPEG, PDF, PNG, Checked, Upload, check_upload, tidy_name
from lumencare.upgrades.actions.steps import lock_proposal, take_step
from lumencare.upgrades.models import ProposalVersion

FORMS = (PDF, JPEG, PNG)


def complete(
    version: ProposalVersion, completing: Completing, *, by: User, now: datetime
) -> Handover:
    """Hand an accepted upgrade over: once, with its evidence, in one transaction.

    A system upgrade brings a system of its own order, class, list and window, and takes the
    replaced hardware out of cover; a software upgrade keeps Year Zero and changes the version
    that is installed. Sent again it is answered alike; Conflict where it was completed otherwise.
    """
    require_right(by, Right.COMPLETE_UPGRADES)
    checked = check_upload(completing.evidence, FORMS, "evidence")
    if there := _completed_already(version, checked):
        return there
    require_step(ProposalStep.COMPLETE, version.state)
    stated = read_stated(version, accepted_option(version), completing, now)
    evidence = _keep(version, completing.evidence, checked, now)
    with transaction.atomic():
        lock_proposal(version)
        # Another may have recorded it since: asked again where nobody can any more.
        if there := _completed_already(version, checked):
            return there
        system = System.objects.select_for_update().get(pk=version.proposal.system_id)
        before, things = system.software_version, things_of(stated, system)
        require(check_decisions(things, stated.decisions, stated.why))
        replacement = _carry_out(stated, system, by=by, now=now)
        row = Handover(
            proposal_version=version,
            replacement=replacement,
            software_before=before,
            settled=_settle(things, stated, system, by=by, now=now),
            completed_by=by,
            recorded_at=now,
            **_told(stated),
            **evidence,
        )
        add_row(row, by=by, now=now)
        take_step(version, ProposalStep.COMPLETE, by=by, now=now)
        tell_completed(row, now)
    return row


def _told(stated: Stated) -> dict[str, Any]:
    return {
        "completed_on": stated.completed_on,
        "handed_to": stated.handed_to,
        "note": stated.note,
        "software_after": stated.software,
    }


def _completed_already(version: ProposalVersion, checked: Checked) -> Handover | None:
    row = Handover.objects.filter(proposal_version=version).first()
    if row is None or row.sha256 == checked.sha256:
        return row
    text = Text(
        f"已于 {row.completed_on} 由{row.completed_by.name}登记完工，不能再次登记。",
        f"{row.completed_by.name} recorded its completion on {row.completed_on}: it is not "
        "recorded again.",
    )
    raise Conflict(text)


def _keep(
    version: ProposalVersion, upload: Upload, checked: Checked, now: datetime
) -> dict[str, Any]:
    """Write the evidence to the disk; return the fields that tell of it."""
    ending, number = checked.form.ending, version.proposal.number
    kept = keep_file(upload.file.read(), number, ending, now, folder=FOLDER)
    return {
        "evidence": kept.name,
        "file_name": tidy_name(upload.name, ending),
        "media_type": checked.form.media_type,
        "size": checked.size,
        "sha256": kept.sha256,
    }


def _carry_out(stated: Stated, system: System, *, by: User, now: datetime) -> Replacement | None:
    if stated.replacing is None:
        if system.retired_on is not None:
            raise Refused(does_not_apply("SY-1", OUT_OF_USE, retired_on=system.retired_on))
        number = stated.version.proposal.number
        after = {"software_version": stated.software}
        change_row(system, after, by=by, now=now, action="upgrade-software", why=number)
        note_upgraded(system, on=stated.completed_on, source=number, by=by, now=now)
        remember_system(system)
        return None
    row = replace_system(system, stated.replacing, by=by, now=now)
    note_replaced(row, by=by, now=now)
    return row


def _settle(
    things: tuple[OpenThing, ...], stated: Stated, system: System, *, by: User, now: datetime
) -> list[dict[str, str]]:
    """End what is to end, and return what was decided of each thing."""
    settled = []
    for each in things:
        decision = stated.decisions.get(each.key, Decision.CARRY.value)
        ends = decision == Decision.END
        if ends:
            end_thing(each, system, why=stated.why, by=by, now=now)
        settled.append(
            {
                "kind": each.kind.value,
                "number": each.number,
                "zh": each.what.zh,
                "en": each.what.en,
                "decision": str(decision),
                "why": stated.why if ends else "",
            }
        )
    return settled


OUT_OF_USE = Text(
    "该系统已停用或已被更换，不能再登记其软件升级。",
    "This system is out of use or was replaced: no upgrade of its software is recorded any more.",
)
