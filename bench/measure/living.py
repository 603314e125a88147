"""Real workers that take real items out of a real Redis, under several who decide their number: bench/autoscale --live."""
import argparse
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from . import servers
from .install import BENCH
from .local import ask

WORK, MOST, PER_REPLICA, COOLDOWN = 0.4, 8, 5, 5
DRAIN, SAME, KEDA, FIXED = "Tireless, drain", "Tireless, same trigger", "KEDA + HPA", "fixed, 4"
LISTS = {DRAIN: "drain", SAME: "same", KEDA: "keda", FIXED: "fixed"}
CONSUMER = Path(__file__).with_name("consumer.py")


def shapes(quick, chance):
    """Seconds, items per second at a time, and the moments of bursts of 40 items: at any moment between two looks."""
    every = 45
    bursts = 2 if quick else 10
    lull = 10 if quick else 30
    part = 20 if quick else 45
    return {
        "square": (2 * part, lambda at: 12 if at < part else 0, [], lull),
        "ramp": (2 * part, lambda at: 16 * (1 - abs(at - part) / part), [], lull),
        "burst": (bursts * every, lambda at: 0, [2 + every * place + chance.uniform(0, 4) for place in range(bursts)], 0),
    }


def manifest(label, redis):
    name = LISTS[label]
    trigger = (f"      - type: redis\n        name: queue\n        metadata: {{address: \"127.0.0.1:{redis}\", "
               f"listName: {name}, listLength: \"{PER_REPLICA}\"}}\n")
    scaling = {
        FIXED: "  replicas: 4\n", KEDA: "  replicas: 0\n",
        SAME: "", DRAIN: "",
    }[label]
    tireless = "    terminationGracePeriodSeconds: 30\n"
    if label in (SAME, DRAIN):
        tireless += (f"    minReplicaCount: 0\n    maxReplicaCount: {MOST}\n    cooldownPeriod: {COOLDOWN}\n"
                     f"    triggers:\n{trigger}")
    if label == DRAIN:
        tireless += "    drain: {targetSeconds: 2, backlog: queue}\n"
    return (f"name: {name}\nversion: v1beta\ntype: worker\nworker:\n{scaling}  stack: process\n"
            f"  envs: {{LIST: {name}, REDIS_PORT: \"{redis}\", SECONDS_PER_ITEM: \"{WORK}\"}}\n"
            f"  stackSpec: {{command: {sys.executable}, arguments: [{CONSUMER}]}}\n  tireless:\n{tireless}")


