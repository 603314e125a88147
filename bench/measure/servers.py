"""Redis and Prometheus for a bench, each on a port of its own of loopback, without anything that is kept."""
import socket
import subprocess
import time
from pathlib import Path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A process that listens at a port; ended with the block."""

    def __init__(self, words, port, folder):
        self.port = port
        self._log = open(Path(folder) / (Path(words[0]).name + ".log"), "wb")
        self._process = subprocess.Popen(words, cwd=folder, stdout=self._log, stderr=subprocess.STDOUT,
                                         start_new_session=True)

    def __enter__(self):
        end = time.monotonic() + 30
        while time.monotonic() < end and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        self.__exit__()
        raise SystemExit(f"{self._process.args[0]} does not listen; see {self._log.name}")

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
        self._log.close()


def redis(folder):
    port = free_port()
    return Server(["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(folder)], port, folder)


def prometheus(folder):
    port = free_port()
    config = Path(folder) / "prometheus.yml"
    config.write_text("scrape_configs: []\n")
    return Server(["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder}/data",
                   f"--web.listen-address=127.0.0.1:{port}"], port, folder)


class Redis:
    """The few words of the protocol of Redis that the benches need (RESP 2)."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._in = self._socket.makefile("rb")

    def call(self, *words):
        parts = [str(word).encode() for word in words]
        self._socket.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts))
        return self._reply()

    def _reply(self):
        line = self._in.readline()
        kind, rest = line[:1], line[1:].strip()
        if kind == b"*":
            return None if rest == b"-1" else [self._reply() for _ in range(int(rest))]
        if kind == b"$":
            return None if rest == b"-1" else self._in.read(int(rest) + 2)[:-2].decode()
        if kind == b"-":
            raise OSError(rest.decode())
        return int(rest) if kind == b":" else rest.decode()

    def close(self):
        self._socket.close()
