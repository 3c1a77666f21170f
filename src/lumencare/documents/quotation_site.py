"""What a quotation says of the site: where it lies, its response commitments, its survey."""

from collections.abc import Iterator
from typing import Any

from lumencare.documents.figures import exact, pair
from lumencare.domain.comparison import ResponseAnswer
from lumencare.domain.edition import ResponseOption
from lumencare.domain.place import Place, Verdict
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.text import Text

VERDICT_NAMES = {
    Verdict.YES: Text("可选", "available"),
    Verdict.CONFIRM: Text("待确认", "to be confirmed"),
    Verdict.NO: Text("不可选", "not available"),
}
SURVEY_NAMES = {
    Verdict.YES: Text("免费", "free of charge"),
    Verdict.CONFIRM: Text("是否免费待确认", "to be confirmed whether free"),
    Verdict.NO: Text("不在免费范围", "not free of charge"),
}
UNKNOWN_SITE = Text(
    "项目地点尚未核定，可以报价，签约前须由工作人员确认。",
    "The site has not been checked; it can be quoted, and staff confirm it before the contract.",
)
INCLUDED = Text("随计划提供", "included")
AT_NO_PRICE = Text("计划自带，不另收费。", "Part of the plan, at no extra price.")


def name_place(quotation: Quotation) -> Text:
    """Return where the site lies, with what it belongs to: a bare name may mean another place."""
    if quotation.reach is None:
        return Text(quotation.request.city, "")
    return say_place(quotation.reach.place)


def say_place(place: Place) -> Text:
    """Return the name of a place with what it belongs to, and tell it from others of that name."""
    belongs = _belongs_to(place)
    if not belongs:
        return place.name
    zh = "".join(each.zh for each in belongs)
    # English names of the data carry what tells them apart: "Suzhou (Jiangsu)".
    en = [each.en for each in reversed(belongs) if each.en not in place.name.en]
    return Text(f"{place.name.zh}（{zh}）", ", ".join([place.name.en, *en]))


def _belongs_to(place: Place) -> list[Text]:
    """Return the province and the city of a place, without those that its name says already."""
    if place.city is None:
        return []
    larger = dict.fromkeys((place.city.province, place.city.name))
    return [each for each in larger if not place.name.zh.startswith(each.zh)]


def list_responses(quotation: Quotation) -> dict[str, Any] | None:
    """Return the response commitments for those who can have them, or whom they are for (RO-1).

    They belong to holders of some plans (SC-4, TS-4): an offer without one gets a sentence only.
    """
    chosen = {each.plan for each in quotation.request.plans}
    open_holders = [
        each.plan
        for each in quotation.comparison.plans
        if each.eligibility.eligible and each.plan.code in quotation.edition.holders
    ]
    if not open_holders:
        return None
    is_held = not quotation.lines or chosen.intersection(quotation.edition.holders)
    return {
        "rows": list(_rows(quotation)) if is_held else [],
        "note": None if chosen and is_held else pair(_only_with([e.name for e in open_holders])),
    }


def _only_with(names: list[Text]) -> Text:
    zh, en = "或".join(each.zh for each in names), " or the ".join(each.en for each in names)
    return Text(
        f"响应时限（包括标准响应和快速响应）只随{zh}提供。",
        f"Response commitments, the standard one as well as the faster options, come only with "
        f"the {en}.",
    )


def _rows(quotation: Quotation) -> Iterator[dict[str, Any]]:
    answers = {each.option.code: each for each in quotation.comparison.response or ()}
    chosen = {each.code for each in quotation.lines if each.kind is LineKind.RESPONSE}
    for option in quotation.edition.responses:
        row = _row(option, answers.get(option.code))
        yield {**row, "name": pair(option.text), "chosen": option.code in chosen}


def _row(option: ResponseOption, answer: ResponseAnswer | None) -> dict[str, Any]:
    if option.hours is None:
        said = {"word": pair(INCLUDED), "why": pair(AT_NO_PRICE)}
        return {"verdict": Verdict.YES.value, **said, "net": None}
    verdict = Verdict.CONFIRM if answer is None else Verdict(answer.available)
    why = UNKNOWN_SITE if answer is None else answer.because[0].text
    return {
        "verdict": verdict.value,
        "word": pair(VERDICT_NAMES[verdict]),
        "why": pair(why),
        "net": exact(option.net).removesuffix(".00"),
        "from": option.from_price,
        "rule": option.place_rule,
    }


def tell_survey(quotation: Quotation) -> dict[str, Any] | None:
    """Return whether the site survey for System Care is free, where it is known (SY-2)."""
    if quotation.reach is None:
        return None
    verdict = quotation.reach.free_survey
    return {
        "word": pair(SURVEY_NAMES[verdict]),
        "why": pair(quotation.reach.free_survey_because[0].text),
    }
