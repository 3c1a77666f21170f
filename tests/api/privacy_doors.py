"""Operations on personal data: those of the office, and one's own."""

from lumencare.accounts.roles import Right
from tests.api.door import Door

KEEP = Right.KEEP_PRIVACY
ONE = "/privacy/requests/{id}"
ASKED = "data-request"
WHY = {"why": "已核实身份"}
PRIVACY = {
    "GET /privacy/requests": Door(KEEP),
    f"GET {ONE}": Door(KEEP, of=ASKED),
    f"POST {ONE}/check": Door(KEEP, of=ASKED, body=WHY),
    f"POST {ONE}/correct": Door(KEEP, of=ASKED, body=WHY),
    f"POST {ONE}/refuse": Door(KEEP, of=ASKED, body=WHY),
    f"POST {ONE}/carry-out": Door(KEEP, of=ASKED),
    "GET /privacy/consents": Door(KEEP),
    "GET /privacy/stopped-reminders": Door(KEEP),
    "GET /privacy/periods": Door(KEEP),
    "GET /privacy/register": Door(KEEP),
    "GET /me/data": Door(None, is_own=True),
    "GET /me/copy": Door(None, is_own=True),
    "POST /me/copy": Door(None, is_own=True),
    "POST /me/copy/file": Door(None, is_own=True, body={"code": "000000"}),
    "GET /me/requests": Door(None, is_own=True),
    "POST /me/corrections": Door(None, is_own=True, body={"name": "王敏"}),
    "POST /me/deletions": Door(None, is_own=True, body={"sure": True}),
    "POST /me/requests/{id}/take-back": Door(None, of=ASKED, is_own=True),
    "GET /me/consents": Door(None, is_own=True),
    "POST /me/consents/{id}/end": Door(None, of="system", is_own=True),
    "GET /me/reminders": Door(None),
    "POST /me/reminders": Door(None, body={"by_mail": True}),
}
