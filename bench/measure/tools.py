"""The tools: how each is configured, started and stopped. Every one runs the same worker."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from . import install, proc
from .births import Births

PATIENCE = 300


class Tool:
    """One tool, at each start in a new folder of its own, outside of the checkout."""

    name = label = ""

    def __init__(self, command, place):
        self.command = command
        self.place = place
        self.folder = None
        self.births = None
        self.process = None
        self.workers = set()

    def begin(self, count):
        """Writes the configuration, gives the command, and returns the seconds until all workers run."""
        self.folder = Path(tempfile.mkdtemp(prefix=self.name + "-", dir=self.place))
        self.worker = self.folder / "worker.sh"
        shutil.copy(install.BENCH / "worker.sh", self.worker)
        self.births = Births(self.folder / "births")
        self.workers = set()
        command, environment = self.start_command(count)
        begun = time.monotonic_ns()
        self.process = self._run(command, environment)
        last, pids = self.births.await_count(count, PATIENCE)
        self.workers = set(pids)
        if len(self.workers) < count:
            raise RuntimeError(f"{self.label}: {len(self.workers)} of {count} workers run after {PATIENCE} s")
        self.settled()
        return (last - begun) / 1e9

    def _run(self, command, environment):
        with open(self.folder / "output", "ab") as output:
            return subprocess.Popen(command, env=environment, cwd=self.folder, stdin=subprocess.DEVNULL,
                                    stdout=output, stderr=output, start_new_session=True)

    def start_command(self, count):
        raise NotImplementedError

    def settled(self):
        """Waits until the command that started it all has no more to do."""

    def ask_to_stop(self):
        self.process.send_signal(signal.SIGINT)

    def roots(self):
        return [self.process.pid] if self.process else []

    def own(self):
        """The processes of the tool itself: the control plane, and keepers beside it."""
        above = set().union(*(proc.ancestors(pid, {os.getpid()}) for pid in self.workers)) - self.workers
        keepers = above - set(self.roots()) - proc.ancestors(os.getpid(), set())
        below = set().union(*(proc.descendants([pid]) for pid in self.workers))
        return proc.descendants(self.roots()) - keepers - below, keepers

    def end(self):
        """Stops it, and returns the seconds until the last process of tool and workers was gone."""
        plane, keepers = self.own()
        ends = proc.Ends(plane | keepers | self.workers)
        begun = time.monotonic_ns()
        self.ask_to_stop()
        alive = ends.wait(PATIENCE)
        took = (time.monotonic_ns() - begun) / 1e9
        if alive:
            raise RuntimeError(f"{self.label}: {len(alive)} processes live on {PATIENCE} s after the stop")
        self.clean()
        return took

    def clean(self):
        """Whatever happened: nothing of it is left. Ends by pid what this harness has seen of it."""
        if self.folder is None:
            return
        plane, keepers = self.own()
        for pid in sorted(plane | keepers) + sorted(self.workers):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if self.process:
            self.process.wait()
        while self.births:
            _, late = self.births.next(0.5)
            if not late:
                self.births.close()
                self.births = None
            for pid in late:
                if pid not in self.workers:
                    os.kill(pid, signal.SIGKILL)
        self.workers = set()
        self.process = None
        self.folder = None

    def is_warm(self):
        """Whether all is cached that a second run finds."""
        return True

    def died(self, old, new):
        self.workers.discard(old)
        self.workers.add(new)


class Tireless(Tool):
    def __init__(self, checkout, place, name="tireless", label="Tireless"):
        super().__init__(checkout.command, place)
        self.checkout, self.name, self.label = checkout, name, label

    def start_command(self, count):
        manifest = self.folder / "worker.yaml"
        manifest.write_text(
            f"name: bench\nversion: v1beta\ntype: worker\nworker:\n  replicas: {count}\n  stack: process\n"
            f"  stackSpec:\n    command: ./worker.sh\n    arguments: [{json.dumps(str(self.births.path))}]\n")
        environment = {**self.checkout.environment, "TIRELESS_HOME": str(self.folder / "home")}
        return [*self.command, "run", str(manifest)], environment

    def version(self):
        return self.checkout.version()

    def is_warm(self):
        return self.checkout.is_warm()


class Supervisord(Tool):
    name, label = "supervisord", "supervisord"

    def start_command(self, count):
        folder = self.folder
        config = folder / "supervisord.conf"
        config.write_text(
            f"[supervisord]\nnodaemon=true\nlogfile={folder}/supervisord.log\npidfile={folder}/supervisord.pid\n"
            f"childlogdir={folder}\nminfds=10000\n")
        if count:
            with open(config, "a") as file:
                file.write(
                    f"[program:bench]\ncommand={self.worker} {self.births.path}\nnumprocs={count}\n"
                    "process_name=%(program_name)s_%(process_num)03d\nautorestart=true\nstartretries=1000000\n")
        return [*self.command, "-n", "-c", str(config)], dict(os.environ)

    def version(self):
        return subprocess.run([*self.command, "--version"], capture_output=True, text=True).stdout.strip()


class Pm2(Tool):
    name, label = "pm2", "PM2"

    def _environment(self):
        return {**os.environ, "PM2_HOME": str(self.folder / "home")}

    def start_command(self, count):
        if count == 0:
            return [*self.command, "ping"], self._environment()
        config = self.folder / "bench.config.js"
        app = {"name": "bench", "script": str(self.worker), "args": str(self.births.path), "interpreter": "none",
               "instances": count, "exec_mode": "fork"}
        config.write_text(f"module.exports = {{apps: [{json.dumps(app)}]}}\n")
        return [*self.command, "start", str(config)], self._environment()

    def settled(self):
        self.process.wait(PATIENCE)

    def roots(self):
        try:
            return [int((self.folder / "home/pm2.pid").read_text())]
        except (OSError, ValueError):
            return []

    def ask_to_stop(self):
        self.process = self._run([*self.command, "kill"], self._environment())

    def version(self):
        return install.pm2_version()


def available(names, against, place):
    """The tools that are there, and what is missing; `against` is another checkout of Tireless, or None.

    All their folders are made in `place`.
    """
    makers = {
        "tireless": lambda: Tireless(install.Checkout(install.BENCH.parent), place),
        "against": lambda: Tireless(install.Checkout(against), place, "against", f"Tireless in {Path(against).name}"),
        "supervisord": lambda: Supervisord(install.supervisord(), place),
        "pm2": lambda: Pm2(install.pm2(), place),
    }
    tools, missing = [], []
    for name in [*names, *(["against"] if against else [])]:
        try:
            tools.append(makers[name]())
        except install.Missing as reason:
            missing.append(str(reason))
    return tools, missing
