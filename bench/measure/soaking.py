"""A server under churn, sampled every 10 s: the command line of bench/soak."""
import argparse
import http.client
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from .install import BENCH
from .local import Connection, ask

EVERY = 10
WARM_UP = 1 / 6
CRASHING, CHURNING, STREAMS = 0.2, 8, 6
# By how much the last third may lie above the first: a part of it, and so much more.
TOLERANCES = {
    "resident memory": ("MB", 0.15, 10), "heap after a collection": ("MB", 0.10, 3), "threads": ("", 0.10, 5),
    "open descriptors": ("", 0.05, 10), "inotify watches": ("", 0.05, 10), "files in the home": ("", 0.10, 50),
    "control groups": ("", 0.05, 10), "processes below the server": ("", 0.05, 10),
}


def manifest(name, replicas, shell, round_=0):
    return (f"name: {name}\nversion: v1beta\ntype: worker\nworker:\n  replicas: {replicas}\n  stack: process\n"
            f"  envs: {{ROUND: \"{round_}\"}}\n  stackSpec:\n    shell: {shell}\n"
            "  tireless:\n    restart: {initial: 250ms, max: 2s}\n    terminationGracePeriodSeconds: 2\n")


class Churn:
    """Commands, followed logs and watches that come and go; each in a thread of its own until it is told to end."""

    def __init__(self, home, place, workers, chance):
        self.home, self.place, self.chance = home, place, chance
        self.counts, self.failures, self._lock = {}, [], threading.Lock()
        self._over, self._quiet, self._open = threading.Event(), threading.Event(), 0
        crashing = max(1, int(workers * CRASHING))
        self.first = "---\n".join([
            manifest("steady", max(1, workers - crashing), "while :; do date; sleep 5; done"),
            manifest("crashing", crashing, "echo begins; sleep 2; echo ends >&2; exit 3")])
        self._threads = [threading.Thread(target=self._commands)]
        self._threads += [threading.Thread(target=self._streams, args=(random.Random(chance.random()),))
                          for _ in range(STREAMS)]

    def apply(self, text):
        status, reply = ask(self.home, "POST", "/apply", {
            "sources": [{"name": "all.yaml", "folder": str(self.place), "text": text}], "user": "soak"})
        if status != 200:
            self.failures.append(f"apply: {status} {reply}")

    def start(self):
        self.apply(self.first)
        for thread in self._threads:
            thread.start()

    def end(self):
        self._over.set()
        for thread in self._threads:
            thread.join()

    def quietly(self, look):
        """What `look` returns while nobody follows anything, so that what is still held is held for nobody."""
        self._quiet.set()
        try:
            end = time.monotonic() + 10
            while self._open and time.monotonic() < end:
                time.sleep(0.05)
            time.sleep(1)
            return look()
        finally:
            self._quiet.clear()

    def _count(self, what):
        with self._lock:
            self.counts[what] = self.counts.get(what, 0) + 1

    def _commands(self):
        round_ = 0
        while not self._over.wait(self.chance.uniform(0.3, 1.5)):
            round_ += 1
            name = f"churn-{self.chance.randrange(CHURNING)}"
            what = self.chance.choice(("apply", "apply", "scale", "delete", "restart"))
            try:
                if what == "apply":
                    self.apply(manifest(name, self.chance.randrange(1, 4), "echo hi; exec sleep 100000", round_))
                elif what == "scale":
                    ask(self.home, "POST", f"/resources/worker/public/{name}/scale",
                        {"replicas": self.chance.randrange(4)})
                elif what == "restart":
                    ask(self.home, "POST", f"/resources/worker/public/{name}/restart", {})
                else:
                    ask(self.home, "POST", "/delete", {"resources": [
                        {"type": "worker", "workspace": "public", "name": name}], "force": False, "dryRun": False})
                self._count(what)
            except (OSError, http.client.HTTPException, ValueError) as failure:
                self.failures.append(f"{what}: {failure!r}")

    def _streams(self, chance):
        """Reads a stream for a while, and hangs up in the middle."""
        while not self._over.wait(chance.uniform(0.05, 0.5)):
            what, path = chance.choice((
                ("followed log", "/resources/worker/public/crashing/logs?follow=true&back=10"),
                ("followed log", "/resources/worker/public/steady/logs?follow=true&back=1"),
                ("watch", "/watch")))
            if self._quiet.is_set():
                continue
            connection = Connection(self.home / "server.sock", timeout=1)
            with self._lock:
                self._open += 1
            try:
                connection.request("GET", "/api/v1" + path)
                reply = connection.getresponse()
                end = time.monotonic() + chance.uniform(0.1, 6)
                while time.monotonic() < end and not self._over.is_set() and not self._quiet.is_set():
                    try:
                        reply.fp.readline()
                    except TimeoutError:
                        break
                self._count(what)
            except (OSError, http.client.HTTPException) as failure:
                self.failures.append(f"{what}: {failure!r}")
            finally:
                connection.close()
                with self._lock:
                    self._open -= 1


