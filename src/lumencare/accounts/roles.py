"""The roles that people hold, and the one table of what each role may do."""

from enum import StrEnum

from lumencare.domain.text import Text


class Role(StrEnum):
    """What somebody is here for; a person may hold several."""

    SALES = "sales"
    COORDINATOR = "coordinator"
    SUPPORT = "support"
    ENGINEER = "engineer"
    CLERK = "clerk"
    FINANCE = "finance"
    APPROVER = "approver"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    CUSTOMER = "customer"
    PARTNER = "partner"


ROLE_NAMES = {
    Role.SALES: Text("服务销售", "Service sales"),
    Role.COORDINATOR: Text("服务协调", "Coordinator"),
    Role.SUPPORT: Text("热线与技术支持", "Hotline and technical support"),
    Role.ENGINEER: Text("现场工程师", "Field engineer"),
    Role.CLERK: Text("备件管理", "Spare-part clerk"),
    Role.FINANCE: Text("财务", "Finance"),
    Role.APPROVER: Text("审批人", "Approver"),
    Role.MANAGER: Text("经理", "Manager"),
    Role.ADMINISTRATOR: Text("系统管理员", "Administrator"),
    Role.CUSTOMER: Text("最终用户", "End user"),
    Role.PARTNER: Text("合作伙伴", "Partner"),
}

OUTSIDE = frozenset({Role.CUSTOMER, Role.PARTNER})
STAFF = frozenset(Role) - OUTSIDE


class Right(StrEnum):
    """One thing that may be done; faces and actions ask for it by name."""

    SEE_SITES = "see-sites"
    SEE_PHONES = "see-phones"
    EDIT_SITES = "edit-sites"
    KEEP_RECORDS = "keep-records"
    WAIVE_RECORDS = "waive-records"
    CHANGE_OWNER = "change-owner"
    IMPORT_PORTFOLIO = "import-portfolio"
    SEE_PRICES = "see-prices"
    SEE_WINDOWS = "see-windows"
    MAKE_QUOTES = "make-quotes"
    APPROVE_QUOTES = "approve-quotes"
    SEND_QUOTES = "send-quotes"
    ACCEPT_QUOTES = "accept-quotes"
    SEE_CONTRACTS = "see-contracts"
    KEEP_CONTRACTS = "keep-contracts"
    CANCEL_CONTRACTS = "cancel-contracts"
    DRAW_ALLOWANCES = "draw-allowances"
    SEE_VISITS = "see-visits"
    KEEP_VISITS = "keep-visits"
    DO_VISITS = "do-visits"
    KEEP_ENGINEERS = "keep-engineers"
    SEE_MONEY = "see-money"
    KEEP_MONEY = "keep-money"
    SEE_CASES = "see-cases"
    OPEN_CASES = "open-cases"
    WORK_CASES = "work-cases"
    KEEP_CASES = "keep-cases"
    WAIVE_CHARGES = "waive-charges"
    APPROVE_GOODWILL = "approve-goodwill"
    SEE_REMOTE = "see-remote"
    KEEP_REMOTE = "keep-remote"
    DO_REMOTE = "do-remote"
    SEE_CLAIMS = "see-claims"
    ASK_CLAIMS = "ask-claims"
    KEEP_CLAIMS = "keep-claims"
    SEE_SURVEYS = "see-surveys"
    KEEP_SURVEYS = "keep-surveys"
    RECORD_FINDINGS = "record-findings"
    SEE_PROPOSALS = "see-proposals"
    MAKE_PROPOSALS = "make-proposals"
    APPROVE_PROPOSALS = "approve-proposals"
    COMPLETE_UPGRADES = "complete-upgrades"
    SEE_EDITIONS = "see-editions"
    DRAFT_EDITIONS = "draft-editions"
    PUBLISH_EDITIONS = "publish-editions"
    SEE_CALENDARS = "see-calendars"
    KEEP_CALENDARS = "keep-calendars"
    SEE_STOCK = "see-stock"
    SEE_PART_PRICES = "see-part-prices"
    KEEP_PARTS = "keep-parts"
    RESERVE_PARTS = "reserve-parts"
    KEEP_STOCK = "keep-stock"
    COUNT_STOCK = "count-stock"
    USE_BAG = "use-bag"
    SEE_LIFECYCLE = "see-lifecycle"
    KEEP_LIFECYCLE = "keep-lifecycle"
    KEEP_LEADS = "keep-leads"
    SEE_PEOPLE = "see-people"
    EDIT_PEOPLE = "edit-people"
    INVITE_OUTSIDERS = "invite-outsiders"
    SEE_AUDIT = "see-audit"
    KEEP_WEBHOOKS = "keep-webhooks"
    KEEP_PRIVACY = "keep-privacy"


