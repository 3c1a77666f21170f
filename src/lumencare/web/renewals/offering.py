"""The offer of renewals: looked at on one page, made and sent by one button."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions import renew
from lumencare.contracts.queries import ContractLine
from lumencare.contracts.queries.offers import Offer, OfferState, last_addresses, offers_of
from lumencare.contracts.queries.renewals import find_lines
from lumencare.contracts.renewing import RenewalOffer, offer_renewal
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.after import after_last_day
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Reason, Text
from lumencare.sales.actions import BY_HAND, Delivery
from lumencare.sites.facts import system_of

# A document is made for each; more than these would keep the page waiting.
MOST_AT_ONCE = 20
NO_LINE_MARKED = "renewals"


@dataclass(slots=True)
class Card:
    """One line on the page: its offer or why there is none, where it goes, what became of it."""

    line: ContractLine
    plan: Text
    offer: RenewalOffer | None
    standing: Offer
    to: str
    after: tuple[Reason, ...] = ()
    refused: Reason | None = None
    problem: Text | None = None
    made: str = ""

    @property
    def can_be_made(self) -> bool:
        """Whether the button makes and sends this one."""
        return self.offer is not None and self.standing.state is OfferState.NONE

    @property
    def net(self) -> Money:
        """What the quote comes to, VAT excluded: the plan, and the options that go on with it."""
        lines = self.offer.quotation.lines if self.offer else ()
        return Money.of_fen(sum(each.net.fen for each in lines if each.net is not None))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: Request) -> HttpResponse:
    """Show what would be offered, or make and send it: each line is a transaction of its own."""
    require_right(request.user, Right.MAKE_QUOTES)
    keys = _keys(request)
    if not keys:
        return redirect(NO_LINE_MARKED)
    cards = list(_cards(request, keys))
    if request.method != "POST":
        return _page(request, cards)
    for card in cards:
        if card.can_be_made:
            _make(request, card)
    if len(cards) == 1 and cards[0].made:
        return redirect("quote", cards[0].made)
    failed = any(each.refused or each.problem for each in cards)
    return _page(request, cards, status=422 if failed else 200, done=True)


def _keys(request: Request) -> list[int]:
    """Return the keys of the lines, each once; what is none is left out."""
    asked = request.POST if request.method == "POST" else request.GET
    given = map(read_whole, asked.getlist("line"))
    return list(dict.fromkeys(key for key in given if key is not None))[:MOST_AT_ONCE]


def _cards(request: Request, keys: Sequence[int]) -> Iterator[Card]:
    lines = find_lines(request.user, keys)
    standing, addresses = offers_of(lines, request.today), last_addresses(lines)
    for line in lines:
        typed = request.POST.get(f"to-{line.pk}", addresses.get(line.system_id, ""))
        plan = Text(line.name_zh, line.name_en)
        card = Card(line, plan, None, standing[line.pk], typed.strip())
        try:
            card.offer = offer_renewal(request.user, line, request.today)
            card.after = after_last_day(
                card.offer.edition,
                system_of(line.system),
                PlanCode(line.code),
                card.offer.following.renew_by,
            )
        except Refused as refused:
            card.refused = refused.reason
        yield card


def _make(request: Request, card: Card) -> None:
    """Make and send one; what stands against it is told beside it and stops no other."""
    if request.POST.get(f"net-{card.line.pk}") != str(card.net):
        card.problem = PRICE_CHANGED
        return
    by_hand = request.POST.get("by") == "hand" or not card.to
    delivery = BY_HAND if by_hand else Delivery(card.to)
    try:
        version = renew(card.line, by=request.user, now=request.now, delivery=delivery)
    except InputProblems as wrong:
        card.problem = wrong.problems[0].allowed
    except Refused as refused:
        card.refused = refused.reason
    except Conflict as conflict:
        card.problem = conflict.text
    else:
        card.made = version.quote.number


def _page(
    request: Request, cards: Sequence[Card], *, status: int = 200, done: bool = False
) -> HttpResponse:
    context = {
        "cards": cards,
        "open": [each for each in cards if each.can_be_made and not each.made],
        "made": [each for each in cards if each.made],
        "done": done,
        "today": request.today,
    }
    return render(request, "renewals/offer.html", context, status=status)


PRICE_CHANGED = Text(
    "价格在您查看之后有变化，请核对后再发送。",
    "The price has changed since you looked; look again, then send.",
)
