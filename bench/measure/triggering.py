"""What a server spends on workers with triggers: the command line of bench/triggers."""
import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import proc, servers
from .install import BENCH
from .local import ask

# Until the code is compiled, and the first backup, which is due a minute after the start, is made.
WARM = 90
TABLE = (
    ("processor, % of one core", "{:.1f}"), ("resident memory, MB", "{:.0f}"), ("threads", "{:.0f}"),
    ("open descriptors", "{:.0f}"), ("connections at Redis", "{:.0f}"), ("connections at Prometheus", "{:.0f}"),
    ("looks at Redis per second", "{:.0f}"), ("running replicas", "{:.0f}"), ("load of the machine", "{:.1f}"),
)


def _manifest(number, least, redis, prometheus):
    if number % 2:
        trigger = (f"type: prometheus, metadata: {{serverAddress: \"http://127.0.0.1:{prometheus}\", "
                   f"query: \"vector(0) * {number}\", threshold: \"5\"}}")
    else:
        trigger = f"type: redis, metadata: {{address: \"127.0.0.1:{redis}\", listName: list-{number}, listLength: \"5\"}}"
    return (f"name: w{number}\nversion: v1beta\ntype: worker\nworker:\n  stack: process\n  stackSpec:\n"
            f"    shell: exec sleep 876543\n  tireless:\n    minReplicaCount: {least}\n    maxReplicaCount: 2\n"
            f"    triggers:\n      - {{{trigger}}}\n    terminationGracePeriodSeconds: 1\n")


def _connections(pid, port):
    """Established ones of a process to a port."""
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found = re.match(r"socket:\[(\d+)\]", os.readlink(link))
        except OSError:
            continue
        if found:
            inodes.add(found.group(1))
    count = 0
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            count += fields[9] in inodes and fields[3] == "01" and int(fields[2].rpartition(":")[2], 16) == port
    return count


class Case:
    """One server with its workers."""

    def __init__(self, label, checkout, place, options):
        self.label, self.options = label, options
        self.home = place / label
        self.command = [str(Path(checkout) / "tireless"), "server"]
        self.environment = {**os.environ, "TIRELESS_HOME": str(self.home), "XDG_CACHE_HOME": str(BENCH / ".cache/triggers")}

    def apply(self, place, running, redis, prometheus):
        """Those that run are both of Redis and of Prometheus."""
        text = "---\n".join(_manifest(number, 1 if number < running else 0, redis, prometheus)
                            for number in range(self.options.workers))
        status, reply = ask(self.home, "POST", "/apply", {
            "sources": [{"name": "all.yaml", "folder": str(place), "text": text}], "user": "bench"})
        if status != 200:
            raise SystemExit(f"apply: {status} {reply}")

    def measure(self, pid, running, redis, prometheus):
        client = servers.Redis(redis.port)
        end = time.monotonic() + 120
        while self._replicas(client) < running and time.monotonic() < end:
            time.sleep(1)
        time.sleep(WARM)
        if self.options.profile:
            self._jcmd(pid, "JFR.start", "name=bench", "jdk.CPUTimeSample#enabled=true", "jdk.CPUTimeSample#throttle=2ms")
        looks = self._looks(client)
        cpu, began = proc.cpu_seconds(pid), time.monotonic()
        time.sleep(self.options.seconds)
        passed = time.monotonic() - began
        status = Path(f"/proc/{pid}/status").read_text()
        seen = client.call("CLIENT", "LIST").count("name=tireless")
        values = (
            100 * (proc.cpu_seconds(pid) - cpu) / passed,
            int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024,
            int(re.search(r"Threads:\s+(\d+)", status).group(1)),
            len(os.listdir(f"/proc/{pid}/fd")),
            seen,
            _connections(pid, prometheus.port),
            (self._looks(client) - looks) / passed,
            self._replicas(client),
            os.getloadavg()[0],
        )
        client.close()
        if self.options.profile:
            self._jcmd(pid, "JFR.stop", "name=bench", f"filename={Path(self.options.profile).resolve()}")
        return values

    @staticmethod
    def _jcmd(pid, *words):
        jcmd = Path(os.readlink(f"/proc/{pid}/exe")).parent / "jcmd"
        subprocess.run([jcmd, str(pid), *words], check=True, stdout=subprocess.DEVNULL)

    @staticmethod
    def _looks(client):
        found = re.search(r"cmdstat_llen:calls=(\d+)", client.call("INFO", "commandstats"))
        return int(found.group(1)) if found else 0

    def _replicas(self, _):
        return sum(1 for entry in self.home.glob("replicas/*/*/*/*/*/pid"))

    def run(self, place, redis, prometheus):
        columns = {}
        try:
            subprocess.run([*self.command, "start"], env=self.environment, check=True, stdout=subprocess.DEVNULL)
            pid = ask(self.home, "GET", "/server")[1]["pid"]
            for running in sorted({0, self.options.running}):
                self.apply(place, running, redis.port, prometheus.port)
                columns[f"{self.label}, {running} running"] = self.measure(pid, running, redis, prometheus)
        finally:
            subprocess.run([*self.command, "stop", "--workers"], env=self.environment, stdout=subprocess.DEVNULL)
        return columns


def _arguments():
    parser = argparse.ArgumentParser(prog="bench/triggers", description="What triggers cost a server.")
    parser.add_argument("--workers", type=int, default=1000, help="half of them on Redis, half on Prometheus")
    parser.add_argument("--running", type=int, default=200, help="so many have a replica in the second figure")
    parser.add_argument("--seconds", type=float, default=60, help="of each figure")
    parser.add_argument("--against", metavar="DIR", help="another checkout of Tireless as further columns")
    parser.add_argument("--profile", metavar="FILE", help="writes where the processor spends its time there (JFR); costs some itself")
    return parser.parse_args()


def main():
    options = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    place = Path(tempfile.mkdtemp(prefix="tireless-triggers-"))
    columns = {}
    try:
        with servers.redis(place) as redis, servers.prometheus(place) as prometheus:
            for label, checkout in (("this", BENCH.parent), ("other", options.against)):
                if checkout:
                    columns |= Case(label, checkout, place, options).run(place, redis, prometheus)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(f"{options.workers} workers with a trigger each, looked at every 2 s; {options.seconds:g} s each\n")
    print("| | " + " | ".join(columns) + " |\n|---|" + "---|" * len(columns))
    for row, (name, form) in enumerate(TABLE):
        print(f"| {name} | " + " | ".join(form.format(values[row]) for values in columns.values()) + " |")
    return 0
