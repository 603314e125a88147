"""Finds the peers, or installs them into bench/.cache; what cannot be had is named in one line."""
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
CACHE = BENCH / ".cache"


class Missing(Exception):
    """Something is needed that is not there; the text says what to do."""


def _quiet(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.returncode == 0


def supervisord():
    """The command line that runs supervisord."""
    own = CACHE / "supervisor"
    if os.path.exists("/usr/bin/supervisord"):
        return ["/usr/bin/supervisord"]
    if os.geteuid() == 0 and shutil.which("apt-get") and _quiet(["apt-get", "install", "-y", "supervisor"]):
        return ["/usr/bin/supervisord"]
    if not (own / "bin/supervisord").exists():
        if not (_quiet([sys.executable, "-m", "venv", str(own)])
                and _quiet([str(own / "bin/pip"), "install", "-q", "supervisor==4.2.5", "setuptools<81"])):
            raise Missing("supervisord could not be installed: apt-get install supervisor, or pip install supervisor")
    return [str(own / "bin/supervisord")]


def pm2():
    """The command line that runs PM2."""
    node, npm = shutil.which("node"), shutil.which("npm")
    script = CACHE / "node_modules/pm2/bin/pm2"
    if not node:
        raise Missing("PM2 needs node, which is not on PATH: install Node.js 18 or newer")
    if not script.exists():
        CACHE.mkdir(exist_ok=True)
        if not npm or not _quiet([npm, "install", "--prefix", str(CACHE), "--ignore-scripts", "--no-audit",
                                  "--no-fund", "pm2@7"]):
            raise Missing(f"PM2 could not be installed: npm install --prefix {CACHE} --ignore-scripts pm2@7")
    return [node, str(script)]


def pm2_version():
    with open(CACHE / "node_modules/pm2/package.json") as file:
        return json.load(file)["version"]


class Checkout:
    """A checkout of Tireless, with a start-up cache of its own, so that the measurement knows when it is warm."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.cache = CACHE / ("aot-" + hashlib.sha256(str(self.folder).encode()).hexdigest()[:12])
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}
        self.command = [str(self.folder / "tireless")]
        self._run("--version")  # builds it if need be

    def _run(self, *arguments):
        done = subprocess.run([*self.command, *arguments], env=self.environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise Missing("tireless does not start: " + (done.stderr or done.stdout).strip().splitlines()[-1])
        return done.stdout.strip()

    def version(self):
        """The commit, with a + if files were changed since."""
        done = subprocess.run(["git", "-C", str(self.folder), "describe", "--always", "--dirty=+"],
                              capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else self._run("--version")

    def is_warm(self):
        """Whether the start-up cache, which the first command has made in the background, is there."""
        caches, stamp = self.cache / "tireless", self.folder / "dist/target/tireless/stamp"
        if any(caches.glob("*.failed")):
            return True
        made = [
            file
            for file in caches.glob("*.aot")
            if not file.name.endswith("-command.aot")
            and (not stamp.exists() or file.stat().st_mtime > stamp.stat().st_mtime)
        ]
        return bool(made) and not any(caches.glob("*.lock"))
