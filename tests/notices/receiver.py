"""A receiver of webhooks on this machine that answers as it is told and keeps what it got."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from time import sleep


@dataclass
class Receiver:
    """What arrived, and what is answered: statuses in turn, the last one for ever."""

    port: int = 0
    answers: list[tuple[int, str]] = field(default_factory=lambda: [(200, "ok")])
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    pause: float = 0
    server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/hook"

    def wrap(self, context: SSLContext) -> None:
        """Speak TLS from now on."""
        assert self.server
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)

    def next_answer(self) -> tuple[int, str]:
        """Return what to answer now."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def listening() -> Iterator[Receiver]:
    """Listen on a free port until the test is over."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.got.append((self.path, headers, body))
            status, text = receiver.next_answer()
            self.send_response(status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()
            # A receiver that gives one letter at a time, and has all the time in the world.
            with suppress(ConnectionError):
                for letter in text:
                    self.wfile.write(letter.encode())
                    self.wfile.flush()
                    sleep(receiver.pause)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    receiver.port, receiver.server = server.server_port, server
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
