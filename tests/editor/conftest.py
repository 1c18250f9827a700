"""yaml-language-server, which VS Code and others use, driven over its own protocol."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SERVER = Path(__file__).parent.parent / "node_modules/.bin/yaml-language-server"


class LanguageServer:
    """A client of the Language Server Protocol, as far as these tests need it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.number = 0

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def receive(self) -> dict[str, Any]:
        """Return the next message; requests of the server's are answered on the way."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "workspace/configuration":
            settings = [{"validate": True, "completion": True, "schemaStore": {"enable": False}}]
            count = len(message["params"]["items"])
            self._send({"id": message["id"], "result": (settings * count)[:count]})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a file with a text; returns its diagnostics."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self.receive()
            params = message.get("params", {})
            is_about_it = params.get("uri") == path.as_uri() if isinstance(params, dict) else False
            if message.get("method") == "textDocument/publishDiagnostics" and is_about_it:
                return list(params["diagnostics"])

    def complete(self, path: Path, line: int, character: int) -> list[dict[str, Any]]:
        position = {"line": line, "character": character}
        document = {"uri": path.as_uri()}
        found = self.ask(
            "textDocument/completion", {"textDocument": document, "position": position}
        )
        return list(found["items"])

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()


@pytest.fixture(scope="module")
def server() -> Iterator[LanguageServer]:
    command = [SERVER, "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        server = LanguageServer(process)
        capabilities = {"workspace": {"configuration": True}}
        server.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        server.notify("initialized", {})
        yield server
        server.ask("shutdown", None)
        server.notify("exit", None)
