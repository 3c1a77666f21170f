"""The addresses of System Care: the radar, leads, the catalogue of systems."""

from lumencare.accounts.roles import Right
from tests.web.door import Door

KEEP = Right.KEEP_LIFECYCLE
LEADS = Right.KEEP_LEADS

LIFECYCLE = {
    "lifecycle": Door(Right.SEE_LIFECYCLE),
    "lifecycle-export": Door(Right.SEE_LIFECYCLE),
    "lifecycle-leads": Door(Right.SEE_LIFECYCLE),
    "lifecycle-leads-export": Door(Right.SEE_LIFECYCLE),
    "lifecycle-lead": Door(Right.SEE_LIFECYCLE, of="lead"),
    "lifecycle-lead-edit": Door(LEADS, send=LEADS, of="lead"),
    "lifecycle-lead-reason": Door(LEADS, send=LEADS, of="lead"),
    **{
        f"lifecycle-lead-{each}": Door(LEADS, send=LEADS, of="lead")
        for each in ("open", "proposal", "won", "lost")
    },
    "lifecycle-lead-new": Door(LEADS, send=LEADS, of="system"),
    "lifecycle-installed": Door(Right.KEEP_RECORDS, send=Right.KEEP_RECORDS, of="system"),
    "lifecycle-catalogue": Door(Right.SEE_LIFECYCLE),
    "lifecycle-catalogue-export": Door(Right.SEE_LIFECYCLE),
    "lifecycle-catalogue-import": Door(KEEP, send=KEEP),
    "lifecycle-catalogue-keep": Door(None, send=KEEP),
    "lifecycle-system": Door(Right.SEE_LIFECYCLE, of="family"),
    "lifecycle-system-new": Door(KEEP, send=KEEP),
    "lifecycle-system-edit": Door(KEEP, send=KEEP, of="family"),
    "lifecycle-software": Door(KEEP, send=KEEP, of="family"),
    "lifecycle-software-out": Door(KEEP, send=KEEP, of="family"),
    "lifecycle-reuse": Door(KEEP, send=KEEP, of="family"),
    "lifecycle-reuse-out": Door(KEEP, send=KEEP, of="family"),
}
