"""The addresses of the service desk; nobody outside sees a case."""

from lumencare.accounts.roles import Right
from tests.web.door import Door

WORK_STEPS = (
    "start", "resolve", "reopen", "cause", "part", "report", "charge", "note", "write", "attach",
)  # fmt: skip
KEEP_STEPS = ("pause", "resume", "past-pause", "windows", "close", "merge")

# A case nobody outside sees; each step has its right.
DESK = {
    "desk": Door(Right.SEE_CASES),
    "desk-live": Door(Right.SEE_CASES),
    "desk-figures": Door(Right.SEE_CASES),
    "desk-figures-export": Door(Right.SEE_CASES),
    "desk-promises": Door(Right.SEE_CASES),
    "desk-promises-export": Door(Right.SEE_CASES),
    "desk-mails": Door(Right.WORK_CASES),
    "desk-mail-file": Door(Right.WORK_CASES),
    "desk-mail-case": Door(None, send=Right.WORK_CASES),
    "desk-mail-drop": Door(None, send=Right.WORK_CASES),
    "desk-new": Door(Right.OPEN_CASES, send=Right.OPEN_CASES),
    "case": Door(Right.SEE_CASES, of="case"),
    "desk-panel": Door(Right.SEE_CASES, of="case"),
    "desk-candidates": Door(Right.SEE_CASES, of="case"),
    "desk-send": Door(None, send=Right.KEEP_VISITS, of="case"),
    "desk-unsend": Door(None, send=Right.KEEP_VISITS, of="case"),
    "desk-watch": Door(None, send=Right.SEE_CASES, of="case"),
    "desk-flag": Door(None, send=Right.WORK_CASES, of="case"),
    "desk-charge-agree": Door(Right.WORK_CASES, send=Right.WORK_CASES, of="case"),
    "desk-charge-dispute": Door(Right.WORK_CASES, send=Right.WORK_CASES, of="case"),
    "desk-charge-withdraw": Door(Right.KEEP_CASES, send=Right.KEEP_CASES, of="case"),
    "desk-charge-bill": Door(Right.KEEP_CASES, send=Right.KEEP_CASES, of="case"),
    "desk-charge-goodwill": Door(Right.WAIVE_CHARGES, send=Right.WAIVE_CHARGES, of="case"),
    "desk-goodwill": Door(Right.APPROVE_GOODWILL, send=Right.APPROVE_GOODWILL, of="case"),
    "desk-file": Door(Right.SEE_CASES),
    "desk-split": Door(Right.OPEN_CASES, send=Right.OPEN_CASES, of="case"),
    "desk-assign": Door(None, send=Right.WORK_CASES, of="case"),
    "desk-called": Door(None, send=Right.WORK_CASES, of="case"),
    "desk-undo": Door(Right.KEEP_CASES, send=Right.KEEP_CASES, of="case"),
    "desk-drop-part": Door(Right.WORK_CASES, send=Right.WORK_CASES, of="case"),
    "desk-system": Door(Right.OPEN_CASES, send=Right.OPEN_CASES, of="case"),
}
DESK |= {
    f"desk-{slug}": Door(right, send=right, of="case")
    for right, slugs in (
        (Right.WORK_CASES, WORK_STEPS),
        (Right.KEEP_CASES, KEEP_STEPS),
    )
    for slug in slugs
}
