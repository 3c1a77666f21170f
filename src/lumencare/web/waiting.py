"""What waits for somebody, by their rights: a table of questions to the office's lists."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, may
from lumencare.accounts.roles import Right
from lumencare.claims.queries import claims_waiting
from lumencare.contracts.queries import ContractSummary, contracts_waiting
from lumencare.contracts.queries.offers import OfferState
from lumencare.contracts.queries.renewals import RenewalSummary, renewals_near
from lumencare.desk.queries.bills import BILL_STANDINGS, bills_to_settle
from lumencare.desk.queries.near import cases_of
from lumencare.desk.queries.talk import notes_naming
from lumencare.domain.codes import PlanCode
from lumencare.domain.readiness.facts import PAPER_NAMES
from lumencare.domain.shanghai import say_days_left
from lumencare.field.phone import unsettled
from lumencare.pricebook.standing import Standing, list_editions
from lumencare.privacy.queries.requests import KINDS, requests_waiting
from lumencare.sales.actions.wishing import wishes_waiting
from lumencare.sales.queries import (
    QuoteFilters,
    QuoteSummary,
    approvals_waiting,
    list_quotes,
    questions_waiting,
)
from lumencare.sites.queries import (
    Page,
    ReadinessFilters,
    ReadinessSummary,
    SystemSummary,
    WindowFilters,
    list_readiness,
    window_worklist,
)
from lumencare.web.calendars.waiting import missing_notice, notices_to_approve, on_holidays
from lumencare.web.lifecycle.waiting import leads_to_follow
from lumencare.web.task import MOST, Task, Waiting
from lumencare.web.templatetags.words import said
from lumencare.web.upgrades.waiting import (
    proposals_to_approve,
    proposals_to_send,
    surveys_to_decide,
)

# The states of quotes that ask for something, as lists name them.
DRAFT, READY, OFFERED = "draft", "approved", "sent"
WEEK = 7


def waiting_for(user: User, today: date) -> list[Waiting]:
    """Return what waits for somebody; a kind of which nothing waits is left out."""
    found = [ask(user, today) for right, ask in QUESTIONS if may(user, right)]
    return [each for each in found if each.total]


def _approvals(user: User, _today: date) -> Waiting:
    page = approvals_waiting(user, size=MOST)
    return _quotes(page, _("For your approval"), "warn", _("Decide"), "state=awaiting-approval")


def _questions(user: User, _today: date) -> Waiting:
    page = questions_waiting(user, size=MOST)
    return _quotes(page, _("Questions of customers"), "warn", _("Answer"), "")


def _ready(user: User, _today: date) -> Waiting:
    page = _mine(user, READY)
    return _quotes(page, _("Yours, ready to send"), "", _("Send"), "state=approved&mine=1")


def _drafts(user: User, _today: date) -> Waiting:
    page = _mine(user, DRAFT)
    return _quotes(page, _("Your drafts"), "", _("Go on"), "state=draft&mine=1")


def _offers(user: User, _today: date) -> Waiting:
    """What the office sent to a customer or partner, who may accept it or ask."""
    if not is_outsider(user):
        return Waiting("", "", 0, "", [])
    page = list_quotes(user, QuoteFilters(state=OFFERED), size=MOST)
    return _quotes(page, _("Offered to you"), "", _("Read"), "state=sent")


def _contracts(user: User, _today: date) -> Waiting:
    """Contracts that wait for the signature, a document or a confirmation."""
    page = contracts_waiting(user, size=MOST)
    tasks = [_contract(each) for each in page.rows]
    address = reverse("contracts")
    return Waiting(_("Contracts not in force yet"), "", page.total, address, tasks)


def _windows(user: User, today: date) -> Waiting:
    page = window_worklist(user, WindowFilters(closes_in=WEEK), on=today, size=MOST).page
    tasks = [_window(each, today, may_quote=may(user, Right.MAKE_QUOTES)) for each in page.rows]
    address = f"{reverse('windows')}?within={WEEK}"
    return Waiting(_("Purchase windows that close this week"), "bad", page.total, address, tasks)


def _renewals(user: User, today: date) -> Waiting:
    page = renewals_near(user, on=today, within=WEEK, size=MOST).page
    may_quote = may(user, Right.MAKE_QUOTES)
    tasks = [_renewal(each, today, may_quote=may_quote) for each in page.rows]
    address = f"{reverse('renewals')}?within={WEEK}"
    return Waiting(_("Renewals due this week"), "bad", page.total, address, tasks)


def _sent(user: User, _today: date) -> Waiting:
    """What engineers' phones sent and was refused, or came out otherwise than shown on site."""
    rows, total = unsettled(user, size=MOST)
    address = reverse("dispatch-sent")
    tasks = [
        Task(address, each.site, f"{each.visit} · {said(each.said)}", _("Look"), each.received_at)
        for each in rows
    ]
    return Waiting(_("Sent from phones, to be settled"), "bad", total, address, tasks)


