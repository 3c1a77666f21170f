"""A mail server in a thread, with just what the mailbox asks of one, over TLS."""

import socket
import ssl
import threading
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certificate(folder: Path) -> Path:
    """Make a certificate for this machine and return its file, which holds its key too."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    path = folder / "mail.pem"
    path.write_bytes(
        made.public_bytes(plain[0]) + key.private_bytes(*plain, serialization.NoEncryption())
    )
    return path


class ImapServer:
    """Serves one client after another until it is stopped; `seen` holds what was marked."""

    def __init__(self, pem: Path, mails: list[bytes], sizes: dict[int, int] | None = None) -> None:
        self.mails = mails
        self.sizes = sizes or {}
        self.seen: set[int] = set()
        self.said: list[str] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(pem)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Stop listening and wait for the thread."""
        # A last connection wakes it, whatever the machine does with a listener that is closed.
        self.said.append("stop")
        socket.create_connection(("127.0.0.1", self.port)).close()
        self.thread.join(10)
        self.listener.close()

    def _serve(self) -> None:
        while True:
            plain, _ = self.listener.accept()
            with plain:
                if "stop" in self.said:
                    return
                try:
                    with self.context.wrap_socket(plain, server_side=True) as secure:
                        self._talk(secure)
                except OSError:
                    continue

    def _talk(self, secure: ssl.SSLSocket) -> None:
        file = secure.makefile("rwb")
        with file:
            file.write(b"* OK ready\r\n")
            file.flush()
            while line := file.readline().decode().strip():
                tag, command = line.split(" ", 1)
                self.said.append(command)
                for each in self._answer(command):
                    file.write(each)
                done = b" NO " if "wrong" in command else b" OK "
                file.write(tag.encode() + done + b"done\r\n")
                file.flush()
                if command == "LOGOUT":
                    return

    def _answer(self, command: str) -> list[bytes]:
        words = command.split(" ")
        if words[0] == "CAPABILITY":
            return [b"* CAPABILITY IMAP4rev1\r\n"]
        if words[0] == "LOGOUT":
            return [b"* BYE\r\n"]
        if words[:2] == ["UID", "SEARCH"]:
            unread = [str(key) for key in self._keys() if key not in self.seen]
            return [f"* SEARCH {' '.join(unread)}\r\n".encode()]
        if words[:2] == ["UID", "STORE"]:
            self.seen.add(int(words[2]))
        return self._fetched(int(words[2]), command) if words[:2] == ["UID", "FETCH"] else []

    def _fetched(self, key: int, command: str) -> list[bytes]:
        held = self.mails[key - 1]
        if "RFC822.SIZE" in command:
            size = self.sizes.get(key, len(held))
            facts = f'UID {key} RFC822.SIZE {size} INTERNALDATE "15-Jan-2026 10:30:00 +0800"'
            return [f"* {key} FETCH ({facts})\r\n".encode()]
        if "HEADER" in command:
            held = held.split(b"\r\n\r\n")[0] + b"\r\n\r\n"
        begin = f"* {key} FETCH (UID {key} BODY[] {{{len(held)}}}\r\n".encode()
        return [begin + held + b")\r\n"]

    def _keys(self) -> range:
        return range(1, len(self.mails) + 1)
