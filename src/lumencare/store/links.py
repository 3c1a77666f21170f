"""Links that only this installation can make: a seed in the database, the token in the address."""

import hashlib
import secrets
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

SEED_BYTES = 18


@dataclass(frozen=True, slots=True)
class LinkMaker:
    """Makes the tokens of one kind of link; `salt` keeps those of other kinds from working here.

    The seed, signed with the installation's key, is the token: the database alone opens nothing,
    and staff can copy an address again.
    """

    salt: str

    def fresh(self) -> dict[str, str]:
        """Return what a new link keeps: its seed, and the hash that a visit is looked up by."""
        seed = secrets.token_urlsafe(SEED_BYTES)
        return {"seed": seed, "token_hash": _hash(self._sign(seed))}

    def token_of(self, seed: str, token_hash: str) -> str | None:
        """Return the token; None where the installation's key has changed since it was made."""
        token = self._sign(seed)
        return token if _hash(token) == token_hash else None

    def hash_of(self, token: str) -> str | None:
        """Return the hash of a token that was made here; None of anything else."""
        try:
            self._signer().unsign(token)
        except BadSignature:
            return None
        return _hash(token)

    def _sign(self, seed: str) -> str:
        return self._signer().sign(seed)

    def _signer(self) -> Signer:
        return Signer(salt=self.salt, sep=".")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
