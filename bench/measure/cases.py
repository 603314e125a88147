"""The four measurements. In each the tools take turns, so that a drift of the machine hits all alike."""
import os
import random
import signal
import sys
import time

from . import proc

RESTART_PATIENCE = 30


def note(text):
    print(text, file=sys.stderr, flush=True)


def restart(tools, results, rounds, pool):
    """From SIGKILL of a worker to the first line of the next one; each worker is killed once a round."""
    samples = {tool.name: [] for tool in tools}
    for turn in range(rounds):
        note(f"restart: round {turn + 1} of {rounds}, {pool} workers per tool")
        for tool in tools:
            tool.begin(pool)
        time.sleep(3)  # beyond supervisord's startsecs: an earlier end would count as a failed start
        victims = {tool.name: sorted(tool.workers) for tool in tools}
        for number in range(pool):
            for tool in tools:
                # At any phase of whatever clock a tool may poll by.
                time.sleep(random.uniform(0.02, 0.12))
                samples[tool.name].append(_kill(tool, victims[tool.name][number]))
        for tool in tools:
            tool.end()
    for tool in tools:
        results.put("restart", tool, samples[tool.name])


def _kill(tool, victim):
    begun = time.monotonic_ns()
    os.kill(victim, signal.SIGKILL)
    born, pids = tool.births.next(RESTART_PATIENCE)
    if len(pids) != 1:
        raise RuntimeError(f"{tool.label}: {len(pids)} workers came within {RESTART_PATIENCE} s of a kill")
    tool.died(victim, pids[0])
    return (born - begun) / 1e6


def runs(tools, results, plan, settle):
    """Start and stop of many; with `settle` also the memory, that many seconds after the start."""
    for count, rounds in plan:
        for turn in range(rounds):
            note(f"{count} workers: round {turn + 1} of {rounds}")
            first = turn % len(tools)  # what one leaves to the kernel to tidy up does not always meet the same next one
            for tool in tools[first:] + tools[:first]:
                started = tool.begin(count)
                if settle is not None:
                    time.sleep(settle)
                    plane, keepers = tool.own()
                    own = sum(map(proc.pss_kb, plane)) / 1024
                    beside = sum(map(proc.pss_kb, keepers)) / 1024
                    results.add(f"plane{count}", tool, own)
                    results.add(f"total{count}", tool, own + beside)
                else:
                    time.sleep(2)
                stopped = tool.end()
                if count:
                    results.add(f"start{count}", tool, started)
                    results.add(f"stop{count}", tool, stopped)


def idle(tools, results, count, seconds, settle):
    """CPU time of the tools in the same seconds, while all workers sleep."""
    note(f"idle: {count} workers per tool, {seconds} s")
    for tool in tools:
        tool.begin(count)
    time.sleep(settle)
    own = {tool.name: set().union(*tool.own()) for tool in tools}
    begun = time.monotonic()
    before = {name: sum(map(proc.cpu_seconds, pids)) for name, pids in own.items()}
    time.sleep(seconds)
    after = {name: sum(map(proc.cpu_seconds, pids)) for name, pids in own.items()}
    passed = time.monotonic() - begun
    for tool in tools:
        results.add("idle", tool, 100 * (after[tool.name] - before[tool.name]) / passed)
        tool.end()
