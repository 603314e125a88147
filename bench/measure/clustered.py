"""Workers on a Kubernetes whose nodes only seem to run pods: the command line of bench/kubernetes."""
import argparse
import collections
import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from . import proc
from .install import BENCH
from .local import Connection, ask

TESTBED = BENCH.parent / "kube-testbed"
# The field manager of Tireless, and the beginning of what it calls itself.
AGENT = "tireless"
WRITES = ("create", "update", "patch", "delete", "deletecollection")


class Cluster:
    """A test bed of its own; ended with the block."""

    def __init__(self, place):
        self.folder, self._counted = place / "cluster", set()

    def __enter__(self):
        subprocess.run([TESTBED / "up", self.folder], check=True, stdout=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        subprocess.run([TESTBED / "down", self.folder], stdout=subprocess.DEVNULL)

    @property
    def kubeconfig(self):
        return self.folder / "admin.kubeconfig"

    def requests(self, agent, since=0):
        """By verb, of whoever calls himself so, and how far the log was read. What takes long is told twice and counted once."""
        verbs = collections.Counter()
        with open(self.folder / "audit.log", encoding="utf-8") as log:
            log.seek(since)
            for line in log:
                if not line.endswith("\n"):
                    break
                entry = json.loads(line)
                if entry.get("userAgent", "").lower().startswith(agent) and entry["auditID"] not in self._counted:
                    self._counted.add(entry["auditID"])
                    verbs[entry["verb"]] += 1
            return verbs, log.tell()

    def kubectl(self, *words, **more):
        return subprocess.run(["kubectl", "--kubeconfig", self.kubeconfig, *words], check=True, text=True, **more)

    def ready(self, namespace):
        listed = self.kubectl("get", "statefulsets", "-n", namespace, "-o", "jsonpath={range .items[*]}{.status.readyReplicas}{\"\\n\"}{end}",
                              stdout=subprocess.PIPE)
        return listed.stdout.split().count("1")


class Relays:
    """Prints what relays would: each 2 s a line of each, that its worker did ten more. Ended with the block."""

    # Who follows a log on a test bed takes one instance of inotify for it.
    LIMIT = Path("/proc/sys/fs/inotify/max_user_instances")

    def __init__(self, cluster, count):
        self._logs, self._over, self._count = cluster.folder / "pod-logs", threading.Event(), count
        self._limit = self.LIMIT.read_text()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        if int(self._limit) < self._count + 500:
            try:
                self.LIMIT.write_text(str(self._count + 500))
            except PermissionError:
                raise SystemExit(f"--relays needs fs.inotify.max_user_instances of {self._count + 500}: sysctl -w it, or be root") from None
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()
        if self.LIMIT.read_text() != self._limit:
            self.LIMIT.write_text(self._limit)

    def _run(self):
        done = 0
        while not self._over.wait(2):
            done += 10
            for log in self._logs.glob("*/tireless-relay/*.log"):
                at = time.time()
                up = int(time.clock_gettime(time.CLOCK_BOOTTIME) * 1e6)
                stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at)) + f".{int(at % 1 * 1e9):09d}Z"
                with open(log, "a", encoding="utf-8") as lines:
                    lines.write(f"{stamp} stdout F tireless-relay 1 boot=bench up={up} at={int(at * 1e3)} told=500000 processed={done} backlog=3 .\n")


def manifests(workers, kubeconfig, relay):
    heard = ", relay: registry.example/tireless:1" if relay else ""
    text = f"name: cluster\nversion: v1beta\ntype: compute\ncompute:\n  kubernetes: {{kubeconfig: {kubeconfig}, namespacePrefix: bench-{heard}}}\n"
    for number in range(workers):
        text += (f"---\nname: w{number}\nversion: v1beta\ntype: worker\nworker:\n  compute: cluster\n  stack: process\n"
                 f"  replicas: 1\n  stackSpec:\n    shell: exec sleep 876543\n  tireless:\n    image: registry.k8s.io/pause:3.10\n")
    return text


class Server:
    """Tireless on a home of its own."""

    def __init__(self, place):
        self.home = place / "home"
        self._command = [str(BENCH.parent / "tireless"), "server"]
        self._environment = {**os.environ, "TIRELESS_HOME": str(self.home), "XDG_CACHE_HOME": str(BENCH / ".cache/kubernetes")}

    def start(self):
        subprocess.run([*self._command, "start"], env=self._environment, check=True, stdout=subprocess.DEVNULL)

    def stop(self):
        subprocess.run([*self._command, "stop"], env=self._environment, stdout=subprocess.DEVNULL)

    @property
    def pid(self):
        return ask(self.home, "GET", "/server")[1]["pid"]

    def apply(self, place, text):
        status, reply = ask(self.home, "POST", "/apply", {
            "sources": [{"name": "all.yaml", "folder": str(place), "text": text}], "user": "bench"})
        if status != 200:
            raise SystemExit(f"apply: {status} {reply}")

    def ready(self):
        return self.sum("tireless_replicas_ready")

    def sum(self, metric):
        connection = Connection(self.home / "server.sock")
        try:
            connection.request("GET", "/metrics")
            lines = connection.getresponse().read().decode().splitlines()
        finally:
            connection.close()
        return int(sum(float(line.split()[-1]) for line in lines if line.startswith(metric + "{")))

    def memory(self):
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS:"))


