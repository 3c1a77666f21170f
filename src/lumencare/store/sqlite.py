"""How SQLite runs: many readers beside one writer, waiting instead of failing."""

from typing import Any

# IMMEDIATE takes the write lock at the start of a transaction, so that nothing read in it can be
# changed by another before it writes; readers go on meanwhile (WAL).
TUNING: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-65536;"
        "PRAGMA temp_store=MEMORY;"
    ),
}
