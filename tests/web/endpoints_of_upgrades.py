"""The addresses of surveys and upgrade proposals."""

from lumencare.accounts.roles import Right
from tests.web.door import Door

SEE, KEEP, FOUND = Right.SEE_SURVEYS, Right.KEEP_SURVEYS, Right.RECORD_FINDINGS
READ, MAKE, APPROVE = Right.SEE_PROPOSALS, Right.MAKE_PROPOSALS, Right.APPROVE_PROPOSALS
UPGRADES = {
    "surveys": Door(SEE),
    "survey": Door(SEE, of="survey"),
    "surveys-ask": Door(KEEP, send=KEEP, of="system"),
    # The survey of the table is one that the rules price: to give it away is an exception.
    "surveys-decide": Door(APPROVE, send=APPROVE, of="survey"),
    "surveys-agree": Door(KEEP, send=KEEP, of="survey"),
    "surveys-again": Door(None, send=KEEP, of="survey"),
    "surveys-cancel": Door(KEEP, send=KEEP, of="survey"),
    "surveys-finish": Door(FOUND, send=FOUND, of="survey"),
    "surveys-take": Door(None, send=FOUND, of="survey"),
    "surveys-found": Door(FOUND, send=FOUND, of="survey"),
    "surveys-finding": Door(FOUND, send=FOUND, of="survey"),
    "surveys-drop": Door(None, send=FOUND, of="survey"),
    "proposals": Door(READ),
    "proposals-export": Door(READ),
    "proposal": Door(READ, of="proposal"),
    "proposals-pdf": Door(READ, of="proposal"),
    "proposals-paper": Door(READ, of="proposal"),
    "proposals-preview": Door(READ, of="proposal"),
    "proposals-begin": Door(MAKE, send=MAKE, of="system"),
    "proposals-edit": Door(MAKE, of="proposal"),
    **{
        f"proposals-{each}": Door(MAKE, send=MAKE, of="proposal")
        for each in ("need", "option-new", "option", "discount", "part")
    },
    "proposals-drop": Door(None, send=MAKE, of="proposal"),
    "proposals-decide": Door(None, send=APPROVE, of="proposal"),
    **{
        f"proposals-{each}": Door(None, send=MAKE, of="proposal")
        for each in ("issue", "send", "revoke", "revise", "lose")
    },
}