def until(what, condition, limit=900):
    began = time.monotonic()
    while not condition():
        if time.monotonic() > began + limit:
            raise SystemExit(f"{what}: not in {limit} s")
        time.sleep(0.5)
    return time.monotonic() - began


def counted(verbs):
    return ", ".join(f"{count} {verb}" for verb, count in sorted(verbs.items())) or "none"


def writes(verbs):
    return sum(verbs[verb] for verb in WRITES)


def main():
    parser = argparse.ArgumentParser(prog="bench/kubernetes", description="What workers on a Kubernetes cost.")
    parser.add_argument("--workers", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=60, help="that nothing is asked for, to see what a steady cluster costs")
    parser.add_argument("--relays", action="store_true", help="with a relay beside each worker, which prints a line each 2 s")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    place = Path(tempfile.mkdtemp(prefix="tireless-kubernetes-"))
    server, rows = Server(place), []
    try:
        with Cluster(place) as cluster, Relays(cluster, options.workers) if options.relays else contextlib.nullcontext():
            server.start()
            idle = server.memory()
            text = manifests(options.workers, cluster.kubeconfig, options.relays)
            began = time.monotonic()
            server.apply(place, text)
            rows.append(("apply answered after", f"{time.monotonic() - began:.1f} s"))
            rows.append(("all ready, as the server sees it, after", f"{until('ready', lambda: server.ready() >= options.workers):.1f} s more"))
            if options.relays:
                rows.append(("all heard after", f"{until('heard', lambda: server.sum('tireless_backlog') >= 3 * options.workers):.1f} s more"))
            verbs, read = cluster.requests(AGENT)
            rows.append(("requests until then", counted(verbs)))
            rows.append(("of them writes, for each worker", f"{writes(verbs) / options.workers:.2f}"))
            cpu, at = proc.cpu_seconds(server.pid), time.monotonic()
            time.sleep(options.seconds)
            rows.append((f"steady for {options.seconds:g} s: processor of the server", f"{100 * (proc.cpu_seconds(server.pid) - cpu) / (time.monotonic() - at):.1f} % of a core"))
            verbs, read = cluster.requests(AGENT, read)
            rows.append(("steady: requests", counted(verbs)))
            rows.append(("memory of the server", f"{server.memory():.0f} MB; without workers {idle:.0f} MB"))
            os.kill(server.pid, signal.SIGKILL)
            began = time.monotonic()
            until("a server again", lambda: answers(server))
            until("ready again", lambda: server.ready() >= options.workers)
            rows.append(("kill -9 of the server: all known to be ready after", f"{time.monotonic() - began:.1f} s"))
            time.sleep(10)
            verbs, _ = cluster.requests(AGENT, read)
            rows.append(("requests of the next one", counted(verbs)))
            rows.append(("of them writes", f"{writes(verbs)}"))
            rows.append(("beside it: kubectl apply --server-side of the same objects, all ready after", peer(cluster, place, text)))
    finally:
        server.stop()
        shutil.rmtree(place, ignore_errors=True)
    print(f"{options.workers} workers of one replica; load of the machine {os.getloadavg()[0]:.1f}\n\n| | |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |")
    return 0


def answers(server):
    try:
        return ask(server.home, "GET", "/server")[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def peer(cluster, place, text):
    """What export prints of the same manifests, in a namespace of its own, by kubectl."""
    file = place / "all.yaml"
    file.write_text(text.replace("namespacePrefix: bench-", "namespacePrefix: peer-"))
    objects = subprocess.run([str(BENCH.parent / "tireless"), "export", "-f", str(file)], check=True, stdout=subprocess.PIPE, text=True).stdout
    count = text.count("type: worker")
    began = time.monotonic()
    cluster.kubectl("apply", "--server-side", "-f", "-", input=objects, stdout=subprocess.DEVNULL)
    applied = time.monotonic() - began
    until("ready by kubectl", lambda: cluster.ready("peer-public") >= count)
    return f"{time.monotonic() - began:.1f} s, of which kubectl took {applied:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
