"""The table of every operation: which right opens it, what it is about, what is sent to it.

An operation that is not here fails `test_every_operation`. Add a row with the operation:

    "PATCH /sites/{id}": Door(Right.EDIT_SITES, of="site", body={"address": "人民路 1 号"}),

`right` is None where a token is enough. `of` names the thing whose key stands in the address;
words of a body in braces are keys of things, too. `form` holds fields and files in place of JSON.
"""

from lumencare.accounts.roles import Right
from tests.api.claim_doors import CLAIMS
from tests.api.door import Door
from tests.api.doors_of_remote import REMOTE
from tests.api.privacy_doors import PRIVACY
from tests.api.stock_doors import STOCK
from tests.api.upgrade_doors import SYSTEM_CARE
from tests.calendars.notices import YEAR_2027
from tests.exchange.holiday_notices import notice

SYSTEM = {"class": "2Y", "bom": "1000000", "order_date": "2025-03-01"}
PLUS = [{"plan": "part-care-plus"}]
NEW_SYSTEM = {
    "site": "{site}",
    "ref": "S-900",
    "name": "照明",
    "system_type": "Quantum",
    "class": "2Y",
    "order_date": "2025-03-01",
    "bom": "1000000.00",
}
NAMED = {"kind": "end-user", "name": "新业主有限公司"}
ACCEPTED = {"name": "王建国", "sha256": "0" * 64}
LIST = {"taken_on": "2026-01-10", "file": ("list.csv", "部件号,名称,数量,单价\n")}
PRICES = {
    "code": "PL-9",
    "valid_from": "2026-01-10",
    "file": ("prices.csv", "部件号,名称,单价\nA-1,件,1.00\n"),
}
RECORD = {"kind": "database", "dated_on": "2026-01-10", "file": ("x.pdf", "%PDF-1.7 x")}

