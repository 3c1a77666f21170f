"""What changed from one version of a quote to the next, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from lumencare.domain.money import Money
from lumencare.domain.text import Text

Quotation = Mapping[str, Any]
Line = Mapping[str, Any]
# What a quotation says as a whole: its field, what it is called, whether it is an amount.
WHOLE = (
    ("net", Text("合计（不含税）", "Total, VAT excluded"), True),
    ("gross", Text("价税合计", "Total with VAT"), True),
    ("valid_until", Text("有效期至", "Valid until"), False),
    ("edition", Text("计划版本", "Edition"), False),
)
NOTHING = Text("无", "none")


def find_differences(before: Quotation, after: Quotation) -> tuple[Text, ...]:
    """Say what is new, gone or different, lines first."""
    return (*_lines(before, after), *_whole(before, after))


def _lines(before: Quotation, after: Quotation) -> Iterator[Text]:
    old, new = _by_key(before), _by_key(after)
    for key, line in new.items():
        name = _name(line)
        if key not in old:
            yield Text(f"新增{name.zh}：{_amount(line).zh}", f"Added {name.en}: {_amount(line).en}")
        elif (was := _amount(old[key])) != (now := _amount(line)):
            yield Text(f"{name.zh}：{was.zh} → {now.zh}", f"{name.en}: {was.en} → {now.en}")
        elif old[key]["period"] != line["period"]:
            yield Text(
                f"{name.zh}：期间改为 {line['period']['zh']}",
                f"{name.en}: now {line['period']['en']}",
            )
    for key, line in old.items():
        if key not in new:
            name = _name(line)
            yield Text(
                f"取消{name.zh}：{_amount(line).zh}", f"Removed {name.en}: {_amount(line).en}"
            )


def _by_key(quotation: Quotation) -> dict[tuple[str, Any], Line]:
    return {(each["code"], each["project_year"]): each for each in quotation["lines"]}


def _name(line: Line) -> Text:
    name, year = line["name"], line["project_year"]
    if year is None:
        return Text(name["zh"], name["en"])
    return Text(f"{name['zh']}第 {year} 年", f"{name['en']}, year {year}")


def _amount(line: Line) -> Text:
    """Say a line's amount, with its count where there is more than one."""
    if line["net"] is None:
        return Text("按方案", "by proposal")
    said, count = _say(line["net"]), line["quantity"]
    if count == 1:
        return Text(said, said)
    return Text(
        f"{said}（{count} {line['unit']['zh']}）", f"{said} ({count} × {line['unit']['en']})"
    )


def _whole(before: Quotation, after: Quotation) -> Iterator[Text]:
    for field, name, is_amount in WHOLE:
        was, now = before[field], after[field]
        if was != now:
            old, new = (_value(each, is_amount=is_amount) for each in (was, now))
            yield Text(f"{name.zh}：{old.zh} → {new.zh}", f"{name.en}: {old.en} → {new.en}")


def _value(value: str | None, *, is_amount: bool) -> Text:
    if value is None:
        return NOTHING
    said = _say(value) if is_amount else value
    return Text(said, said)


def _say(amount: str) -> str:
    return f"¥{Money.of(amount).grouped.removesuffix('.00')}"
