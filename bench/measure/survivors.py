"""The tools as they are killed: how each is configured, started, started again, and asked for what it knows."""
import http.client
import json
import os
import shutil
import signal
import subprocess
import time
import xmlrpc.client
from pathlib import Path

from . import install, proc
from .local import Connection, ask

SILENT = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Supervised:
    """One tool in a folder of its own; `workers` are pairs of a name and a way to behave."""

    name = label = ""

    def __init__(self, command, place):
        self.command, self.folder = command, Path(place) / self.name
        self.workers, self._started = [], []

    def prepare(self, workers):
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)
        shutil.copy(install.BENCH / "survivor.sh", self.folder)
        self.workers = workers
        self.configure()

    def arguments(self, worker):
        return [str(self.folder / "survivor.sh"), str(self.folder), *worker]

    def run(self, words, wait=True, environment=None):
        process = subprocess.Popen(words, cwd=self.folder, env={**os.environ, **(environment or {})},
                                   start_new_session=True, **SILENT)
        self._started.append(process)
        if wait:
            process.wait(120)
        return process

    def births(self):
        """The pids of all starts, by worker, oldest first."""
        found = {name: [] for name, _ in self.workers}
        path = self.folder / "births"
        for line in path.read_text().splitlines() if path.exists() else ():
            name, pid = line.split()
            found[name].append(int(pid))
        return found

    def alive(self):
        """The living workers: a pid whose command line still names this folder, or became the sleep of a quiet one."""
        return {pid for pids in self.births().values() for pid in pids if self._is_alive(pid)}

    def _is_alive(self, pid):
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False
        return str(self.folder).encode() in words or b"sleep\0001000000" in words

    def await_alive(self, count, seconds=60):
        end = time.monotonic() + seconds
        while len(self.alive()) < count:
            if time.monotonic() > end:
                raise RuntimeError(f"{self.label}: {len(self.alive())} of {count} workers run after {seconds} s")
            time.sleep(0.05)

    def doubled(self):
        path = self.folder / "doubled"
        return len(path.read_text().splitlines()) if path.exists() else 0

    def lost(self):
        """The lines whose write returned and that are in no log, those that could not be written, and those that were."""
        logged = set()
        for log in self.logs():
            for line in log.read_text(errors="replace").splitlines():
                words = line[line.find("@"):].split()
                if len(words) == 4 and words[0].startswith("@"):
                    logged.add((words[0][1:], words[1], words[2]))
        written = lost = refused = 0
        for name, _ in self.workers:
            path = self.folder / f"ledger-{name}"
            for line in path.read_text().splitlines() if path.exists() else ():
                pid, number = line.split()
                if number.startswith("-"):
                    refused += 1
                    continue
                written += 1
                lost += (name, pid, number) not in logged
        return lost, refused, written

    def clean(self):
        """Ends, by pid, all that this run has started."""
        above = [process.pid for process in self._started if process.poll() is None] + self.roots()
        for pid in sorted(proc.descendants(above) | self.alive()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for process in self._started:
            process.wait()
        self._started = []

    # What each tool says for itself.

    def configure(self):
        raise NotImplementedError

    def start(self):
        raise NotImplementedError

    def start_again(self):
        """What its documentation says to do after its supervisor died; nothing where it comes back by itself."""

    def roots(self):
        """The pids of the supervisor, as it is now."""
        raise NotImplementedError

    def known(self):
        """The pids of the workers that it says run; raises OSError while nobody answers."""
        raise NotImplementedError

    def given_up(self):
        """Whether it says that it will not start the first worker again."""
        raise NotImplementedError

    def logs(self):
        raise NotImplementedError


class Tireless(Supervised):
    name, label = "tireless", "Tireless"

    def __init__(self, checkout, place):
        super().__init__(checkout.command, place)
        self.checkout = checkout

    def _tireless(self, *words):
        return self.run([*self.command, *words],
                        environment={**self.checkout.environment, "TIRELESS_HOME": str(self.folder / "home")})

    def configure(self):
        (self.folder / "all.yaml").write_text("---\n".join(
            f"name: {name}\nversion: v1beta\ntype: worker\nworker:\n  stack: process\n  stackSpec:\n"
            f"    command: {self.arguments(())[0]}\n    arguments: {json.dumps(self.arguments((name, how))[1:])}\n"
            for name, how in self.workers))

    def start(self):
        self._tireless("server", "start")
        self._tireless("apply", "-f", str(self.folder / "all.yaml"))

    def roots(self):
        try:
            return [self._ask("/server")["pid"]]
        except (OSError, http.client.HTTPException, ValueError):
            return []

    def _ask(self, path):
        return ask(self.folder / "home", "GET", path)[1]

    def _replicas(self):
        try:
            return [one for item in self._ask("/resources?type=worker&limit=200")["items"] for one in item["observed"]]
        except (http.client.HTTPException, ValueError) as torn:
            raise OSError(torn) from torn

    def known(self):
        return {one["pid"] for one in self._replicas() if one.get("pid")}

    def given_up(self):
        return any(one["phase"] == "finished" for one in self._replicas())

    def logs(self):
        return list((self.folder / "home/replicas").glob("*/*/*/*/*/log"))

    def clean(self):
        self._tireless("server", "stop", "--workers")
        super().clean()


class Supervisord(Supervised):
    name, label = "supervisord", "supervisord"

    def configure(self):
        folder = self.folder
        text = (f"[supervisord]\nnodaemon=true\nlogfile={folder}/supervisord.log\npidfile={folder}/supervisord.pid\n"
                f"childlogdir={folder}\n[unix_http_server]\nfile={folder}/sock\n"
                "[rpcinterface:supervisor]\n"
                "supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface\n")
        for name, how in self.workers:
            words = " ".join(self.arguments((name, how)))
            text += f"[program:{name}]\ncommand={words}\nstdout_logfile={folder}/{name}.log\n"
            # Its default, `unexpected`, would leave out what ends with 0; none of these does.
        (folder / "supervisord.conf").write_text(text)

    def start(self):
        self.run([*self.command, "-n", "-c", str(self.folder / "supervisord.conf")], wait=False)

    def start_again(self):
        self.start()

    def roots(self):
        try:
            return [self._rpc().getPID()]
        except (OSError, http.client.HTTPException, xmlrpc.client.Error):
            return []

    def _rpc(self):
        path = self.folder / "sock"

        class Transport(xmlrpc.client.Transport):
            def make_connection(self, host):
                return Connection(path, 10)

        return xmlrpc.client.ServerProxy("http://localhost", transport=Transport()).supervisor

    def _all(self):
        try:
            return self._rpc().getAllProcessInfo()
        except (http.client.HTTPException, xmlrpc.client.Error) as torn:
            raise OSError(torn) from torn

    def known(self):
        return {one["pid"] for one in self._all() if one["statename"] in ("RUNNING", "STARTING")}

    def given_up(self):
        return any(one["statename"] == "FATAL" for one in self._all())

    def logs(self):
        return list(self.folder.glob("*.log*"))


class Pm2(Supervised):
    name, label = "pm2", "PM2"

    def _pm2(self, *words):
        return self.run([*self.command, *words], environment={"PM2_HOME": str(self.folder / "home")})

    def configure(self):
        apps = [{"name": name, "script": self.arguments(())[0], "args": self.arguments((name, how))[1:],
                 "interpreter": "none", "exec_mode": "fork"} for name, how in self.workers]
        (self.folder / "all.config.js").write_text(f"module.exports = {{apps: {json.dumps(apps)}}}\n")

    def start(self):
        self._pm2("start", str(self.folder / "all.config.js"))
        # What `pm2 resurrect`, and `pm2 startup` at boot, start from.
        self._pm2("save")

    def start_again(self):
        self._pm2("resurrect")

    def roots(self):
        try:
            return [int((self.folder / "home/pm2.pid").read_text())]
        except (OSError, ValueError):
            return []

    def _all(self):
        # Without a daemon `jlist` would start one.
        roots = self.roots()
        if not roots or not proc.descendants(roots):
            raise OSError("no daemon")
        done = subprocess.run([*self.command, "jlist"], env={**os.environ, "PM2_HOME": str(self.folder / "home")},
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        start = done.stdout.find("[{")
        return json.loads(done.stdout[start:]) if start >= 0 else []

    def known(self):
        return {one["pid"] for one in self._all() if one["pm2_env"]["status"] == "online"}

    def given_up(self):
        return any(one["pm2_env"]["status"] == "errored" for one in self._all())

    def logs(self):
        return list((self.folder / "home/logs").glob("*.log"))

    def clean(self):
        self._pm2("kill")
        super().clean()


def available(names, place):
    """The tools that are there, and what is missing."""
    makers = {
        "tireless": lambda: Tireless(install.Checkout(install.BENCH.parent), place),
        "supervisord": lambda: Supervisord(install.supervisord(), place),
        "pm2": lambda: Pm2(install.pm2(), place),
    }
    tools, missing = [], []
    for name in names:
        try:
            tools.append(makers[name]())
        except install.Missing as reason:
            missing.append(str(reason))
    return tools, missing
