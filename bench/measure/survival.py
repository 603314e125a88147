"""What a kill of the supervisor does to its workers, and what becomes of a worker that crashes: the command line of bench/peers-kills."""
import argparse
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time

from . import survivors
from .cases import note

NAMES = ("tireless", "supervisord", "pm2")
SETTLE = 4
LOOK = 5
PATIENCE = 30


def kill(tool, count):
    """Kills the supervisor with SIGKILL, has it started again, and looks what became of the workers."""
    workers = [(f"w{number}", "talking" if number % 2 else "quiet") for number in range(count)]
    tool.prepare(workers)
    try:
        tool.start()
        tool.await_alive(count)
        time.sleep(SETTLE)
        old = tool.alive()
        roots = tool.roots()
        begun = time.monotonic()
        for pid in roots:
            os.kill(pid, signal.SIGKILL)
        tool.start_again()
        back, adopted = None, None
        while time.monotonic() < begun + PATIENCE and (back is None or adopted is None):
            try:
                known = tool.known()
            except OSError:
                known = set()
            now = time.monotonic()
            if set(tool.roots()) != set(roots):
                if back is None and len(known & tool.alive()) >= count:
                    back = now - begun
                if adopted is None and old <= known:
                    adopted = now - begun
            time.sleep(0.01)
        time.sleep(max(0, begun + LOOK - time.monotonic()))
        alive = tool.alive()
        lost, refused, written = tool.lost()
        return {"survived": len(alive & old), "of": count, "doubled": tool.doubled(), "lost": lost, "refused": refused, "written": written,
                "back": back, "adopted": adopted, "extra": len(alive) - count}
    finally:
        tool.clean()


def crash(tools, seconds):
    """Runs a worker that ends with 1 at once under all tools at the same time, and looks whether one gives it up."""
    found = {}
    try:
        for tool in tools:
            tool.prepare([("crasher", "crashing")])
            tool.start()
        begun = time.monotonic()
        while time.monotonic() < begun + seconds:
            for tool in tools:
                try:
                    if tool.name not in found and tool.given_up():
                        found[tool.name] = time.monotonic() - begun
                except OSError:
                    pass
            time.sleep(0.2)
        return {tool.name: (found.get(tool.name), len(tool.births()["crasher"])) for tool in tools}
    finally:
        for tool in tools:
            tool.clean()


def _middle(rounds, key):
    known = [one[key] for one in rounds if one[key] is not None]
    return f"{statistics.median(known):.2f} s" if len(known) == len(rounds) else "n/a"


def _table(tools, kills, crashes, seconds):
    def total(key):
        return lambda tool: sum(one[key] for one in kills[tool.name])

    def given_up(tool):
        after, _ = crashes[tool.name]
        return f"no, in {seconds} s" if after is None else f"after {after:.0f} s"

    rows = [
        ("workers that live on, of all", lambda tool: f"{total('survived')(tool)} of {total('of')(tool)}"),
        ("copies that met another copy", total("doubled")),
        ("copies too many 5 s later", total("extra")),
        ("log lines lost, of those written", lambda tool: f"{total('lost')(tool)} of {total('written')(tool)}"),
        ("log lines that could not be written", total("refused")),
        ("until all workers are under it again", lambda tool: _middle(kills[tool.name], "back")),
        ("until it knows the workers that lived", lambda tool: _middle(kills[tool.name], "adopted")),
        ("a worker that crashes at once is given up", given_up),
        ("starts of that worker meanwhile", lambda tool: crashes[tool.name][1]),
    ]
    lines = ["| after `kill -9` of the supervisor | " + " | ".join(tool.label for tool in tools) + " |",
             "|---" * (len(tools) + 1) + "|"]
    for text, cell in rows:
        lines.append(f"| {text} | " + " | ".join(str(cell(tool)) for tool in tools) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(prog="bench/peers-kills", description="The same kills to Tireless and its peers.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=20, help="half of them write 5 lines a second, half are quiet")
    parser.add_argument("--crash-seconds", type=int, default=60)
    parser.add_argument("--tool", choices=NAMES, action="append", help="only this tool; may be repeated")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    place = tempfile.mkdtemp(prefix="peers-kills-")
    try:
        tools, missing = survivors.available(options.tool or NAMES, place)
        for text in missing:
            print("left out: " + text, file=sys.stderr)
        if not tools:
            return 1
        kills = {tool.name: [] for tool in tools}
        for turn in range(options.rounds):
            for tool in tools:
                note(f"round {turn + 1} of {options.rounds}: {tool.label}")
                kills[tool.name].append(kill(tool, options.workers))
        note(f"a worker that crashes, {options.crash_seconds} s")
        crashes = crash(tools, options.crash_seconds)
        print(_table(tools, kills, crashes, options.crash_seconds))
        own = kills.get("tireless", [])
        broken = sum(one["of"] - one["survived"] + one["doubled"] + one["lost"] for one in own)
        return 1 if broken else 0
    finally:
        shutil.rmtree(place, ignore_errors=True)
