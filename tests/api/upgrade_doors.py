"""Operations of upgrades: surveys, proposals, what follows on their acceptance."""

from lumencare.accounts.roles import Right
from tests.api.door import Door
from tests.api.lifecycle_doors import LIFECYCLE

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

SEE_ALL, MAKE, APPROVE = Right.SEE_PROPOSALS, Right.MAKE_PROPOSALS, Right.APPROVE_PROPOSALS
ONE = "/proposals/{proposal}"
OPTION = f"{ONE}/options/{{option}}"
GOODS = {"kind": "hardware", "text": "QP5-4L", "quantity": "1", "price": "1.00", "why": "报价单"}
STEP = {"text_zh": "拆除", "text_en": "Take out"}
PROPOSALS = {
    "GET /proposals": Door(SEE_ALL),
    "POST /proposals": Door(MAKE, of="system", body={"system": "{system}"}),
    f"GET {ONE}": Door(SEE_ALL),
    f"GET {ONE}/preview": Door(MAKE),
    f"GET {ONE}/pdf": Door(SEE_ALL),
    f"PATCH {ONE}": Door(MAKE, body={"need": "手机连接"}),
    f"POST {ONE}/options": Door(MAKE, body={"kind": "software-upgrade"}),
    f"PATCH {OPTION}": Door(MAKE, body={"name_zh": "升级"}),
    f"DELETE {OPTION}": Door(MAKE),
    f"POST {OPTION}/discount": Door(MAKE, body={"percent": "5", "why": "老客户"}),
    f"POST {OPTION}/lines": Door(MAKE, body=GOODS),
    f"PATCH {OPTION}/lines/{{key}}": Door(MAKE, body={"quantity": "2"}),
    f"DELETE {OPTION}/lines/{{key}}": Door(MAKE),
    f"POST {OPTION}/reuse": Door(MAKE, body={"component": "处理器", "verdict": "replaced"}),
    f"PATCH {OPTION}/reuse/{{key}}": Door(MAKE, body={"quantity": 2}),
    f"DELETE {OPTION}/reuse/{{key}}": Door(MAKE),
    f"POST {OPTION}/steps": Door(MAKE, body=STEP),
    f"PATCH {OPTION}/steps/{{key}}": Door(MAKE, body={"days": 2}),
    f"POST {OPTION}/steps/{{key}}/earlier": Door(MAKE),
    f"DELETE {OPTION}/steps/{{key}}": Door(MAKE),
    f"POST {ONE}/issue": Door(MAKE),
    f"POST {ONE}/approve": Door(APPROVE, body={"note": ""}),
    f"POST {ONE}/refuse": Door(APPROVE, body={"note": "太低"}),
    f"POST {ONE}/send": Door(MAKE, body={"to": ""}),
    f"POST {ONE}/links/{{id}}/revoke": Door(MAKE, of="system"),
    f"POST {ONE}/revise": Door(MAKE),
    f"POST {ONE}/lose": Door(MAKE, body={"reason": "price", "words": "超出预算"}),
}

COMPLETE, MONEY = Right.COMPLETE_UPGRADES, Right.KEEP_MONEY
ACCEPTED = "/upgrades/{upgrade}"
SIGNED = {
    **{"option": "A", "name": "王建国", "how": "邮件", "sha256": "0" * 64},
    "file": ("scan.pdf", "%PDF-1.7 scan"),
}
HANDED = {
    **{"completed_on": "2026-01-15", "handed_to": "王建国", "software_version": "24.1"},
    **{"ref": "S-900", "name": "Athena", "system_type": "Athena", "class": "1Y", "whole": "true"},
    "evidence": ("handover.pdf", "%PDF-1.7 signed"),
}
UPGRADES = {
    f"POST {ONE}/accept": Door(Right.SEND_QUOTES, form=SIGNED),
    "GET /upgrades": Door(SEE_ALL),
    "GET /upgrade-report": Door(SEE_ALL),
    f"GET {ACCEPTED}": Door(SEE_ALL),
    f"GET {ACCEPTED}/preparation": Door(COMPLETE),
    f"POST {ACCEPTED}/plan": Door(COMPLETE),
    f"POST {ACCEPTED}/complete": Door(COMPLETE, form=HANDED),
    f"GET {ACCEPTED}/evidence": Door(SEE_ALL),
    f"POST {ACCEPTED}/contracts/{{contract}}/end": Door(Right.CANCEL_CONTRACTS, body=WHY),
    "GET /upgrade-bills": Door(Right.SEE_MONEY),
    "POST /upgrade-bills/{id}/paid": Door(
        MONEY, of="upgrade_bill", body={"on": "2026-01-15", "reference": "BOC-1"}
    ),
    "POST /upgrade-bills/{id}/invoice": Door(MONEY, of="upgrade_bill", body={"kind": "special"}),
}
SYSTEM_CARE = {**LIFECYCLE, **SURVEYS, **PROPOSALS, **UPGRADES}
