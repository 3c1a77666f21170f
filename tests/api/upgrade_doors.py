"""Operations of upgrades: surveys, proposals, what follows on their acceptance."""

from lumencare.accounts.roles import Right
from tests.api.door import Door

SEE, KEEP, RECORD = Right.SEE_SURVEYS, Right.KEEP_SURVEYS, Right.RECORD_FINDINGS
FOUND = {"component": "处理器", "quantity": 2, "condition": "faulty"}
WHY = {"why": "客户提出"}
SURVEY = "/surveys/{survey}"
SURVEYS = {
    "GET /systems/{id}/survey-offer": Door(KEEP, of="system"),
    "POST /systems/{id}/surveys": Door(KEEP, of="system", body=WHY),
    "GET /surveys": Door(SEE),
    f"GET {SURVEY}": Door(SEE),
    f"POST {SURVEY}/decide": Door(Right.APPROVE_PROPOSALS, body={"free": True, **WHY}),
    f"POST {SURVEY}/agree": Door(KEEP, body={"name": "王建国", "how": "邮件"}),
    f"POST {SURVEY}/send-again": Door(KEEP),
    f"POST {SURVEY}/finish": Door(RECORD, body={"summary": "处理器停产"}),
    f"POST {SURVEY}/cancel": Door(KEEP, body=WHY),
    f"POST {SURVEY}/findings": Door(RECORD, body=FOUND),
    f"PATCH {SURVEY}/findings/{{id}}": Door(RECORD, of="finding", body={"quantity": 3}),
    f"DELETE {SURVEY}/findings/{{id}}": Door(RECORD, of="finding"),
}
