"""What people type into fields: each read by one function, everything wrong told at once."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as WrongNumber

from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import (
    AMOUNT_ALLOWED,
    DATE_ALLOWED,
    plain,
    read_amount,
    read_date,
    read_whole,
)
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text

COUNTRY = "CN"
LONGEST_NOTE = 2000
LONGEST_ACCOUNT = 32
# How extensions are written here: 021-62345678-801, 021-62345678转801.
EXTENSION = re.compile(r"(.{7,})(?:-|转)\s*(\d{1,4})")
YES = frozenset({"on", "true", "1", "yes"})


class Wrong(ValueError):
    """What was typed cannot be used; says what can."""

    def __init__(self, allowed: Text) -> None:
        super().__init__(allowed.en)
        self.allowed = allowed


Typed = Mapping[str, Any]
Reader = Callable[[str], Any]


def read_all(
    typed: Typed, readers: Mapping[str, Reader], *, given_only: bool = False
) -> dict[str, Any]:
    """Read the fields of a form; InputProblems names every field that is wrong.

    `given_only` leaves fields away that the form does not have: what is not shown stays.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, read in readers.items():
        if given_only and name not in typed:
            continue
        given = typed.get(name)
        text = "" if given is None else str(given)
        try:
            values[name] = read(text)
        except Wrong as wrong:
            problems.append(Problem(name, text, wrong.allowed))
    if problems:
        raise InputProblems(problems)
    return values


def line(longest: int, *, needed: bool = False) -> Reader:
    """Return what reads one line of text."""
    allowed = Text(
        f"应为不超过 {longest} 个字的文字，不含控制字符。",
        f"Text of at most {longest} characters, without control characters, is expected.",
    )

    def read(text: str) -> str:
        tidy = " ".join(text.split())
        if len(tidy) > longest or not tidy.isprintable() or (needed and not tidy):
            raise Wrong(allowed)
        return tidy

    return read


def number(longest: int, *, needed: bool = False) -> Reader:
    """Return what reads a number of a part or unit as numbers are compared, which may be longer."""
    as_typed = line(longest, needed=needed)

    def read(text: str) -> str:
        key = number_key(as_typed(text))
        if len(key) > longest:
            raise Wrong(
                Text(
                    f"应为不超过 {longest} 个字符。", f"At most {longest} characters are expected."
                )
            )
        return key

    return read


def note(text: str) -> str:
    """Read several lines of text."""
    tidy = "\n".join(each.rstrip() for each in text.strip().splitlines())
    if len(tidy) > LONGEST_NOTE or not all(each.isprintable() or each == "\n" for each in tidy):
        raise Wrong(
            Text(
                f"应为不超过 {LONGEST_NOTE} 个字的文字。",
                f"Text of at most {LONGEST_NOTE} characters is expected.",
            )
        )
    return tidy


def one_of(codes: Iterable[str]) -> Reader:
    """Return what reads a code of a closed set."""
    known = tuple(codes)
    allowed = Text(f"可用：{'、'.join(known)}。", f"Allowed: {', '.join(known)}.")

    def read(text: str) -> str:
        code = plain(text)
        if code not in known:
            raise Wrong(allowed)
        return code

    return read


def yes_or_no(text: str) -> bool:
    """Read a tick box."""
    return text.strip().casefold() in YES


def amount(text: str) -> Money:
    """Read an amount in RMB."""
    try:
        return read_amount(text)
    except ValueError as error:
        raise Wrong(AMOUNT_ALLOWED) from error


def day(text: str) -> date:
    """Read a day."""
    try:
        return read_date(text)
    except ValueError as error:
        raise Wrong(DATE_ALLOWED) from error


def whole(least: int, most: int) -> Reader:
    """Return what reads a whole number within bounds."""
    allowed = Text(
        f"应为 {least} 至 {most} 的整数。", f"A whole number from {least} to {most} is expected."
    )

    def read(text: str) -> int:
        number = read_whole(text, most)
        if number is None or number < least:
            raise Wrong(allowed)
        return number

    return read


def if_any(read: Reader) -> Reader:
    """Return what reads a field that may be left blank, as None."""
    return lambda text: read(text) if text.strip() else None


def email(text: str) -> str:
    """Read an e-mail address; blank stays blank."""
    address = plain(text)
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Wrong(EMAIL) from error
    return address


def credit_code(text: str) -> str:
    """Read a unified social credit code with its check character (GB 32100-2015)."""
    code = "".join(plain(text).upper().split()).replace("-", "")
    if code:
        try:
            uscc.validate(code)
        except WrongNumber as error:
            raise Wrong(CREDIT_CODE) from error
    return code


def bank_account(text: str) -> str:
    """Read a bank account number: digits, with the spaces that people group them by left out."""
    number = "".join(plain(text).split()).replace("-", "")
    if number and not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_ACCOUNT):
        raise Wrong(BANK_ACCOUNT)
    return number


def phone(text: str) -> str:
    """Read a phone number into E.164, an extension after an x; blank stays blank."""
    written = plain(text)
    if not written:
        return ""
    cut = EXTENSION.fullmatch(written)
    number = _number(written) or (cut and _number(f"{cut[1]} ext. {cut[2]}"))
    if not number:
        raise Wrong(PHONE)
    kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{kept}x{number.extension}" if number.extension else kept


def _number(written: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(written, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


EMAIL = Text(
    "应为电子邮箱地址，如 name@example.com。",
    "An e-mail address is expected, like name@example.com.",
)
CREDIT_CODE = Text(
    "应为 18 位统一社会信用代码，且校验位正确。",
    "A unified social credit code is expected: 18 characters, the last of which checks the others.",
)
BANK_ACCOUNT = Text("应为银行账号，只含数字。", "A bank account number is expected: digits only.")
PHONE = Text(
    "应为有效的电话号码，如 13800138000、021-62345678 或 +852 2123 4567。",
    "A valid phone number is expected, like 13800138000, 021-62345678 or +852 2123 4567.",
)
