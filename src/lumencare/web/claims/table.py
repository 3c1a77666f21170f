"""The table of what is done to a claim: each step with its right, its form and its words."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.accounts.roles import Right
from lumencare.claims import actions
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_date
from lumencare.domain.text import Text
from lumencare.lifecycle.actions import lead_from_claim
from lumencare.stock.queries import find_place
from lumencare.web.claims import forms
from lumencare.web.claims.steps import Step
from lumencare.web.steps import Typed

A_SHELF = Text("请选择列表中的库位。", "Choose a place of the list.")
A_DAY = Text("应为日期，如 2026-03-01。", "A day is expected, like 2026-03-01.")


def _place(request: Request, code: str, where: str) -> Any:
    try:
        return find_place(request.user, code)
    except Http404 as none:
        raise InputProblems([Problem(where, code, A_SHELF)]) from none


def _decide(request: Request, claim: Any, typed: Typed) -> object:
    return actions.decide(claim, by=request.user, now=request.now, why=typed["why"].strip()[:500])


def _change(request: Request, claim: Any, typed: Typed) -> object:
    given = {name: value for name, value in typed.items() if name != "version"}
    return actions.change(claim, given, by=request.user, now=request.now)


def _price(request: Request, claim: Any, typed: Typed) -> object:
    return actions.set_price(claim, typed, by=request.user, now=request.now)


def _show(request: Request, claim: Any, typed: Typed) -> object:
    return actions.show_share(claim, shown_to=typed["shown_to"], by=request.user, now=request.now)


def _agree(request: Request, claim: Any, typed: Typed) -> object:
    return actions.agree_share(claim, typed, by=request.user, now=request.now)


def _reserve(request: Request, claim: Any, typed: Typed) -> object:
    code, _colon, condition = typed["shelf"].partition(":")
    place, until = _place(request, code, "shelf"), None
    if typed["until"].strip():
        try:
            until = read_date(typed["until"])
        except ValueError as wrong:
            raise InputProblems([Problem("until", typed["until"], A_DAY)]) from wrong
    return actions.reserve(
        claim,
        place,
        until=until,
        refurbished=condition == "refurbished",
        by=request.user,
        now=request.now,
    )


def _order(request: Request, claim: Any, typed: Typed) -> object:
    place = _place(request, typed["place"], "place")
    return actions.order(claim, place, typed, by=request.user, now=request.now)


def _release(request: Request, claim: Any, typed: Typed) -> object:
    return actions.release(claim, why=typed["why"], by=request.user, now=request.now)


def _issue(request: Request, claim: Any, typed: Typed) -> object:
    return actions.issue(claim, typed, by=request.user, now=request.now)


def _bag(request: Request, claim: Any, typed: Typed) -> object:
    return actions.issue_from_bag(claim, typed, by=request.user, now=request.now)


def _take_back(request: Request, claim: Any, typed: Typed) -> object:
    return actions.take_back(claim, why=typed["why"], by=request.user, now=request.now)


def _fit(request: Request, claim: Any, typed: Typed) -> object:
    return actions.fit(claim, typed, by=request.user, now=request.now)


def _ask_return(request: Request, claim: Any, typed: Typed) -> object:
    return actions.ask_return(claim, typed, by=request.user, now=request.now)


def _receive(request: Request, claim: Any, typed: Typed) -> object:
    place = _place(request, typed["place"], "place")
    return actions.receive_return(claim, place, typed, by=request.user, now=request.now)


def _waive(request: Request, claim: Any, typed: Typed) -> object:
    return actions.waive_return(claim, why=typed["why"], by=request.user, now=request.now)


def _lose(request: Request, claim: Any, typed: Typed) -> object:
    return actions.lose_return(claim, why=typed["why"], by=request.user, now=request.now)


def _refuse(request: Request, claim: Any, typed: Typed) -> object:
    return actions.refuse(claim, why=typed["why"], by=request.user, now=request.now)


def _withdraw(request: Request, claim: Any, typed: Typed) -> object:
    return actions.withdraw(claim, why=typed["why"], by=request.user, now=request.now)


def _lead(request: Request, claim: Any, _typed: Typed) -> object:
    return lead_from_claim(claim, by=request.user, now=request.now)


def _known(claim: Any) -> Typed:
    names = ("place", "damage", "failed_on", "failed_proof", "note")
    supplied = claim.supplied.number if claim.supplied else ""
    known = {name: getattr(claim, name) for name in names}
    return {**known, "serial": claim.faulty_serial, "supplied": supplied}


def _serial_issued(claim: Any) -> Typed:
    return {"serial": claim.supplied_serial, "visit": claim.visit}


def _serial_faulty(claim: Any) -> Typed:
    return {"serial": claim.faulty_serial}


WORK, ASK = Right.WORK_CASES, Right.ASK_CLAIMS
STEPS: tuple[Step, ...] = (
    Step(slug="agree", needs="agree-share", right=WORK, form=forms.AgreeForm, act=_agree,
         title=_("The customer agrees to their share"), done=_("It is agreed."),
         lead=_("Say the sentence above; write down who agreed and how.")),
    Step(slug="tell", needs="agree-share", right=WORK, form=forms.ShownForm, act=_show,
         title=_("The customer was told their share"), done=_("Recorded."),
         lead=_("They think it over. A part may be kept meanwhile, and the clock of the case "
                "may be paused while it waits for their word.")),
    Step(slug="reserve", needs="reserve", form=forms.ReserveForm, act=_reserve,
         title=_("Reserve a part"), done=_("A part is kept for it.")),
    Step(slug="order", needs="order", form=forms.OrderForm, act=_order,
         title=_("Order a part"), done=_("The order is recorded.")),
    Step(slug="issue", needs="issue", form=forms.IssueForm, act=_issue,
         title=_("Issue the part"), done=_("It has left stock.")),
    Step(slug="bag", needs="bag", right=ASK, form=forms.BagForm, act=_bag,
         title=_("Take it from my bag"), done=_("It is taken from your bag.")),
    Step(slug="fit", needs="fit", right=ASK, form=forms.FitForm, act=_fit,
         title=_("The part is fitted"), done=_("The new part is recorded."), begins=_serial_issued),
    Step(slug="receive", needs="receive-return", form=forms.ReceiveForm, act=_receive,
         title=_("The old part came back"), done=_("The old part is in stock as faulty."),
         begins=_serial_faulty),
    Step(slug="ask-return", needs="ask-return", form=forms.ReturnForm, act=_ask_return,
         title=_("Ask for the old part"), done=_("It is asked for.")),
    Step(slug="waive", needs="waive-return", form=forms.WhyForm, act=_waive,
         title=_("Do without the old part"), done=_("The old part is waived.")),
    Step(slug="lose", needs="lose-return", form=forms.WhyForm, act=_lose,
         title=_("The old part is lost"), done=_("It is written off."),
         lead=_("Nothing is charged for it by itself.")),
    Step(slug="price", needs="set-price", form=forms.PriceForm, act=_price,
         title=_("Enter a price"), done=_("The price is entered and the claim decided anew.")),
    Step(slug="decide", needs="decide", right=ASK, form=forms.WhyForm, act=_decide,
         title=_("Decide anew"), done=_("It is decided anew.")),
    Step(slug="change", needs="change", right=ASK, form=forms.ChangeForm, act=_change,
         title=_("Put the claim right"), done=_("It is put right and decided anew."),
         begins=_known),
    Step(slug="release", needs="release", form=forms.WhyForm, act=_release,
         title=_("Let the part go"), done=_("It is let go."),
         lead=_("What was ordered comes to stock all the same.")),
    Step(slug="back", needs="take-back", right=ASK, form=forms.WhyForm, act=_take_back,
         title=_("Put the part back"), done=_("It is back where it came from.")),
    Step(slug="lead", needs="lead", right=Right.EDIT_SITES, form=forms.BareForm, act=_lead,
         title=_("Take care of the upgrade"), done=_("The lead is yours."),
         lead=_("Nothing can be supplied any more: System Care is to be proposed (SY-1).")),
    Step(slug="refuse", needs="refuse", form=forms.WhyForm, act=_refuse,
         title=_("Refuse the claim"), done=_("The claim is refused.")),
    Step(slug="withdraw", needs="withdraw", right=ASK, form=forms.WhyForm, act=_withdraw,
         title=_("Withdraw the claim"), done=_("The claim is withdrawn.")),
)  # fmt: skip