RIGHT_NAMES = {
    Right.SEE_SITES: Text("查看项目与系统", "See sites and systems"),
    Right.SEE_PHONES: Text("查看完整电话", "See whole phone numbers"),
    Right.EDIT_SITES: Text("维护客户、项目与系统", "Keep customers, sites and systems"),
    Right.KEEP_RECORDS: Text("维护项目资料", "Keep site records"),
    Right.WAIVE_RECORDS: Text(
        "资料缺失时决定仍进行服务", "Let work go on although a record is missing"
    ),
    Right.CHANGE_OWNER: Text("办理业主变更", "Change the owner"),
    Right.IMPORT_PORTFOLIO: Text("导入项目清单", "Import a portfolio"),
    Right.SEE_PRICES: Text("查看价格与报价单", "See prices and quotes"),
    Right.SEE_WINDOWS: Text("查看购买期清单", "See the purchase windows"),
    Right.MAKE_QUOTES: Text("制作报价单", "Make quotes"),
    Right.APPROVE_QUOTES: Text("审批报价单", "Approve quotes"),
    Right.SEND_QUOTES: Text("发送与撤回报价单", "Send and withdraw quotes"),
    Right.ACCEPT_QUOTES: Text("登记或确认接受", "Accept quotes"),
    Right.SEE_CONTRACTS: Text("查看合同", "See contracts"),
    Right.KEEP_CONTRACTS: Text("办理合同签署、生效与变更", "Sign, activate and amend contracts"),
    Right.CANCEL_CONTRACTS: Text("取消合同并确定退款", "Cancel contracts and decide credits"),
    Right.DRAW_ALLOWANCES: Text("登记额度使用", "Record uses of allowances"),
    Right.SEE_VISITS: Text("查看上门服务与排班", "See visits and who goes when"),
    Right.KEEP_VISITS: Text("派工、改期与取消上门服务", "Assign, move and cancel visits"),
    Right.DO_VISITS: Text("登记出发、到场与完成", "Record setting out, arriving and finishing"),
    Right.KEEP_ENGINEERS: Text("维护工程师、技能与缺勤", "Keep engineers, skills and absences"),
    Right.SEE_MONEY: Text("查看应收与收入", "See payments due and income"),
    Right.KEEP_MONEY: Text("登记开票、收款与退款", "Record invoices, payments and credits"),
    Right.SEE_CASES: Text("查看服务请求", "See cases"),
    Right.OPEN_CASES: Text("受理服务请求", "Open cases"),
    Right.WORK_CASES: Text("处理服务请求", "Work on cases"),
    Right.KEEP_CASES: Text("暂停计时与关闭服务请求", "Pause clocks and close cases"),
    Right.WAIVE_CHARGES: Text("申请商务优惠", "Give or ask for goodwill"),
    Right.APPROVE_GOODWILL: Text("审批商务优惠", "Approve goodwill"),
    Right.SEE_REMOTE: Text("查看远程协议与会话", "See remote agreements and sessions"),
    Right.KEEP_REMOTE: Text("发送与撤回远程协议", "Send and revoke remote agreements"),
    Right.DO_REMOTE: Text("进行远程服务", "Connect to systems remotely"),
    Right.SEE_CLAIMS: Text("查看更换件申请", "See claims for replacement parts"),
    Right.ASK_CLAIMS: Text("申请更换件与登记更换", "Claim parts and record what was fitted"),
    Right.KEEP_CLAIMS: Text(
        "办理更换件供货与旧件退回", "Supply claimed parts and take old ones back"
    ),
    Right.SEE_SURVEYS: Text("查看系统勘察", "See surveys of systems"),
    Right.KEEP_SURVEYS: Text("申请、确认与取消系统勘察", "Ask for, decide and cancel surveys"),
    Right.RECORD_FINDINGS: Text("登记勘察发现", "Record what surveys found"),
    Right.SEE_PROPOSALS: Text("查看升级方案", "See upgrade proposals"),
    Right.MAKE_PROPOSALS: Text("制作与发送升级方案", "Make and send upgrade proposals"),
    Right.APPROVE_PROPOSALS: Text(
        "审批升级方案与例外免费勘察", "Approve upgrade proposals and free surveys by exception"
    ),
    Right.COMPLETE_UPGRADES: Text("登记升级完工移交", "Record that upgrades are handed over"),
    Right.SEE_EDITIONS: Text("查看计划版本", "See editions"),
    Right.DRAFT_EDITIONS: Text("上传与演练计划版本", "Upload and rehearse editions"),
    Right.PUBLISH_EDITIONS: Text("发布与停用计划版本", "Publish and retire editions"),
    Right.SEE_CALENDARS: Text("查看工作日历", "See the work calendar"),
    Right.KEEP_CALENDARS: Text("录入与批准放假通知", "Write and approve holiday notices"),
    Right.SEE_PART_PRICES: Text("查看备件价格", "See the prices of parts"),
    Right.KEEP_PARTS: Text("维护备件目录与价格表", "Keep the parts catalogue and its price lists"),
    Right.SEE_STOCK: Text("查看备件库存", "See the stock of spare parts"),
    Right.RESERVE_PARTS: Text("预留备件", "Reserve spare parts"),
    Right.KEEP_STOCK: Text("办理备件出入库", "Receive, issue, transfer and lend spare parts"),
    Right.COUNT_STOCK: Text("盘点备件", "Count spare parts"),
    Right.USE_BAG: Text("使用自己的备件包", "Use and count one's own bag"),
    Right.SEE_LIFECYCLE: Text(
        "查看系统目录、老化一览与升级线索", "See the catalogue of systems, the radar and leads"
    ),
    Right.KEEP_LIFECYCLE: Text("维护系统目录", "Keep the catalogue of systems"),
    Right.KEEP_LEADS: Text("建立与跟进升级线索", "Make and follow leads to System Care"),
    Right.SEE_PEOPLE: Text("查看人员", "See people"),
    Right.EDIT_PEOPLE: Text("邀请与维护人员", "Invite and keep people"),
    Right.INVITE_OUTSIDERS: Text("邀请客户与合作伙伴", "Invite customers and partners"),
    Right.SEE_AUDIT: Text("查看全部操作记录", "See the whole audit trail"),
    Right.KEEP_WEBHOOKS: Text("维护事件推送", "Keep webhooks and group robots"),
    Right.KEEP_PRIVACY: Text("办理个人信息请求", "Settle requests about personal data"),
}

