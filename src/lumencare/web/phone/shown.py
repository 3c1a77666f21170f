"""A visit as the phone's pages show it: words as pairs, instants as instants, links to maps."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.field.phone import VisitSnapshot

# Maps are opened in their own app or page; nothing of theirs is loaded into ours.
AMAP = "https://uri.amap.com/search"
BAIDU = "https://api.map.baidu.com/geocoder"
CAUSES = {
    "product": Text("产品原因", "The product"),
    "other": Text("其他原因", "Something else"),
}
KINDS = {
    "set-out": Text("出发", "On the way"),
    "arrive": Text("到场", "On site"),
    "photo": Text("照片", "Photo"),
    "checks": Text("检查与发现", "Checks and findings"),
    "cause": Text("原因", "Cause"),
    "part": Text("备件", "Part"),
    "sign": Text("客户签字", "Customer's signature"),
    "finish": Text("完成", "Done"),
    "miss": Text("未成行", "Did not take place"),
}
# Where a visit stands, and the look of its badge.
LOOKS = {"on-the-way": "lamp", "on-site": "lamp", "done": "ok", "missed": "warn"}


def visit_shown(carried: VisitSnapshot) -> dict[str, Any]:
    """Return what pages show of a visit that a phone carries."""
    facts = carried.facts
    place, done = facts["place"], facts["done"]
    return {
        **facts,
        "kind_name": Text(facts["kind_zh"], facts["kind_en"]),
        "state_name": Text(facts["state_zh"], facts["state_en"]),
        "look": LOOKS.get(facts["state"], ""),
        "starts": _instant(facts["starts_at"]),
        "ends": _instant(facts["ends_at"]),
        "due": _instant(facts["due_at"]),
        "maps": _maps(place),
        "people": [{**each, "dial": each["phone"].partition("x")[0]} for each in facts["people"]],
        "signer": done["signer"] or next((each["name"] for each in facts["people"]), ""),
        "checks": [
            {**each, "text": Text(each["zh"], each["en"]), "ticked": each["code"] in done["checks"]}
            for each in facts["checks"]
        ],
        "causes": [
            _cause(code, facts["answers"].get(code), done["cause"] == code) for code in CAUSES
        ],
        "records": [
            {**each, "kind": Text(each["kind_zh"], each["kind_en"])} for each in facts["records"]
        ],
        "lacks": [Text(each["zh"], each["en"]) for each in facts["lacks"]],
        "bag": [
            {**each, "name": Text(each["zh"], each["en"]), "value": _value_of(each)}
            for each in facts["bag"]
        ],
        "mark": carried.mark,
    }


def _value_of(carried: dict[str, Any]) -> str:
    """Return what a form sends for a part of the bag: its number, and the unit after a bar."""
    return f"{carried['number']}|{carried['serial']}"


def _cause(code: str, answer: dict[str, Any] | None, chosen: bool) -> dict[str, Any]:  # noqa: FBT001
    """Return a cause with what it means for the customer, before it is sent (SC-10)."""
    told = {"code": code, "name": CAUSES[code], "chosen": chosen, "sentence": None, "charge": None}
    if answer is not None:
        told["sentence"] = Text(answer["zh"], answer["en"])
        told["charge"] = Money.of(answer["visit_charge"])
    return told


def _maps(place: dict[str, Any]) -> dict[str, str]:
    words = " ".join(filter(None, [place["city"], place["address"] or place["site"]]))
    return {
        "amap": f"{AMAP}?{urlencode({'keyword': words, 'src': 'lumencare'})}",
        "baidu": f"{BAIDU}?{urlencode({'address': words, 'output': 'html', 'src': 'lumencare'})}",
    }


def _instant(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
