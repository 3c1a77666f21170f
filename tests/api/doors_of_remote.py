"""The operations of remote service: who may call each, and a request that fits it."""

from lumencare.accounts.roles import Right
from tests.api.door import Door

WHY = {"why": "不再需要"}
KEEP_REMOTE, SEE_REMOTE = Right.KEEP_REMOTE, Right.SEE_REMOTE
DO_REMOTE = Right.DO_REMOTE
TO_SIGN = {
    "system": "{system}",
    "signer_name": "王建国",
    "signer_email": "wang@example.com",
    "mode": "server-internet",
}
ON_PHONE = {
    "starts_at": "2026-01-15T14:00:00+08:00",
    "ends_at": "2026-01-15T16:00:00+08:00",
    "given_by": "王建国",
    "how": "电话",
}
TAKEN = {"name": "site.mdb", "size": 4096, "sha256": "0" * 64}
BEGUN = {"case": "{case}", "mode": "server-internet", "checks": {"backup": ""}}
REMOTE = {
    "GET /cases/{number}/remote": Door(SEE_REMOTE, of="case"),
    "GET /remote/agreements": Door(SEE_REMOTE),
    "POST /remote/agreements": Door(KEEP_REMOTE, body=TO_SIGN),
    "GET /remote/agreements/{agreement}": Door(SEE_REMOTE, of="agreement"),
    "GET /remote/agreements/{agreement}/document": Door(SEE_REMOTE, of="agreement"),
    "POST /remote/agreements/{agreement}/send": Door(KEEP_REMOTE, of="agreement"),
    "POST /remote/agreements/{agreement}/revoke": Door(KEEP_REMOTE, of="agreement", body=WHY),
    "POST /remote/agreements/{agreement}/consent": Door(KEEP_REMOTE, of="agreement", body=ON_PHONE),
    "POST /remote/agreements/{agreement}/withdraw": Door(
        KEEP_REMOTE, of="agreement", body={"who": "王建国"}
    ),
    "GET /remote/sessions": Door(SEE_REMOTE),
    "POST /remote/sessions": Door(DO_REMOTE, body=BEGUN),
    "GET /remote/sessions/{session}": Door(SEE_REMOTE, of="session"),
    "POST /remote/sessions/{session}/drop": Door(DO_REMOTE, of="session", body={}),
    "POST /remote/sessions/{session}/resume": Door(DO_REMOTE, of="session"),
    "POST /remote/sessions/{session}/notes": Door(
        DO_REMOTE, of="session", body={"text": "读取日志"}
    ),
    "POST /remote/sessions/{session}/files": Door(DO_REMOTE, of="session", body=TAKEN),
    "POST /remote/sessions/{session}/end": Door(DO_REMOTE, of="session", body={"done": "恢复"}),
    "POST /remote/sessions/{session}/report": Door(DO_REMOTE, of="session", body={"done": "恢复"}),
}
