"""What somebody wrote in a mail: pages to plain text, and the reply without what hangs below it."""

import re
from html.parser import HTMLParser

from lumencare.desk.mail.charsets import clean

SKIPPED = frozenset({"head", "script", "style", "title", "template"})
LINES = frozenset({"br", "p", "div", "tr", "li", "table", "ul", "ol", "hr", "pre"})
LINES |= {f"h{each}" for each in range(1, 7)}
# Where mailers of many people begin what they answer to.
QUOTES = frozenset({"divrplyfwdmsg", "appendonsend", "isreplycontent", "ntes-pcmac-signature"})
LONGEST_PAGE = 1_000_000
CUT = "-----Original Message-----"

HEADS = r"(?:发件人|寄件者|From)\s*[:：].*"
BELOW = r"(?:发送时间|发件时间|日期|收件人|主题|Sent|Date|To|Subject)\s*[:：]"
# What stands above an older mail that is appended whole.
WHOLE = re.compile(
    r"^[ \t]*(?:"
    r"[-_]{2,}\s*(?:Original Message|原始邮件|邮件原件|Forwarded message|转发的?邮件"
    r"|回复的原邮件|原始郵件)\s*[-_]{2,}"
    rf"|\*?{HEADS}\n(?:.*\n){{0,2}}?[ \t]*\*?{BELOW}"
    r")",
    re.IGNORECASE | re.MULTILINE,
)
# What stands above lines that are quoted one by one; it may be broken over two lines.
SAID = re.compile(
    r"^(?!>)[^\n]{0,200}?(?:\n[^\n]{0,80})?(?:\bwrote|\bschrieb|写道|寫道)\s*[:：]\s*$",
    re.MULTILINE,
)
FORWARDED = re.compile(r"^\s*(?:fwd?|转发|轉寄)\s*[:：]", re.IGNORECASE)
ANSWERED = re.compile(r"^(?:\s*(?:re|aw|fwd?|回复|答复|回覆|转发|轉寄)\s*[:：])+\s*", re.IGNORECASE)


def bare_subject(subject: str) -> str:
    """Return a subject without the marks of answers."""
    return ANSWERED.sub("", subject).strip()


def split_quoted(text: str, subject: str = "") -> tuple[str, str]:
    """Return what was written, and what hung below it; a mail passed on is written as a whole.

    Answers between the lines that they answer stay with them.
    """
    whole = text.strip()
    if FORWARDED.match(subject):
        return whole, ""
    for cut in (_cut_whole, _cut_said, _cut_lines):
        written, quoted = cut(whole)
        if quoted:
            return (written, quoted) if written else (whole, "")
    return whole, ""


def _cut_whole(text: str) -> tuple[str, str]:
    found = WHOLE.search(text)
    return (text[: found.start()].strip(), text[found.start() :].strip()) if found else (text, "")


def _cut_said(text: str) -> tuple[str, str]:
    """Cut at `… wrote:`; below its quoted lines an answer may follow."""
    found = SAID.search(text)
    if found is None:
        return text, ""
    above, below = text[: found.start()].strip(), text[found.end() :].strip("\n")
    lines = below.splitlines()
    if not lines or not _is_quoted(lines[0]):
        return above, text[found.start() :].strip()
    if _is_between(lines):
        return text, ""
    end = max(index for index, each in enumerate(lines) if _is_quoted(each)) + 1
    written = "\n\n".join(filter(None, (above, "\n".join(lines[end:]).strip())))
    return written, "\n".join([found[0].strip(), *lines[:end]])


def _cut_lines(text: str) -> tuple[str, str]:
    """Cut quoted lines at the end, which nothing announces."""
    lines = text.splitlines()
    start = len(lines)
    while start and (_is_quoted(lines[start - 1]) or not lines[start - 1].strip()):
        start -= 1
    return "\n".join(lines[:start]).strip(), "\n".join(lines[start:]).strip()


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _is_between(lines: list[str]) -> bool:
    """Tell whether somebody answered between quoted lines."""
    marks = "".join("q" if _is_quoted(each) else "t" for each in lines if each.strip())
    return re.search(r"qt+q", marks) is not None


def text_of_page(page: str) -> str:
    """Return the text of an HTML mail; what it quotes is marked as plain mails mark it."""
    reader = _Reader()
    reader.feed(page[:LONGEST_PAGE])
    reader.close()
    lines = [" ".join(each.split()) for each in "".join(reader.found).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", clean("\n".join(lines))).strip()


class _Reader(HTMLParser):
    """Collects text, line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.skipping = 0
        self.quoting = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a quotation, or something that nobody reads."""
        given = {name: (value or "").casefold() for name, value in attrs}
        if tag in SKIPPED:
            self.skipping += 1
        elif tag == "blockquote":
            self.quoting += 1
            self._break()
        elif given.get("id") in QUOTES or "gmail_quote" in given.get("class", "").split():
            self.found.append(f"\n{CUT}\n")
        elif tag in LINES:
            self._break()
            self.found.append("- " if tag == "li" else "")
        elif tag in {"td", "th"}:
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End what began; an end without a beginning counts for nothing."""
        if tag in SKIPPED:
            self.skipping = max(self.skipping - 1, 0)
        elif tag == "blockquote":
            self.quoting = max(self.quoting - 1, 0)
            self._break()
        elif tag in LINES - {"br", "hr"}:
            self._break()

    def handle_data(self, data: str) -> None:
        """Keep text; breaks in the source are blanks."""
        if not self.skipping:
            self.found.append(" ".join(re.split(r"[ \t\r\n\f]+", data)))

    def _break(self) -> None:
        self.found.append("\n" + "> " * min(self.quoting, 3))
