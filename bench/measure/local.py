"""HTTP over the Unix socket of a server of Tireless."""
import http.client
import json
import socket


class Connection(http.client.HTTPConnection):
    def __init__(self, path, timeout=60):
        super().__init__("tireless", timeout=timeout)
        self._path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def ask(home, method, path, body=None):
    """Status and reply; OSError or HTTPException if none comes."""
    connection = Connection(home / "server.sock")
    try:
        connection.request(method, "/api/v1" + path, body and json.dumps(body), {"Content-Type": "application/json"})
        reply = connection.getresponse()
        text = reply.read()
        return reply.status, json.loads(text) if text else {}
    finally:
        connection.close()