class Sampler:
    def __init__(self, pid, home):
        self.pid, self.home = pid, home
        self.jcmd = Path(os.readlink(f"/proc/{pid}/exe")).parent / "jcmd"
        self.samples = {name: [] for name in TOLERANCES}

    def take(self):
        status = Path(f"/proc/{self.pid}/status").read_text()
        values = {
            "resident memory": int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024,
            "threads": int(re.search(r"Threads:\s+(\d+)", status).group(1)),
            "open descriptors": len(os.listdir(f"/proc/{self.pid}/fd")),
            "inotify watches": self._watches(),
            "files in the home": sum(len(files) for _, _, files in os.walk(self.home)),
            "control groups": self._groups(),
            "processes below the server": self._below(),
        }
        heap = self._heap()
        if heap is not None:
            values["heap after a collection"] = heap
        for name, value in values.items():
            self.samples[name].append(value)
        return values

    def _watches(self):
        count = 0
        for info in Path(f"/proc/{self.pid}/fdinfo").iterdir():
            try:
                count += info.read_text().count("inotify wd:")
            except OSError:
                pass
        return count

    def _groups(self):
        for record in self.home.glob("replicas/*/*/*/*/*/record"):
            try:
                leaf = re.search(r"^leaf (/.*)$", record.read_text(), re.MULTILINE)
            except OSError:
                continue
            if leaf:
                return sum(len(folders) for _, folders, _ in os.walk(Path(leaf.group(1)).parent))
        return 0

    def _below(self):
        count = 0
        for entry in Path("/proc").glob("[0-9]*/environ"):
            try:
                count += str(self.home).encode() in entry.read_bytes() or \
                    str(self.home).encode() in entry.with_name("cmdline").read_bytes()
            except OSError:
                pass
        return count

    def _heap(self):
        if not self.jcmd.exists():
            return None
        subprocess.run([self.jcmd, str(self.pid), "GC.run"], capture_output=True, check=False)
        done = subprocess.run([self.jcmd, str(self.pid), "GC.heap_info"], capture_output=True, text=True, check=False)
        used = [int(number) for number in re.findall(r"(?:DefNew|Tenured|generation)\s+total \d+K, used (\d+)K", done.stdout)]
        return sum(used) / 1024 if used else None


def verdict(samples):
    """A line for each figure, and whether all keep within their tolerance."""
    lines, fine = [f"{'':28} {'first third':>12} {'last third':>12} {'most':>10}"], True
    for name, (unit, part, more) in TOLERANCES.items():
        values = samples[name]
        if not values:
            lines.append(f"{name:28} not measured: there is no jcmd beside this Java")
            continue
        values = values[int(len(values) * WARM_UP):]
        third = max(1, len(values) // 3)
        first, last = statistics.median(values[:third]), statistics.median(values[-third:])
        grown = last > first * (1 + part) + more
        fine = fine and not grown
        lines.append(f"{name:28} {first:12.1f} {last:12.1f} {max(values):10.1f} {unit:3} {'GROWS' if grown else 'ok'}")
    return lines, fine


def main():
    parser = argparse.ArgumentParser(prog="bench/soak", description="Whether a server under churn grows.")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--workers", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    place = Path(tempfile.mkdtemp(prefix="tireless-soak-"))
    home = place / "home"
    environment = {**os.environ, "TIRELESS_HOME": str(home), "XDG_CACHE_HOME": str(BENCH / ".cache/soak")}
    command = [str(BENCH.parent / "tireless"), "server"]
    churn = None
    try:
        subprocess.run([*command, "start"], env=environment, check=True, stdout=subprocess.DEVNULL)
        pid = ask(home, "GET", "/server")[1]["pid"]
        churn = Churn(home, place, options.workers, random.Random(options.seed))
        churn.start()
        sampler = Sampler(pid, home)
        end = time.monotonic() + options.minutes * 60
        while time.monotonic() < end:
            time.sleep(EVERY)
            values = churn.quietly(sampler.take)
            if sys.stderr.isatty():
                print(", ".join(f"{name} {value:.0f}" for name, value in values.items()), file=sys.stderr)
        churn.end()
        same = ask(home, "GET", "/server")[1]["pid"] == pid
        database = sum(file.stat().st_size for file in home.glob("tireless.db*")) / 1024 / 1024
    finally:
        if churn:
            churn.end()
        subprocess.run([*command, "stop", "--workers"], env=environment, stdout=subprocess.DEVNULL)
        shutil.rmtree(place, ignore_errors=True)
    lines, fine = verdict(sampler.samples)
    print(f"{options.minutes:g} min, {options.workers} workers of which {int(options.workers * CRASHING)} crash, "
          f"seed {options.seed}; sampled every {EVERY} s, without the first sixth")
    print("\n".join(lines))
    print(", ".join(f"{count} {what}" for what, count in sorted(churn.counts.items())) + f"; database {database:.1f} MB")
    for failure in churn.failures[:5]:
        print("failed: " + failure)
    if not same:
        print("the server died in between")
    return 0 if fine and same and not churn.failures else 1
