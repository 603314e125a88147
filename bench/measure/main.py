"""The command line of bench/run."""
import argparse
import json
import os
import platform
import shutil
import signal
import sys
import tempfile
import time

from . import cases, tools
from .results import Results, goals, table

NAMES = ("tireless", "supervisord", "pm2")
FULL = {"restart": (4, 50), "runs": [(0, 3), (100, 9), (500, 3)], "settle": 10, "idle": (100, 30)}
QUICK = {"restart": (1, 15), "runs": [(0, 1), (100, 1)], "settle": 3, "idle": (100, 10)}


def _arguments():
    parser = argparse.ArgumentParser(prog="bench/run", description="Tireless beside supervisord and PM2, in one run.")
    parser.add_argument("--quick", action="store_true", help="smaller counts, less than two minutes; for a first look")
    parser.add_argument("--only", choices=("restart", "start", "memory", "idle"), help="one measurement")
    parser.add_argument("--tool", choices=NAMES, action="append", help="only this tool; may be repeated")
    parser.add_argument("--against", metavar="DIR", help="another checkout of Tireless as a further column")
    parser.add_argument("--json", metavar="FILE", help="writes every sample there")
    return parser.parse_args()


def _machine(found):
    model = "unknown CPU"
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), model)
    with open("/proc/meminfo") as file:
        memory = int(file.readline().split()[1]) / 1024 / 1024
    versions = ", ".join(f"{tool.label} {tool.version()}" for tool in found)
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    account = "root" if os.geteuid() == 0 else "not root"
    return (f"{len(os.sched_getaffinity(0))} cores ({model}), {memory:.0f} GiB, Linux {platform.release()}, {account}; "
            f"{versions}; load before the run {load}")


def _warm_up(found):
    """The first run of each fills the caches of disk and start-up; it is not counted."""
    cases.note("warming up")
    for tool in found:
        tool.begin(1)
        tool.end()
        for _ in range(120):
            if tool.is_warm():
                break
            time.sleep(1)


def main():
    # A shell may have set them to be ignored; the tools would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Removed at the end only: ext4 searches long for a free inode in the minutes after many were freed.
    place = tempfile.mkdtemp(prefix="bench-")
    try:
        return _measure(_arguments(), place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _measure(options, place):
    found, missing = tools.available(options.tool or NAMES, options.against, place)
    for text in missing:
        print("left out: " + text, file=sys.stderr)
    if not found:
        return 1
    machine = _machine(found)
    size, results, only = QUICK if options.quick else FULL, Results(), options.only
    try:
        _warm_up(found)
        if only in (None, "restart"):
            cases.restart(found, results, *size["restart"])
        if only in (None, "start", "memory"):
            plan = [(count, rounds) for count, rounds in size["runs"] if count or only != "start"]
            cases.runs(found, results, plan, None if only == "start" else size["settle"])
        if only in (None, "idle"):
            cases.idle(found, results, *size["idle"], size["settle"])
    finally:
        for tool in found:
            tool.clean()
    print(f"{machine}\n\n{table(results, found)}\n")
    print("\n".join(goals(results)))
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"machine": machine, "samples": results.samples}, file, indent=1)
    return 0
