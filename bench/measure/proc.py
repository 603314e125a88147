"""What /proc says about processes."""
import os
import select
import time

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid):
    """The fields of /proc/PID/stat from the state on, or None."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def parent(pid):
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def cpu_seconds(pid):
    """User and system time, with that of children that have ended."""
    fields = _stat(pid)
    return sum(map(int, fields[11:15])) / TICKS if fields else 0.0


def pss_kb(pid):
    """The proportional share of memory: pages that k processes share count 1/k for each."""
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def descendants(roots):
    """The roots and all below them."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            children.setdefault(parent(int(name)), []).append(int(name))
    found, todo = set(), [pid for pid in roots if _stat(pid)]
    while todo:
        pid = todo.pop()
        if pid not in found:
            found.add(pid)
            todo += children.get(pid, [])
    return found


def ancestors(pid, but):
    """What is above a process, up to init or to one of `but`."""
    found = set()
    pid = parent(pid)
    while pid > 1 and pid not in but:
        found.add(pid)
        pid = parent(pid)
    return found


class Ends:
    """Waits until all of some processes have ended; a zombie counts as ended."""

    def __init__(self, pids):
        self._poll = select.poll()
        self._left = {}
        for pid in pids:
            self.add(pid)

    def add(self, pid):
        try:
            fd = os.pidfd_open(pid)
        except ProcessLookupError:
            return
        self._left[fd] = pid
        self._poll.register(fd, select.POLLIN)

    def wait(self, seconds):
        """The processes that live on."""
        end = time.monotonic() + seconds
        while self._left and time.monotonic() < end:
            for fd, _ in self._poll.poll(max(1, (end - time.monotonic()) * 1000)):
                self._poll.unregister(fd)
                os.close(fd)
                del self._left[fd]
        alive = list(self._left.values())
        for fd in self._left:
            os.close(fd)
        self._left.clear()
        return alive
