"""People who look at the queue, as their browsers do: started by `desk_live.py`, told on stdin.

Each keeps one connection open and asks for news 1.5 s after the queue was last drawn, or after it
last asked. Printed in the end: when each got which state of the desk, by the machine's own clock.
"""

import http.client
import json
import re
import sys
import time
from random import Random
from threading import Thread

EVERY = 1.5
SEEN = re.compile(rb"seen=([0-9a-z-]+)")


def main() -> None:
    """Watch until the time is over."""
    told = json.loads(sys.stdin.readline())
    until = time.monotonic() + told["seconds"]
    seen: list[list[tuple[float, str]]] = [[] for _ in told["cookies"]]
    waits: list[float] = []
    people = [
        Thread(target=watch, args=(told["port"], cookie, told["seen"], until, found, waits))
        for cookie, found in zip(told["cookies"], seen, strict=True)
    ]
    for each in people:
        each.start()
    for each in people:
        each.join()
    print(json.dumps({"seen": seen, "waits": waits}))


def watch(port: int, cookie: str, seen: str, until: float, found: list, waits: list) -> None:
    """Ask for news again and again, like the page does."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie, "HX-Request": "true", "Accept-Encoding": "gzip"}
    ask = time.monotonic() + Random(cookie).random() * EVERY
    while ask < until:
        time.sleep(max(0.0, ask - time.monotonic()))
        asked = time.monotonic()
        connection.request("GET", f"/desk/live?tab=open&seen={seen}", headers=headers)
        answer = connection.getresponse()
        text = answer.read()
        waits.append(time.monotonic() - asked)
        ask = max(ask + EVERY, time.monotonic())
        if answer.status == 200:
            seen = mark_of(text)
            found.append((time.monotonic(), seen))
            ask = time.monotonic() + EVERY
        elif answer.status != 204:
            sys.exit(f"answered {answer.status}: {text[:200]!r}")


def mark_of(packed: bytes) -> str:
    """Return the state of the desk that an answer shows; it comes at its beginning."""
    import zlib  # noqa: PLC0415

    text = zlib.decompressobj(wbits=31).decompress(packed, 4096)
    mark = SEEN.search(text)
    if mark is None:
        sys.exit(f"no mark in {text[:200]!r}")
    return mark.group(1).decode()


if __name__ == "__main__":
    main()
