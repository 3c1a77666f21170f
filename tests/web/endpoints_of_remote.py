"""The addresses of remote service: those of the office, and those behind a signer's link."""

from lumencare.accounts.roles import Right
from tests.web.door import Door, Who

# The link by which a remote agreement is signed, and its log is read: its secret is the right.
SIGNERS_LINK = {
    "remote-link": Door(Who.ANYBODY),
    "remote-link-paper": Door(Who.ANYBODY),
    "remote-link-log": Door(Who.ANYBODY),
    **{
        f"remote-link-{each}": Door(None, send=Who.ANYBODY)
        for each in ("code", "sign", "revoke", "withdraw", "consent")
    },
}

SEE_REMOTE, KEEP_REMOTE, DO_REMOTE = Right.SEE_REMOTE, Right.KEEP_REMOTE, Right.DO_REMOTE
SESSION_STEPS = ("note", "file", "drop", "end", "report")
REMOTE = {
    "remote": Door(SEE_REMOTE),
    "remote-export": Door(SEE_REMOTE),
    "remote-find": Door(SEE_REMOTE),
    "remote-sessions": Door(SEE_REMOTE),
    "remote-case": Door(SEE_REMOTE, of="case"),
    "remote-line": Door(SEE_REMOTE, of="case"),
    "remote-ask": Door(KEEP_REMOTE, send=KEEP_REMOTE, of="case"),
    "remote-start": Door(None, send=DO_REMOTE, of="case"),
    "remote-system": Door(SEE_REMOTE, of="system"),
    "remote-ask-system": Door(KEEP_REMOTE, send=KEEP_REMOTE, of="system"),
    "remote-agreement": Door(SEE_REMOTE, of="agreement"),
    "remote-paper": Door(SEE_REMOTE, of="agreement"),
    "remote-send": Door(None, send=KEEP_REMOTE, of="agreement"),
    "remote-renew": Door(None, send=KEEP_REMOTE, of="agreement"),
    "remote-read-code": Door(None, send=KEEP_REMOTE, of="agreement"),
    "remote-revoke": Door(KEEP_REMOTE, send=KEEP_REMOTE, of="agreement"),
    "remote-consent": Door(KEEP_REMOTE, send=KEEP_REMOTE, of="agreement"),
    "remote-withdraw": Door(KEEP_REMOTE, send=KEEP_REMOTE, of="agreement"),
    "remote-session": Door(SEE_REMOTE, of="session"),
    "remote-session-live": Door(SEE_REMOTE, of="session"),
    "remote-session-resume": Door(None, send=DO_REMOTE, of="session"),
    **{
        f"remote-session-{each}": Door(DO_REMOTE, send=DO_REMOTE, of="session")
        for each in SESSION_STEPS
    },
}