_OFFICE = frozenset({Role.SALES, Role.COORDINATOR, Role.MANAGER})
_KEEPING = frozenset({Role.CLERK, Role.COORDINATOR, Role.MANAGER})
_PRICED = _OFFICE | {Role.FINANCE, Role.APPROVER}

# Who may do what. Customers and partners reach only what their organization owns or serves.
RIGHTS: dict[Right, frozenset[Role]] = {
    Right.SEE_SITES: STAFF | OUTSIDE,
    Right.SEE_PHONES: _OFFICE | {Role.SUPPORT, Role.ENGINEER},
    Right.EDIT_SITES: _OFFICE,
    Right.KEEP_RECORDS: _OFFICE | {Role.SUPPORT, Role.ENGINEER},
    Right.WAIVE_RECORDS: frozenset({Role.COORDINATOR, Role.SUPPORT, Role.MANAGER}),
    Right.CHANGE_OWNER: frozenset({Role.COORDINATOR, Role.MANAGER}),
    Right.IMPORT_PORTFOLIO: _OFFICE,
    Right.SEE_PRICES: _PRICED | OUTSIDE,
    Right.SEE_WINDOWS: _PRICED,
    Right.MAKE_QUOTES: _OFFICE,
    Right.APPROVE_QUOTES: frozenset({Role.APPROVER, Role.MANAGER}),
    Right.SEND_QUOTES: _OFFICE,
    Right.ACCEPT_QUOTES: _OFFICE | OUTSIDE,
    Right.SEE_CONTRACTS: STAFF | OUTSIDE,
    Right.KEEP_CONTRACTS: _OFFICE,
    Right.CANCEL_CONTRACTS: frozenset({Role.COORDINATOR, Role.MANAGER}),
    Right.DRAW_ALLOWANCES: _OFFICE | {Role.SUPPORT, Role.ENGINEER},
    Right.SEE_VISITS: STAFF,
    Right.KEEP_VISITS: frozenset({Role.COORDINATOR, Role.SUPPORT, Role.MANAGER}),
    Right.DO_VISITS: frozenset({Role.ENGINEER, Role.COORDINATOR, Role.SUPPORT, Role.MANAGER}),
    Right.KEEP_ENGINEERS: frozenset({Role.COORDINATOR, Role.MANAGER}),
    Right.SEE_MONEY: _PRICED,
    Right.KEEP_MONEY: frozenset({Role.FINANCE, Role.MANAGER}),
    Right.SEE_CASES: STAFF,
    Right.OPEN_CASES: _OFFICE | {Role.SUPPORT, Role.ENGINEER},
    Right.WORK_CASES: frozenset({Role.COORDINATOR, Role.SUPPORT, Role.ENGINEER, Role.MANAGER}),
    Right.KEEP_CASES: frozenset({Role.COORDINATOR, Role.SUPPORT, Role.MANAGER}),
    Right.WAIVE_CHARGES: frozenset({Role.COORDINATOR, Role.SUPPORT, Role.MANAGER}),
    Right.APPROVE_GOODWILL: frozenset({Role.APPROVER, Role.MANAGER}),
    # How a customer's network is entered is for those who do it, not for who counts money.
    Right.SEE_REMOTE: _OFFICE | {Role.SUPPORT, Role.ENGINEER},
    Right.KEEP_REMOTE: frozenset({Role.COORDINATOR, Role.SUPPORT, Role.ENGINEER, Role.MANAGER}),
    Right.DO_REMOTE: frozenset({Role.SUPPORT, Role.ENGINEER, Role.MANAGER}),
    Right.SEE_CLAIMS: STAFF,
    Right.ASK_CLAIMS: _KEEPING | {Role.SUPPORT, Role.ENGINEER},
    Right.KEEP_CLAIMS: _KEEPING | {Role.SUPPORT},
    Right.SEE_SURVEYS: _PRICED | {Role.SUPPORT, Role.ENGINEER},
    Right.KEEP_SURVEYS: _OFFICE,
    Right.RECORD_FINDINGS: _OFFICE | {Role.SUPPORT, Role.ENGINEER},
    Right.SEE_PROPOSALS: _PRICED,
    Right.MAKE_PROPOSALS: _OFFICE,
    Right.APPROVE_PROPOSALS: frozenset({Role.APPROVER, Role.MANAGER}),
    Right.COMPLETE_UPGRADES: frozenset({Role.COORDINATOR, Role.MANAGER}),
    Right.SEE_EDITIONS: STAFF,
    Right.DRAFT_EDITIONS: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Right.PUBLISH_EDITIONS: frozenset({Role.APPROVER, Role.MANAGER, Role.ADMINISTRATOR}),
    Right.SEE_CALENDARS: STAFF,
    Right.KEEP_CALENDARS: frozenset({Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR}),
    Right.SEE_STOCK: STAFF,
    Right.SEE_PART_PRICES: _PRICED | {Role.CLERK, Role.SUPPORT},
    Right.KEEP_PARTS: _KEEPING,
    Right.RESERVE_PARTS: _KEEPING | {Role.SUPPORT},
    Right.KEEP_STOCK: _KEEPING,
    Right.COUNT_STOCK: _KEEPING,
    Right.USE_BAG: frozenset({Role.ENGINEER}),
    Right.SEE_LIFECYCLE: STAFF,
    Right.KEEP_LIFECYCLE: _KEEPING,
    Right.KEEP_LEADS: _KEEPING | {Role.SALES, Role.SUPPORT},
    Right.SEE_PEOPLE: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Right.EDIT_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Right.INVITE_OUTSIDERS: _OFFICE | {Role.ADMINISTRATOR},
    Right.SEE_AUDIT: frozenset({Role.MANAGER, Role.ADMINISTRATOR}),
    Right.KEEP_WEBHOOKS: frozenset({Role.ADMINISTRATOR}),
    Right.KEEP_PRIVACY: frozenset({Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR}),
}