def _records(user: User, today: date) -> Waiting:
    """Sites with a service plan whose drawings or database are missing (SC-9)."""
    filters = ReadinessFilters(lacks="any", with_plan=True)
    page = list_readiness(user, filters, on=today, size=MOST)
    tasks = [
        Task(
            reverse("site", args=[each.pk]),
            each.name,
            " · ".join([each.owner, each.city, *_missing(each)]),
            _("Look"),
        )
        for each in page.rows
    ]
    address = f"{reverse('sites-readiness')}?lacks=any&plan=1"
    return Waiting(
        _("Service plans without their site records"), "warn", page.total, address, tasks
    )


def _missing(row: ReadinessSummary) -> list[str]:
    lacking = {paper for each in row.found.systems for paper in each.readiness.missing}
    return [said(name) for paper, name in PAPER_NAMES.items() if paper in lacking]


def _proposals(user: User, today: date) -> Waiting:
    """Editions that somebody else proposed: publishing takes two people."""
    rows = [
        each.row
        for each in list_editions(user, today)
        if each.standing is Standing.PROPOSED and each.row and each.row.proposed_by != user
    ]
    tasks = [
        Task(
            reverse("editions-draft", args=[row.pk]),
            row.code,
            row.proposed_by.name if row.proposed_by else "",
            _("Look and publish"),
            row.new_sales_from,
        )
        for row in rows[:MOST]
    ]
    return Waiting(_("Editions to publish"), "warn", len(rows), reverse("editions"), tasks)


def _wishes(user: User, _today: date) -> Waiting:
    """Systems for which a customer asked for a quote, and nobody has begun one."""
    found = wishes_waiting(user)
    tasks = [
        Task(
            reverse("quotes-builder", args=[each.system_id]),
            each.system.site.name,
            " · ".join(filter(None, [each.system.name, each.by_name, each.plan, each.words[:80]])),
            _("Quote"),
            each.asked_at,
        )
        for each in found[:MOST]
    ]
    return Waiting(_("Customers ask for a quote"), "warn", len(found), reverse("quotes"), tasks)


def _named(user: User, _today: date) -> Waiting:
    """Notes in which somebody was named and that they have not seen."""
    found = notes_naming(user)
    tasks = [
        Task(
            reverse("case", args=[each.case]),
            each.summary,
            " · ".join([each.case, each.author, each.body[:80]]),
            _("Read"),
            each.at,
        )
        for each in found[:MOST]
    ]
    return Waiting(_("Notes that name you"), "warn", len(found), reverse("desk"), tasks)


def _cases(user: User, _today: date) -> Waiting:
    """The cases that somebody takes care of, what is due first on top."""
    total, found = cases_of(user, most=MOST)
    tasks = [
        Task(
            reverse("case", args=[each.number]),
            each.summary,
            " · ".join(filter(None, [each.number, each.site, said(each.state_name)])),
            _("Open"),
            each.due_at or "",
        )
        for each in found
    ]
    return Waiting(_("Your cases"), "", total, f"{reverse('desk')}?tab=mine", tasks)


def _bills(user: User, today: date) -> Waiting:
    """Bills of cases that are late, and those of which money has to be given back."""
    total, found = bills_to_settle(user, today, most=MOST)
    page = reverse("finance-case-bills")
    tasks = [
        Task(
            f"{page}?q={each.number}",
            each.bill_to,
            " · ".join([each.number, each.case_number, said(BILL_STANDINGS[each.standing(today)])]),
            _("Record"),
            each.due_on,
            each.gross,
        )
        for each in found
    ]
    return Waiting(_("Bills of cases, late or to be refunded"), "bad", total, page, tasks)


def _claims(kind: str, words: Any, look: str, verb: Any) -> Callable[[User, date], Waiting]:
    """Return the question after claims of one kind: to be supplied, fitted, sent back."""

    def ask(user: User, today: date) -> Waiting:
        found = claims_waiting(user, kind, today=today, most=MOST)
        tasks = [
            Task(
                reverse("claim", args=[each.number]),
                " ".join(filter(None, [each.faulty_number, each.faulty_serial])),
                " · ".join(filter(None, [each.number, each.site_name, said(each.state_name)])),
                str(verb),
                each.return_due_on if kind == "return" else each.issued_on or "",
            )
            for each in found.claims
        ]
        return Waiting(str(words), look, found.total, f"{reverse('claims')}?group=live", tasks)

    return ask