class Keda(threading.Thread):
    """Sets the count of a worker as KEDA and its HPA would: their rules are those of the simulation."""

    def __init__(self, home, port, begun, chance):
        super().__init__()
        self._home, self._port, self._begun = home, port, begun
        self._first = chance.uniform(0, 15)
        self._over = threading.Event()
        self._rules = subprocess.Popen(
            [os.environ["BENCH_JAVA"], "-cp", os.environ["BENCH_CLASS_PATH"], "tireless.scale.simulate.LiveKeda",
             str(PER_REPLICA), str(MOST), str(COOLDOWN)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self):
        redis, desired, due = servers.Redis(self._port), 0, self._begun + self._first
        while not self._over.wait(max(0, due - time.time())):
            waiting, ready = redis.call("LLEN", LISTS[KEDA]), alive(redis, LISTS[KEDA])
            self._rules.stdin.write(f"{time.time() - self._begun} {waiting} {desired} {min(ready, desired)}\n")
            self._rules.stdin.flush()
            wanted = int(self._rules.stdout.readline())
            if wanted != desired:
                status, reply = ask(self._home, "POST", f"/resources/worker/public/{LISTS[KEDA]}/scale", {"replicas": wanted})
                if status != 200:
                    raise SystemExit(f"scale: {status} {reply}")
                desired = wanted
            due += 15
        redis.close()

    def end(self):
        self._over.set()
        self.join()
        self._rules.stdin.close()
        self._rules.wait()


def events(redis, name):
    """Starts and ends of its replicas: 1 or -1, and the time."""
    return sorted((float(at), int(by)) for by, at in (line.split() for line in redis.call("LRANGE", name + ":events", 0, -1)))


def alive(redis, name):
    return sum(by for _, by in events(redis, name))


class Shape:
    """One load, put before all of them at once."""

    def __init__(self, title, shape, home, redis, chance):
        self.title, (self.seconds, self.rate, self.bursts, self.lull) = title, shape
        self.home, self.port, self.chance = home, redis.port, chance
        self.redis = servers.Redis(redis.port)
        self.course = {label: [] for label in LISTS}
        self.pushed = []

    def _push(self, count):
        now = time.time()
        self.pushed += [now] * count
        for name in LISTS.values():
            self.redis.call("LPUSH", name, *(f"{len(self.pushed)}.{number} {now}" for number in range(count)))

    def run(self):
        for name in LISTS.values():
            self.redis.call("DEL", name + ":events", name + ":waits", name + ":killed")
        text = "---\n".join(manifest(label, self.port) for label in LISTS)
        status, reply = ask(self.home, "POST", "/apply", {
            "sources": [{"name": "all.yaml", "folder": str(self.home), "text": text}], "user": "bench"})
        if status != 200:
            raise SystemExit(f"apply: {status} {reply}")
        while alive(self.redis, LISTS[FIXED]) < 4:
            time.sleep(0.1)
        self.begun = time.time()
        keda = Keda(self.home, self.port, self.begun, self.chance)
        keda.start()
        try:
            self._produce()
            self._await_done()
            self.ended = time.time()
        finally:
            keda.end()
        self.events = {label: events(self.redis, name) for label, name in LISTS.items()}
        status, reply = ask(self.home, "POST", "/delete", {"resources": [
            {"type": "worker", "workspace": "public", "name": name} for name in LISTS.values()], "force": False, "dryRun": False})
        if status != 200:
            raise SystemExit(f"delete: {status} {reply}")
        while any(alive(self.redis, name) for name in LISTS.values()):
            time.sleep(0.1)

    def _produce(self):
        due, bursts = self.begun, list(self.bursts)
        self._sample()
        while (at := time.time() - self.begun) < self.seconds + self.lull:
            if bursts and at >= bursts[0]:
                bursts.pop(0)
                self._push(40)
            while due <= time.time():
                rate = self.rate(due - self.begun) if due - self.begun < self.seconds else 0
                if rate > 0 and self.chance.random() < rate * 0.02:
                    self._push(1)
                due += 0.02
            self._sample()
            time.sleep(0.02)

    def _await_done(self):
        while any(self.redis.call("LLEN", name + ":waits") < len(self.pushed) for name in LISTS.values()):
            if time.time() > self.begun + self.seconds + self.lull + 120:
                raise SystemExit("items were lost, or nobody works on them")
            self._sample()
            time.sleep(0.05)

    def _sample(self):
        at = time.time() - self.begun
        for label, name in LISTS.items():
            if not self.course[label] or at - self.course[label][-1][0] >= 0.25:
                self.course[label].append((at, self.redis.call("LLEN", name)))

    def replicas(self, label, at):
        return sum(by for when, by in self.events[label] if when <= self.begun + at)

    def row(self, label):
        name = LISTS[label]
        lines = [line.split() for line in self.redis.call("LRANGE", name + ":waits", 0, -1)]
        waits = sorted(float(begun) - float(pushed) for _, pushed, begun in lines)
        seconds, running, last = 0.0, 0, self.begun
        for at, by in [*self.events[label], (self.ended, 0)]:
            at = min(max(at, self.begun), self.ended)
            seconds += running * (at - last)
            running, last = running + by, at
        return {
            "wait": statistics.fmean(waits), "p99": waits[int(len(waits) * 0.99)], "seconds": seconds,
            "starts": sum(by > 0 for _, by in self.events[label]),
            "killed": int(self.redis.call("GET", name + ":killed") or 0),
            "doubled": len(lines) - len({item for item, _, _ in lines}),
        }

    def reactions(self, label):
        """From each burst that found nothing running to the first replica, and to the last that was started for it."""
        first, all_ = [], []
        for place, at in enumerate(self.bursts):
            until = self.bursts[place + 1] if place + 1 < len(self.bursts) else float("inf")
            if self.replicas(label, at) == 0:
                # When it was really pushed: the producer looks each 20 ms.
                pushed = next(when for when in self.pushed if when >= self.begun + at)
                started = [when - pushed for when, by in self.events[label] if by > 0 and self.begun + at <= when < self.begun + until]
                first += started[:1]
                all_ += started[-1:]
        return first, all_

    def plot(self, folder):
        lines = "".join(f"{label}\t{at:.2f}\t{waiting}\t{self.replicas(label, at)}\n"
                        for label in LISTS for at, waiting in self.course[label])
        drawn = subprocess.run([os.environ["BENCH_JAVA"], "-cp", os.environ["BENCH_CLASS_PATH"],
                                "tireless.scale.simulate.LivePlot", f"live: {self.title}"],
                               input=lines, capture_output=True, text=True, check=True)
        file = folder / f"live-{self.title}.svg"
        file.write_text(drawn.stdout)
        print(file)


def show(shape):
    print(f"\n{shape.title:26} {'mean wait':>10} {'p99 wait':>10} {'replica-seconds':>16} {'starts':>8} {'killed':>8} {'doubled':>8}")
    for label in LISTS:
        row = shape.row(label)
        print(f"  {label:24} {row['wait']:8.2f} s {row['p99']:8.2f} s {row['seconds']:16.0f} {row['starts']:8} "
              f"{row['killed']:8} {row['doubled']:8}")


def quantiles(times):
    ordered = sorted(times)
    return "  ".join(f"{ordered[min(len(ordered) - 1, int(len(ordered) * part))]:6.2f} s" for part in (0.5, 0.95, 1))


def show_reactions(shape):
    print(f"\n{'time to react to a burst':26} {'bursts':>6}   {'p50':>8}  {'p95':>8}  {'most':>8}")
    for label in (DRAIN, SAME, KEDA):
        for what, times in zip(("first replica", "last one started for it"), shape.reactions(label)):
            if times:
                print(f"  {label + ', ' + what:46} {len(times):3}   {quantiles(times)}")
            else:
                print(f"  {label + ', ' + what:46}   0   it was never at none when one came")


def main():
    parser = argparse.ArgumentParser(prog="bench/autoscale --live", description="Who decides the count, with real workers.")
    parser.add_argument("--quick", action="store_true", help="three to four minutes; for a first look")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--shape", choices=("square", "ramp", "burst"), help="one of them alone")
    parser.add_argument("--plots", type=Path, metavar="FOLDER", help="draws what waited and what ran")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    place = Path(tempfile.mkdtemp(prefix="tireless-live-"))
    home = place / "home"
    environment = {**os.environ, "TIRELESS_HOME": str(home), "XDG_CACHE_HOME": str(BENCH / ".cache/live")}
    command = [str(BENCH.parent / "tireless"), "server"]
    chance, done = random.Random(options.seed), []
    print(f"seed {options.seed}, {WORK:g} s of work for an item, at most {MOST} replicas, {PER_REPLICA} items for each, "
          f"cooldown {COOLDOWN} s; load before the run {os.getloadavg()[0]:.1f}")
    try:
        subprocess.run([*command, "start"], env=environment, check=True, stdout=subprocess.DEVNULL)
        with servers.redis(place) as redis:
            for title, shape in shapes(options.quick, chance).items():
                if options.shape in (None, title):
                    done.append(Shape(title, shape, home, redis, chance))
                    done[-1].run()
                    show(done[-1])
                    if done[-1].bursts:
                        show_reactions(done[-1])
                    sys.stdout.flush()
            if options.plots:
                options.plots.mkdir(parents=True, exist_ok=True)
                for shape in done:
                    shape.plot(options.plots)
    finally:
        subprocess.run([*command, "stop", "--workers"], env=environment, stdout=subprocess.DEVNULL)
        shutil.rmtree(place, ignore_errors=True)
    print(f"\nload after the run {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
