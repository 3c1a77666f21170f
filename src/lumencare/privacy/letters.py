"""The answer to a request, in both languages: what was done, what stays, why and until when."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.mail import send_mail

from lumencare.data.personal_register import personal_register
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.privacy.models import DataRequest

AUTHORITY = Text(
    "如不认可本答复，您可以向履行个人信息保护职责的部门投诉、举报，或者依法向人民法院起诉。",
    "If you do not agree, you may complain to the authority in charge of personal information, "
    "or go to court.",
)


def write_refusal(request: DataRequest, why: str, now: datetime) -> Text:
    """Return the letter that refuses a request with its reason."""
    said = Text(
        f"您于 {_day(request.asked_at)} 提出的请求（{request.number}）未获办理。理由：{why}",
        f"Your request {request.number} of {_day(request.asked_at)} was refused. Reason: {why}",
    )
    return _letter(request, [said, AUTHORITY], now)


def write_correction(request: DataRequest, why: str, now: datetime) -> Text:
    """Return the letter that says what was corrected."""
    said = Text(
        f"您于 {_day(request.asked_at)} 提出的更正请求（{request.number}）已办理：{why}",
        f"Your request {request.number} of {_day(request.asked_at)} was carried out: {why}",
    )
    return _letter(request, [said], now)


def write_proof(request: DataRequest, outcome: Mapping[str, Any], now: datetime) -> Text:
    """Return the proof of a deletion: each kind with what went, what stays, why and until when."""
    began = Text(
        f"您于 {_day(request.asked_at)} 提出的删除请求（{request.number}）已于 "
        f"{_day(now)} 办理完毕。结果如下：",
        f"Your request {request.number} of {_day(request.asked_at)} was carried out on "
        f"{_day(now)}, with this result:",
    )
    ended = Text(
        "备份中的副本随备份轮换消失；如需由备份恢复，将重新办理此项删除。",
        "Copies in backups go as backups are rotated out; after a recovery from one this deletion "
        "is carried out again.",
    )
    return _letter(request, [began, *_lines(outcome), ended, AUTHORITY], now)


def send_letter(request: DataRequest, letter: Text) -> None:
    """Mail a letter to its person; without an address the office hands it over."""
    if not request.email:
        return
    subject = f"个人信息请求 {request.number} / Your request {request.number}"
    send_mail(
        subject,
        f"{letter.zh}\n\n———\n\n{letter.en}\n",
        settings.DEFAULT_FROM_EMAIL,
        [request.email],
    )


def _lines(outcome: Mapping[str, Any]) -> Iterator[Text]:
    for kind in personal_register().outside:
        done = outcome.get(kind.code)
        if not done:
            continue
        said = [DONE[name](count) for name, count in done.items() if name in DONE and count]
        said += [_stays(each) for each in done.get("stays", ())]
        zh, en = "；".join(each.zh for each in said), "; ".join(each.en for each in said)
        yield Text(f"· {kind.name.zh}：{zh}。", f"· {kind.name.en}: {en}.")


def _stays(kept: Mapping[str, Any]) -> Text:
    keep = personal_register().keeps[kept["why"]]
    count, until = kept["count"], kept.get("until")
    zh = f"保留 {count} 项——{keep.text.zh}"
    en = f"{count} kept, {keep.text.en}"
    if until:
        day = date.fromisoformat(until)
        return Text(f"{zh}，至 {day.isoformat()}", f"{en}, until {day.isoformat()}")
    return Text(zh, en)


def _letter(request: DataRequest, parts: list[Text], now: datetime) -> Text:
    company = settings.PROVIDER["name"] or "Lumencare 路明"
    english = settings.PROVIDER["english_name"] or company
    zh = "\n\n".join(each.zh for each in parts)
    en = "\n\n".join(each.en for each in parts)
    return Text(
        f"{request.name}，您好：\n\n{zh}\n\n{company}\n{_day(now)}",
        f"{request.name},\n\n{en}\n\n{english}\n{_day(now)}",
    )


def _day(moment: datetime) -> str:
    return in_shanghai(moment).date().isoformat()


DONE = {
    "deleted": lambda count: Text(f"已删除 {count} 项", f"{count} deleted"),
    "emptied": lambda count: Text(f"已匿名化 {count} 项", f"{count} made anonymous"),
    "open": lambda count: Text(
        f"{count} 项仍在办理中，办结后按期限处理", f"{count} still under way, erased by its period"
    ),
}
