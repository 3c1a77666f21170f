"""What changed from one content of a proposal to another, in sentences."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import (
    DOER_NAMES,
    REUSE_NAMES,
    Content,
    MigrationStep,
    Option,
    ReuseRow,
)
from lumencare.domain.upgrade.lines import Line

Part = TypeVar("Part", Line, ReuseRow, MigrationStep)


def find_differences(earlier: Content, later: Content) -> tuple[Text, ...]:
    """Return what changed, the whole first, then option by option; nothing where nothing did."""
    return tuple(_whole(earlier, later))


def _whole(earlier: Content, later: Content) -> Iterator[Text]:
    if earlier.need != later.need:
        yield Text("客户需求的说明已修改。", "What the customer needs is put differently.")
    if earlier.recommended != later.recommended:
        yield Text(
            f"推荐方案由 {earlier.recommended or '—'} 改为 {later.recommended or '—'}。",
            f"Option {later.recommended or '—'} is recommended, not {earlier.recommended or '—'}.",
        )
    for key in sorted({each.key for each in (*earlier.options, *later.options)}):
        yield from _option(key, earlier.option(key), later.option(key))


def _option(key: str, earlier: Option | None, later: Option | None) -> Iterator[Text]:
    if earlier is None:
        yield Text(f"新增方案 {key}。", f"Option {key} is new.")
    elif later is None:
        yield Text(f"取消方案 {key}。", f"Option {key} is gone.")
    else:
        if _head(earlier) != _head(later):
            yield Text(f"方案 {key} 的说明已修改。", f"Option {key} says other things of itself.")
        yield from _parts(key, earlier.lines, later.lines, _say_line)
        yield from _parts(key, earlier.reuse, later.reuse, _say_reuse)
        yield from _parts(key, earlier.steps, later.steps, _say_step)
        yield from _order(key, earlier, later)


def _head(option: Option) -> tuple[object, ...]:
    return (
        option.kind,
        option.target,
        option.name,
        option.gains,
        option.scope,
        option.no_exploration_why,
    )


def _parts(
    key: str, earlier: tuple[Part, ...], later: tuple[Part, ...], say: Callable[[Part], Text]
) -> Iterator[Text]:
    before, after = {each.key: each for each in earlier}, {each.key: each for each in later}
    for part in sorted(before.keys() | after.keys()):
        old, new = before.get(part), after.get(part)
        if old == new:
            continue
        if old is None and new is not None:
            said = say(new)
            yield Text(f"方案 {key} 新增：{said.zh}。", f"Option {key}, new: {said.en}.")
        elif new is None and old is not None:
            said = say(old)
            yield Text(f"方案 {key} 取消：{said.zh}。", f"Option {key}, gone: {said.en}.")
        elif old is not None and new is not None:
            was, now = say(old), say(new)
            yield Text(f"方案 {key}：{was.zh} → {now.zh}。", f"Option {key}: {was.en} → {now.en}.")


def _order(key: str, earlier: Option, later: Option) -> Iterator[Text]:
    both = {each.key for each in earlier.steps} & {each.key for each in later.steps}
    before = [each.key for each in earlier.steps if each.key in both]
    after = [each.key for each in later.steps if each.key in both]
    if before != after:
        yield Text(f"方案 {key} 的步骤顺序已改。", f"Option {key}: the steps follow otherwise.")


def _say_line(line: Line) -> Text:
    said = f"{line.text} × {line.quantity.normalize():f} = {line.net.grouped}"
    if line.why:
        return Text(f"{said}（{line.why}）", f"{said} ({line.why})")
    return Text(said, said)


def _say_reuse(row: ReuseRow) -> Text:
    verdict = REUSE_NAMES[row.verdict]
    instead = f" → {row.replacement}" if row.replacement else ""
    part = f" {row.part_number}" if row.part_number else ""
    said = f"{row.component}{part} × {row.quantity}"
    why_zh, why_en = (f"（{row.why}）", f" ({row.why})") if row.why else ("", "")
    return Text(
        f"{said}，{verdict.zh}{instead}{why_zh}", f"{said}, {verdict.en.lower()}{instead}{why_en}"
    )


def _say_step(step: MigrationStep) -> Text:
    doer, out = DOER_NAMES[step.doer], step.out_of_service
    out_zh = f"，停用 {step.out_hours} 小时：{out.zh}" if step.out_hours else ""
    out_en = f", {step.out_hours} h out of service: {out.en}" if step.out_hours else ""
    return Text(
        f"{step.text.zh}（{doer.zh}，{step.days} 天{out_zh}）",
        f"{step.text.en} ({doer.en}, {step.days} d{out_en})",
    )
