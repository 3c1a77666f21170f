"""What was typed about an endpoint, checked: all that is wrong is told at once."""

import base64
from collections.abc import Collection
from dataclasses import dataclass

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.notices.addresses import Unsafe, read_target
from lumencare.notices.kinds import KINDS, Form

LONGEST_DESCRIPTION = 120
LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """An endpoint as it was typed; a blank address or secret keeps the one that is there."""

    description: str
    kinds: Collection[str] = ()
    address: str = ""
    # A robot's own secret; that of a webhook is made here and never typed.
    secret: str = ""


def check_new(form: str, typed: Typed) -> Form:
    """Return the form of a new endpoint; InputProblems where anything is wrong."""
    problems = []
    if form not in set(Form):
        allowed = Text(f"可用：{'、'.join(Form)}。", f"Allowed: {', '.join(Form)}.")
        problems.append(Problem("form", form, allowed))
    if not typed.address.strip():
        problems.append(Problem("address", "", Text("请输入地址。", "Type the address.")))
    problems += faults_of(typed, Form(form) if form in set(Form) else Form.STANDARD)
    if problems:
        raise InputProblems(problems)
    return Form(form)


def check_change(form: Form, typed: Typed) -> None:
    """Raise InputProblems where anything in a change is wrong."""
    problems = faults_of(typed, form)
    if problems:
        raise InputProblems(problems)


def faults_of(typed: Typed, form: Form) -> list[Problem]:
    """Return what is wrong with what was typed."""
    problems = []
    if not 0 < len(typed.description.strip()) <= LONGEST_DESCRIPTION:
        allowed = Text(
            f"请用 1 至 {LONGEST_DESCRIPTION} 个字说明用途。",
            f"Say what it is for in 1 to {LONGEST_DESCRIPTION} characters.",
        )
        problems.append(Problem("description", typed.description, allowed))
    unknown = sorted(set(typed.kinds) - KINDS.keys())
    if unknown:
        allowed = Text("没有这种事件。", "There is no such kind of event.")
        problems.append(Problem("kinds", ", ".join(unknown), allowed))
    if typed.address.strip():
        try:
            read_target(typed.address.strip())
        except Unsafe as unsafe:
            problems.append(Problem("address", "", unsafe.text))
    if typed.secret.strip() and not _fits(typed.secret.strip(), form):
        allowed = Text(
            "只有钉钉机器人需要填写密钥（SEC 开头）。",
            "Only a DingTalk robot takes a secret here; it begins with SEC.",
        )
        problems.append(Problem("secret", "", allowed))
    return problems


def fresh_signing_secret(chance: bytes) -> str:
    """Return random bytes as the specification writes a secret."""
    return f"whsec_{base64.b64encode(chance).decode()}"


def _fits(secret: str, form: Form) -> bool:
    whole = secret.isascii() and secret.isprintable() and len(secret) <= LONGEST_SECRET
    return form is Form.DINGTALK and whole and secret.startswith("SEC")