def _data_requests(user: User, _today: date) -> Waiting:
    """What people ask of their data, by the day on which it must be answered."""
    total, found = requests_waiting(user, most=MOST)
    tasks = [
        Task(
            reverse("privacy-request", args=[each.pk]),
            each.name,
            " · ".join([each.number, said(KINDS[each.kind]), each.organization]),
            _("Carry out") if each.state == "checked" else _("Check"),
            each.due_on,
        )
        for each in found
    ]
    words = _("Requests about personal data")
    return Waiting(words, "warn", total, reverse("privacy"), tasks)


# Most pressing first; each right is asked for once more by the list itself.
QUESTIONS: tuple[tuple[Right, Callable[[User, date], Waiting]], ...] = (
    (Right.WORK_CASES, _cases),
    (Right.WORK_CASES, _named),
    (Right.KEEP_VISITS, _sent),
    (Right.KEEP_VISITS, on_holidays),
    (Right.MAKE_QUOTES, _wishes),
    (Right.KEEP_PRIVACY, _data_requests),
    (Right.APPROVE_PROPOSALS, proposals_to_approve),
    (Right.MAKE_PROPOSALS, proposals_to_send),
    (Right.KEEP_SURVEYS, surveys_to_decide),
    (
        Right.KEEP_CLAIMS,
        _claims("return", gettext_lazy("Old parts that are overdue"), "bad", gettext_lazy("Look")),
    ),
    (
        Right.KEEP_CLAIMS,
        _claims("fit", gettext_lazy("Parts issued and not fitted"), "bad", gettext_lazy("Look")),
    ),
    (
        Right.KEEP_STOCK,
        _claims("arrived", gettext_lazy("Ordered parts that arrived"), "", gettext_lazy("Reserve")),
    ),
    (
        Right.KEEP_STOCK,
        _claims("supply", gettext_lazy("Parts to be supplied"), "warn", gettext_lazy("Supply")),
    ),
    (
        Right.EDIT_SITES,
        _claims(
            "lead", gettext_lazy("Parts that cannot be supplied"), "warn", gettext_lazy("Look")
        ),
    ),
    (Right.SEND_QUOTES, _questions),
    (Right.APPROVE_QUOTES, _approvals),
    (Right.PUBLISH_EDITIONS, _proposals),
    (Right.KEEP_LEADS, leads_to_follow),
    (Right.SEE_WINDOWS, _windows),
    (Right.SEE_WINDOWS, _renewals),
    (Right.ACCEPT_QUOTES, _offers),
    (Right.KEEP_MONEY, _bills),
    (Right.KEEP_CALENDARS, notices_to_approve),
    (Right.KEEP_CALENDARS, missing_notice),
    (Right.KEEP_CONTRACTS, _contracts),
    (Right.KEEP_VISITS, _records),
    (Right.SEND_QUOTES, _ready),
    (Right.MAKE_QUOTES, _drafts),
)


def _mine(user: User, state: str) -> Page[QuoteSummary]:
    return list_quotes(user, QuoteFilters(state=state, author=user.pk), size=MOST)


def _quotes(page: Page[QuoteSummary], words: str, look: str, verb: str, query: str) -> Waiting:
    address = f"{reverse('quotes')}?{query}" if query else reverse("quotes")
    return Waiting(words, look, page.total, address, [_quote(each, verb) for each in page.rows])


def _quote(row: QuoteSummary, verb: str) -> Task:
    return Task(
        reverse("quote", args=[row.number]),
        row.site_name,
        " · ".join(filter(None, [row.number, row.system_name, row.owner, row.author])),
        verb,
        row.changed_at,
        row.gross,
    )


def _contract(row: ContractSummary) -> Task:
    return Task(
        reverse("contract", args=[row.number]),
        row.site_name,
        " · ".join([row.number, said(row.state_name), *map(said, row.plans), row.owner]),
        _("Complete"),
        row.purchased_on,
        row.gross,
    )


def _window(row: SystemSummary, today: date, *, may_quote: bool) -> Task:
    address = reverse("system", args=[row.pk])
    return Task(
        f"{address}quote?plan={PlanCode.PLUS.value}" if may_quote else address,
        row.site,
        " · ".join([row.name, row.system_type, row.owner, row.city]),
        _("Quote") if may_quote else _("Look"),
        say_days_left(today, row.window_ends_on) if row.window_ends_on else "",
        row.window_value,
    )


def _renewal(row: RenewalSummary, today: date, *, may_quote: bool) -> Task:
    """Return a line to renew: offered on its own page, unless its offer stands already."""
    to_offer = may_quote and row.offer.state is OfferState.NONE
    offer, system = reverse("renewals-offer"), reverse("system", args=[row.system_pk])
    return Task(
        f"{offer}?line={row.line}" if to_offer else system,
        row.site,
        " · ".join([said(row.plan_name), row.contract, row.owner, said(row.offer.state_name)]),
        _("Renew") if to_offer else _("Look"),
        say_days_left(today, row.renew_by),
        row.net,
    )
