"""Operations of System Care: the radar, software on site, leads, the catalogue of systems."""

from lumencare.accounts.roles import Right
from tests.api.door import Door
from tests.lifecycle.lives import REUSE, SYSTEM, VERSION

KEEP = Right.KEEP_LIFECYCLE
LEADS = Right.KEEP_LEADS
NEXT = {"next_on": "2026-01-20", "next_step": "打电话"}
NOTE = {"software_version": "3.4", "seen_on": "2026-01-10", "source": "现场"}
NEW = {
    **{name: value for name, value in SYSTEM.items() if name not in {"also", "successors"}},
    "code": "NEW-1",
    "name_zh": "新系统",
    "name_en": "New system",
}
GONE = {"source": "厂商通知"}

LIFECYCLE = {
    "GET /lifecycle": Door(Right.SEE_LIFECYCLE),
    "GET /systems/{id}/lifecycle": Door(Right.SEE_LIFECYCLE, of="system"),
    "PATCH /systems/{id}/software": Door(Right.KEEP_RECORDS, of="system", body=NOTE),
    "GET /leads": Door(Right.SEE_LIFECYCLE),
    "POST /systems/{id}/leads": Door(LEADS, of="system", body={**NEXT, "why": "客户提出"}),
    "GET /leads/{lead}": Door(Right.SEE_LIFECYCLE),
    "PATCH /leads/{lead}": Door(LEADS, body=NEXT),
    "POST /leads/{lead}/move": Door(LEADS, body={"to": "lost", "lost_reason": "price"}),
    "POST /leads/{lead}/reasons": Door(LEADS, body={"why": "客户要 App"}),
    "GET /system-catalogue": Door(Right.SEE_LIFECYCLE),
    "POST /system-catalogue": Door(KEEP, body=NEW),
    "GET /system-catalogue/{family}": Door(Right.SEE_LIFECYCLE),
    "PATCH /system-catalogue/{family}": Door(
        KEEP, body={"status": "obsolete", "source": "厂商通知", "confidence": "high"}
    ),
    "POST /system-catalogue/{family}/software": Door(KEEP, body=VERSION),
    "POST /system-catalogue/{family}/software/withdraw": Door(KEEP, body={**GONE, "number": "1"}),
    "POST /system-catalogue/{family}/reuse": Door(KEEP, body=REUSE),
    "POST /system-catalogue/{family}/reuse/withdraw": Door(
        KEEP, body={**GONE, "target": "ATHENA", "component": "wiring"}
    ),
}
