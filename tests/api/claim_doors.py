"""The operations on claims: which right opens each, and a request that fits it."""

from typing import Any

from lumencare.accounts.roles import Right
from tests.api.door import Door

SEE, ASK, KEEP = Right.SEE_CLAIMS, Right.ASK_CLAIMS, Right.KEEP_CLAIMS
WHY = {"why": "客户不更换"}
AGREED = {"agreed_by": "李经理", "agreed_how": "邮件"}
ORDERED = {"place": "SH", "expected_on": "2026-02-01"}
ONE = "/claims/{number}"
# What opens an operation, and its body.
_OPERATIONS: dict[str, tuple[Right, dict[str, Any] | None]] = {
    "GET /claims": (SEE, None),
    "GET /claim-report": (SEE, None),
    "POST /cases/{number}/claims": (ASK, {"part_number": "QSN-4P"}),
    f"GET {ONE}": (SEE, None),
    f"GET {ONE}/slip": (ASK, None),
    f"PATCH {ONE}": (ASK, {"place": "9 层", "why": "更正"}),
    f"POST {ONE}/decide": (ASK, {"why": "另有原因"}),
    f"POST {ONE}/price": (KEEP, {"amount": "900.00", "why": "工厂报价"}),
    f"POST {ONE}/tell": (Right.WORK_CASES, {"shown_to": "李经理"}),
    f"POST {ONE}/agree": (Right.WORK_CASES, AGREED),
    f"POST {ONE}/refuse": (KEEP, WHY),
    f"POST {ONE}/withdraw": (ASK, WHY),
    f"POST {ONE}/take-lead": (Right.EDIT_SITES, None),
    f"POST {ONE}/reserve": (KEEP, {"place": "SH"}),
    f"POST {ONE}/order": (KEEP, ORDERED),
    f"POST {ONE}/release": (KEEP, WHY),
    f"POST {ONE}/issue": (KEEP, {"serial": "N-1"}),
    f"POST {ONE}/issue-from-bag": (ASK, {"serial": "N-1"}),
    f"POST {ONE}/take-back": (ASK, WHY),
    f"POST {ONE}/fit": (ASK, {"serial": "N-1"}),
    f"POST {ONE}/return/ask": (KEEP, {"due_on": "2026-03-01"}),
    f"POST {ONE}/return/receive": (KEEP, {"place": "SH"}),
    f"POST {ONE}/return/waive": (KEEP, WHY),
    f"POST {ONE}/return/lose": (KEEP, WHY),
}
CLAIMS = {
    name: Door(right, of="" if name.endswith(("/claims", "-report")) else "claim", body=body)
    for name, (right, body) in _OPERATIONS.items()
}