QUESTIONS = {
    "POST /compare": Door(Right.SEE_PRICES, body=SYSTEM),
    "POST /coverage": Door(
        None, body={"class": "2Y", "order_date": "2025-03-01", "on": "2026-01-15"}
    ),
    "POST /due": Door(None, body={"reported": "2026-09-30T17:00", "commitment": "24h"}),
    "GET /reach/{city}": Door(None),
    "GET /reconcile": Door(Right.SEE_EDITIONS),
    "GET /differences": Door(Right.SEE_EDITIONS),
}
SITES = {
    "GET /organizations": Door(Right.SEE_SITES),
    "POST /organizations": Door(Right.EDIT_SITES, body=NAMED),
    "GET /organizations/{id}": Door(Right.SEE_SITES, of="organization"),
    "PATCH /organizations/{id}": Door(Right.EDIT_SITES, of="organization", body={"note": "好"}),
    "GET /sites": Door(Right.SEE_SITES),
    "POST /sites": Door(
        Right.EDIT_SITES, body={"owner": "{organization}", "name": "B 座", "city": "上海"}
    ),
    "GET /sites/{id}": Door(Right.SEE_SITES, of="site"),
    "PATCH /sites/{id}": Door(Right.EDIT_SITES, of="site", body={"address": "人民路 1 号"}),
    "POST /sites/{id}/owner": Door(
        Right.CHANGE_OWNER, of="site", body={"to": "{buyer}", "on": "2026-01-10", "why": "转让"}
    ),
    "GET /systems": Door(Right.SEE_SITES),
    "POST /systems": Door(Right.EDIT_SITES, body=NEW_SYSTEM),
    "GET /systems/{id}": Door(Right.SEE_SITES, of="system"),
    "PATCH /systems/{id}": Door(Right.EDIT_SITES, of="system", body={"software_version": "3.7"}),
    "POST /systems/{id}/retire": Door(
        Right.EDIT_SITES, of="system", body={"on": "2026-01-10", "why": "拆除"}
    ),
    "POST /systems/{id}/return-to-use": Door(Right.EDIT_SITES, of="system", body={"why": "误报"}),
    "GET /systems/{id}/boms": Door(Right.SEE_SITES, of="system"),
    "POST /systems/{id}/boms": Door(Right.EDIT_SITES, of="system", form=LIST),
    "POST /boms/{id}/undo": Door(Right.EDIT_SITES, of="snapshot", body={"why": "错误的清单"}),
    "GET /sites/{id}/contacts": Door(Right.SEE_SITES, of="site"),
    "POST /sites/{id}/contacts": Door(
        Right.EDIT_SITES, of="site", body={"name": "王敏", "phone": "13812345678"}
    ),
    "GET /contacts/{id}": Door(Right.SEE_SITES, of="contact"),
    "PATCH /contacts/{id}": Door(Right.EDIT_SITES, of="contact", body={"position": "工程部"}),
    "DELETE /contacts/{id}": Door(Right.EDIT_SITES, of="contact"),
    "GET /sites/{id}/records": Door(Right.SEE_SITES, of="site"),
    "POST /sites/{id}/records": Door(Right.KEEP_RECORDS, of="site", form=RECORD),
    "POST /sites/{id}/records/not-applicable": Door(
        Right.KEEP_RECORDS, of="site", body={"kind": "database", "why": "无此系统"}
    ),
    "GET /readiness": Door(Right.SEE_SITES),
    "GET /sites/{id}/readiness": Door(Right.SEE_SITES, of="site"),
    "POST /systems/{id}/processor": Door(
        Right.KEEP_RECORDS, of="system", body={"gives_database": True, "why": "已读出"}
    ),
    "GET /records/{id}/file": Door(Right.SEE_SITES, of="record"),
    "POST /imports/portfolio": Door(Right.IMPORT_PORTFOLIO, form={"file": ("x.xlsx", "PK")}),
    "POST /imports/system-catalogue": Door(Right.KEEP_LIFECYCLE, form={"file": ("x.xlsx", "PK")}),
    "GET /parts": Door(Right.SEE_STOCK),
    "GET /parts/{part_number}": Door(Right.SEE_STOCK),
    "POST /parts": Door(Right.KEEP_PARTS, body={"number": "NEW-1", "name_zh": "新件"}),
    "PATCH /parts/{part_number}": Door(Right.KEEP_PARTS, body={"name_en": "Sensor"}),
    "GET /price-lists": Door(Right.SEE_PART_PRICES),
    "POST /price-lists": Door(Right.KEEP_PARTS, form=PRICES),
    "GET /last-time-buy": Door(Right.SEE_STOCK),
    "GET /windows": Door(Right.SEE_WINDOWS),
    "GET /renewals": Door(Right.SEE_WINDOWS),
    "POST /renewals/{line}": Door(Right.MAKE_QUOTES, of="line", body={"to": ""}),
    "GET /search": Door(Right.SEE_SITES),
}
QUOTES = {
    "GET /quotes": Door(Right.SEE_PRICES),
    "POST /quotes": Door(Right.MAKE_QUOTES, body={"system": "{system}", "plans": PLUS}),
    "POST /quotes/preview": Door(Right.MAKE_QUOTES, body={"system": "{system}", "plans": PLUS}),
    "GET /quotes/{number}": Door(Right.SEE_PRICES, of="quote"),
    "PATCH /quotes/{number}": Door(Right.MAKE_QUOTES, of="quote", body={"plans": PLUS}),
    "GET /quotes/{number}/pdf": Door(Right.SEE_PRICES, of="quote"),
    "POST /quotes/{number}/issue": Door(Right.MAKE_QUOTES, of="quote"),
    "POST /quotes/{number}/approve": Door(Right.APPROVE_QUOTES, of="quote", body={"note": ""}),
    "POST /quotes/{number}/refuse": Door(Right.APPROVE_QUOTES, of="quote", body={"note": "太低"}),
    "POST /quotes/{number}/send": Door(Right.SEND_QUOTES, of="quote", body={"to": ""}),
    "POST /quotes/{number}/withdraw": Door(Right.SEND_QUOTES, of="quote", body={"why": "有误"}),
    "POST /quotes/{number}/revise": Door(Right.MAKE_QUOTES, of="quote"),
    "POST /quotes/{number}/accept": Door(Right.ACCEPT_QUOTES, of="quote", body=ACCEPTED),
    "POST /quotes/{number}/messages": Door(
        Right.ACCEPT_QUOTES, of="quote", body={"text": "何时开始？"}
    ),
}
SCAN = {"file": ("scan.pdf", "%PDF-1.7 scan")}
AMENDMENT = "/contracts/{contract}/amendments/{amendment}"
PAPERS = {
    "POST /contracts/{contract}/document": Door(Right.KEEP_CONTRACTS, of="contract"),
    "GET /contracts/{contract}/document": Door(Right.SEE_PRICES, of="contract"),
    "POST /contracts/{contract}/sealed": Door(Right.KEEP_CONTRACTS, of="contract", form=SCAN),
    "GET /contracts/{contract}/sealed": Door(Right.SEE_PRICES, of="contract"),
    f"POST {AMENDMENT}/document": Door(Right.KEEP_CONTRACTS, of="contract"),
    f"GET {AMENDMENT}/document": Door(Right.SEE_PRICES, of="contract"),
    f"POST {AMENDMENT}/sealed": Door(Right.KEEP_CONTRACTS, of="contract", form=SCAN),
    f"GET {AMENDMENT}/sealed": Door(Right.SEE_PRICES, of="contract"),
    "GET /check": Door(None, is_public=True),
}
CONTRACTS = {
    "GET /contracts": Door(Right.SEE_CONTRACTS),
    "GET /contracts/{number}": Door(Right.SEE_CONTRACTS, of="contract"),
    "POST /contracts/{number}/sign": Door(
        Right.KEEP_CONTRACTS,
        of="contract",
        body={"signed_by": "王建国", "signed_on": "2026-01-15"},
    ),
    "POST /contracts/{number}/conditions/{id}": Door(
        Right.KEEP_CONTRACTS, of="condition", body={"how": "collection", "note": "上门采集"}
    ),
    "POST /contracts/{number}/draws": Door(
        Right.DRAW_ALLOWANCES,
        of="contract",
        body={"allowance": "{allowance}", "amount": "0.5", "on": "2026-01-15", "why": "巡检"},
    ),
    "POST /contracts/{number}/draws/{id}/return": Door(
        Right.DRAW_ALLOWANCES, of="draw", body={"why": "改期"}
    ),
    "GET /contracts/{number}/amendments": Door(Right.SEE_CONTRACTS, of="contract"),
    "GET /contracts/{number}/drift": Door(Right.SEE_PRICES, of="contract"),
    "POST /contracts/{number}/bill-to": Door(
        Right.KEEP_CONTRACTS, of="contract", body={"to": "{buyer}", "why": "集团统一付款"}
    ),
    "POST /contracts/{number}/purchase": Door(
        Right.KEEP_CONTRACTS, of="contract", body={"purchased_on": "2026-01-10", "why": "笔误"}
    ),
    "POST /contracts/{number}/suspend": Door(
        Right.KEEP_CONTRACTS, of="contract", body={"why": "停业装修"}
    ),
    "POST /contracts/{number}/resume": Door(
        Right.KEEP_CONTRACTS, of="contract", body={"why": "重新营业"}
    ),
    "POST /contracts/{number}/cancel": Door(
        Right.CANCEL_CONTRACTS,
        of="contract",
        body={"on": "2026-02-01", "treatment": "none", "why": "楼宇拆除"},
    ),
    "POST /contracts/{number}/systems": Door(
        Right.KEEP_CONTRACTS, of="contract", body={"quote": "Q-2601-001"}
    ),
}
OTHERS = {
    "GET /editions": Door(Right.SEE_EDITIONS),
    "GET /editions/in-force": Door(Right.SEE_EDITIONS),
    "GET /editions/{code}": Door(Right.SEE_EDITIONS),
    "GET /audit": Door(Right.SEE_AUDIT),
    "GET /me": Door(None),
    "GET /tokens": Door(None),
    "DELETE /tokens/{id}": Door(None, of="token"),
}
SEE, KEEP_MONEY = Right.SEE_MONEY, Right.KEEP_MONEY
RECEIVED = {"amount": "100.00", "received_on": "2026-01-10", "key": "bank-1"}
TAKEN = {"red_number": "12345678", "red_on": "2026-01-10", "why": "开错"}
CREDIT = {"treatment": "by-day", "ends_on": "2026-07-01", "why": "拆除", "key": "credit-1"}
MONEY = {
    "GET /payments": Door(SEE),
    "GET /payments/{id}": Door(SEE, of="payment"),
    "POST /payments/{id}/receipts": Door(KEEP_MONEY, of="payment", body=RECEIVED),
    "GET /receipts": Door(SEE),
    "POST /receipts/{id}/reverse": Door(KEEP_MONEY, of="receipt", body={"why": "记错"}),
    "GET /invoice-requests": Door(SEE),
    "POST /invoice-requests": Door(
        KEEP_MONEY, of="payment", body={"payments": ["{payment}"], "kind": "ordinary"}
    ),
    "POST /invoice-requests/export": Door(KEEP_MONEY, body={}),
    "GET /invoice-requests/files/{batch}": Door(KEEP_MONEY),
    "GET /invoice-requests/{number}": Door(SEE),
    "POST /invoice-requests/{number}/issued": Door(
        KEEP_MONEY, body={"invoice_number": "12345678", "issued_on": "2026-01-10"}
    ),
    "POST /invoice-requests/{number}/red": Door(KEEP_MONEY, body=TAKEN),
    "POST /invoice-requests/{number}/withdraw": Door(KEEP_MONEY, body={"why": "有误"}),
    "GET /credits": Door(SEE),
    "POST /contracts/{number}/credits": Door(Right.CANCEL_CONTRACTS, of="contract", body=CREDIT),
    "POST /credits/{id}/decide": Door(KEEP_MONEY, of="credit", body={"approved": True}),
    "POST /credits/{id}/refund": Door(KEEP_MONEY, of="credit", body={"refunded_on": "2026-01-10"}),
    "GET /deferred-income": Door(SEE),
}
WHY = {"why": "记错"}
KEEP_CASE, WORK_CASE = Right.KEEP_CASES, Right.WORK_CASES
CASES = {
    "GET /cases": Door(Right.SEE_CASES),
    "POST /cases": Door(Right.OPEN_CASES, body={"summary": "灯不亮", "system": "{system}"}),
    "GET /cases/{number}": Door(Right.SEE_CASES, of="case"),
    "PATCH /cases/{number}": Door(WORK_CASE, of="case", body={"summary": "灯不亮"}),
    "GET /cases/{number}/replay": Door(Right.SEE_CASES, of="case"),
    "POST /cases/{number}/system": Door(Right.OPEN_CASES, of="case", body={"system": "{system}"}),
    "POST /cases/{number}/assign": Door(WORK_CASE, of="case", body={"person": None}),
    "POST /cases/{number}/cause": Door(
        WORK_CASE, of="case", body={"cause": "other", "why": "浪涌"}
    ),
    "POST /cases/{number}/pause": Door(
        KEEP_CASE, of="case", body={"reason": "等进场", "evidence": "王工来电"}
    ),
    "POST /cases/{number}/resume": Door(KEEP_CASE, of="case"),
    "POST /cases/{number}/past-pauses": Door(
        KEEP_CASE,
        of="case",
        body={
            "start": "2026-01-15T09:10:00+08:00",
            "end": "2026-01-15T09:20:00+08:00",
            "reason": "等进场",
            "evidence": "王工来电",
        },
    ),
    "POST /cases/{number}/start": Door(WORK_CASE, of="case", body={"how": "phone"}),
    "POST /cases/{number}/windows": Door(
        KEEP_CASE, of="case", body={"windows": ["weekend"], "evidence": "邮件"}
    ),
    "POST /cases/{number}/events/{id}/undo": Door(KEEP_CASE, of="case_event", body=WHY),
    "POST /cases/{number}/parts": Door(WORK_CASE, of="case", body={"part_number": "QSN-4A-S"}),
    "POST /cases/{number}/parts/{id}/remove": Door(WORK_CASE, of="case_part", body=WHY),
    "POST /cases/{number}/resolve": Door(
        WORK_CASE, of="case", body={"resolution": "重启", "how": "phone"}
    ),
    "POST /cases/{number}/reopen": Door(WORK_CASE, of="case", body=WHY),
    "POST /cases/{number}/close": Door(KEEP_CASE, of="case"),
}
SAID = {"body": "已重启"}
TALK = {
    "GET /cases/{number}/messages": Door(Right.SEE_CASES, of="case"),
    "POST /cases/{number}/messages": Door(WORK_CASE, of="case", body=SAID),
    "POST /cases/{number}/notes": Door(WORK_CASE, of="case", body=SAID),
    "POST /cases/{number}/mails": Door(WORK_CASE, of="case", body={**SAID, "to": "w@a.example"}),
    "POST /cases/{number}/messages/{id}/split": Door(
        Right.OPEN_CASES, of="message", body={"summary": "另一处"}
    ),
    "POST /cases/{number}/notes-with-files": Door(
        WORK_CASE, of="case", form={"body": "像是电源", "files": ("x.pdf", "%PDF-1.7")}
    ),
    "POST /cases/{number}/mails-with-files": Door(
        WORK_CASE,
        of="case",
        form={"body": "明早到场", "to": "w@a.example", "files": ("x.pdf", "%PDF-1.7")},
    ),
    "POST /cases/{number}/files": Door(WORK_CASE, of="case", form={"file": ("x.pdf", "%PDF-1.7")}),
    "GET /case-files/{id}/file": Door(Right.SEE_CASES, of="case_file"),
    "POST /cases/{number}/watch": Door(Right.SEE_CASES, of="case"),
    "POST /cases/{number}/unwatch": Door(Right.SEE_CASES, of="case"),
    "POST /cases/{number}/seen": Door(Right.SEE_CASES, of="case"),
    "POST /cases/{number}/unflag": Door(WORK_CASE, of="case"),
    "GET /cases/{number}/duplicates": Door(Right.SEE_CASES, of="case"),
    "POST /cases/{number}/merge": Door(
        KEEP_CASE, of="case", body={"into": "{other_case}", "why": "同一故障"}
    ),
    "GET /mails-set-aside": Door(WORK_CASE),
    "POST /mails-set-aside/{id}/case": Door(WORK_CASE, of="mail"),
    "POST /mails-set-aside/{id}/dismiss": Door(WORK_CASE, of="mail"),
    "GET /mails-set-aside/{id}/file": Door(WORK_CASE, of="mail"),
}
SHOWN = {"code": "on-request", "shown_to": "李经理", "amount": "900.00", "why": "元旦"}
AGREED = {"agreed_by": "李经理", "agreed_how": "邮件"}
MOVED = {"on": "2026-01-15", "reference": "B-1"}
CHARGES = {
    "GET /cases/{number}/charges": Door(Right.SEE_CASES, of="case"),
    "POST /cases/{number}/charges": Door(WORK_CASE, of="case", body=SHOWN),
    "POST /cases/{number}/charges/{id}/agree": Door(WORK_CASE, of="charge", body=AGREED),
    "POST /cases/{number}/charges/{id}/dispute": Door(WORK_CASE, of="charge", body=WHY),
    "POST /cases/{number}/charges/{id}/withdraw": Door(KEEP_CASE, of="charge", body=WHY),
    "POST /cases/{number}/charges/{id}/charge": Door(KEEP_CASE, of="charge"),
    "POST /cases/{number}/charges/{id}/goodwill": Door(Right.WAIVE_CHARGES, of="charge", body=WHY),
    "GET /goodwill": Door(Right.APPROVE_GOODWILL),
    "POST /goodwill/{id}/decide": Door(
        Right.APPROVE_GOODWILL, of="goodwill", body={"approved": True}
    ),
    "GET /desk-report": Door(Right.SEE_CASES),
    "GET /promise-report": Door(Right.SEE_CASES),
    "GET /case-bills": Door(Right.SEE_MONEY),
    "POST /case-bills/{id}/invoice": Door(
        Right.KEEP_MONEY, of="case_bill", body={"kind": "special"}
    ),
    "POST /case-bills/{id}/paid": Door(Right.KEEP_MONEY, of="case_bill", body=MOVED),
    "POST /case-bills/{id}/refund": Door(Right.KEEP_MONEY, of="case_bill", body=MOVED),
}
KEEP_VISIT, SEE_VISIT = Right.KEEP_VISITS, Right.SEE_VISITS
PLACED = {
    "engineer": "{engineer}",
    "starts_at": "2026-01-16T08:00:00+08:00",
    "ends_at": "2026-01-16T13:00:00+08:00",
}
ARRIVED = {
    "key": "k-1",
    "kind": "arrive",
    "device_at": "2026-01-15T09:00:00+08:00",
    "device_now": "2026-01-15T09:00:00+08:00",
}
VISITS = {
    "GET /engineers": Door(SEE_VISIT),
    "GET /visits": Door(SEE_VISIT),
    "POST /visits": Door(KEEP_VISIT, body={"kind": "survey", "summary": "勘察", "site": "{site}"}),
    "GET /visits/{number}": Door(SEE_VISIT, of="visit"),
    "GET /visits/{number}/fit": Door(KEEP_VISIT, of="visit"),
    "POST /visits/{number}/book": Door(KEEP_VISIT, of="visit", body=PLACED),
    "POST /visits/{number}/move": Door(KEEP_VISIT, of="visit", body=PLACED),
    "POST /visits/{number}/unassign": Door(KEEP_VISIT, of="visit"),
    "POST /visits/{number}/cancel": Door(KEEP_VISIT, of="visit", body={"why": "客户取消"}),
    "GET /visits/{number}/report": Door(SEE_VISIT, of="visit"),
    "POST /visits/{number}/report": Door(KEEP_VISIT, of="visit"),
    "GET /visits/{number}/report.pdf": Door(SEE_VISIT, of="visit"),
    "GET /visits/{number}/signature": Door(SEE_VISIT, of="visit"),
    "GET /visit-photos/{id}/file": Door(SEE_VISIT, of="photo"),
    "GET /phone/day": Door(Right.DO_VISITS),
    "POST /visits/{number}/phone-actions": Door(Right.DO_VISITS, of="visit", body=ARRIVED),
    "POST /visits/{number}/phone-files": Door(
        Right.DO_VISITS, of="visit", form={**ARRIVED, "kind": "photo", "file": ("a.jpg", "x")}
    ),
}
HOOK = {"description": "ERP", "url": "https://erp.example.com/hook", "kinds": ["quote.accepted"]}
KEEP = Right.KEEP_WEBHOOKS
WEBHOOKS = {
    "GET /webhooks": Door(KEEP),
    "GET /webhooks/kinds": Door(KEEP),
    "POST /webhooks": Door(KEEP, body=HOOK),
    "GET /webhooks/{id}": Door(KEEP, of="endpoint"),
    "PATCH /webhooks/{id}": Door(KEEP, of="endpoint", body={"active": False}),
    "POST /webhooks/{id}/rotate": Door(KEEP, of="endpoint"),
    "POST /webhooks/{id}/test": Door(KEEP, of="endpoint"),
    "POST /webhooks/{id}/replay": Door(
        KEEP, of="endpoint", body={"since": "2026-01-01T00:00:00+08:00"}
    ),
    "GET /webhooks/{id}/deliveries": Door(KEEP, of="endpoint"),
    "GET /webhook-deliveries/{id}": Door(KEEP, of="delivery"),
    "POST /webhook-deliveries/{id}/replay": Door(KEEP, of="delivery"),
}
NOTICE = {"text": YEAR_2027, "source": "国办发明电"}
CALENDARS = {
    "GET /calendars/{year}": Door(Right.SEE_CALENDARS),
    "GET /holiday-notices": Door(Right.SEE_CALENDARS),
    "POST /holiday-notices": Door(Right.KEEP_CALENDARS, body={**NOTICE, "text": notice(2026)}),
    "GET /holiday-notices/{id}": Door(Right.SEE_CALENDARS, of="notice"),
    "PATCH /holiday-notices/{id}": Door(Right.KEEP_CALENDARS, of="notice", body=NOTICE),
    "GET /holiday-notices/{id}/moves": Door(Right.SEE_CALENDARS, of="notice"),
    "GET /holiday-notices/{id}/visits": Door(Right.KEEP_VISITS, of="notice"),
    "POST /holiday-notices/{id}/visits": Door(Right.KEEP_VISITS, of="notice", body={"visits": []}),
    "POST /holiday-notices/{id}/approve": Door(Right.KEEP_CALENDARS, of="notice"),
    "POST /holiday-notices/{id}/withdraw": Door(
        Right.KEEP_CALENDARS, of="notice", body={"why": "误读"}
    ),
}
DOORS: dict[str, Door] = {
    **QUESTIONS,
    **SITES,
    **QUOTES,
    **PAPERS,
    **CONTRACTS,
    **OTHERS,
    **MONEY,
    **CASES,
    **TALK,
    **CHARGES,
    **VISITS,
    **STOCK,
    **REMOTE,
    **CLAIMS,
    **SYSTEM_CARE,
    **PRIVACY,
    **CALENDARS,
    **WEBHOOKS,
}
