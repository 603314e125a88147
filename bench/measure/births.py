"""When workers come to life: they write their pid into a FIFO that is read here."""
import os
import select
import time


class Births:
    def __init__(self, path):
        self.path = path
        os.mkfifo(path)
        # Open for both: there is always a writer, so it never ends, and always a reader, so no worker waits.
        self._fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self._poll = select.poll()
        self._poll.register(self._fd, select.POLLIN)
        self._torn = b""

    def next(self, seconds):
        """The moment (ns, monotonic) at which something was heard, and the pids; no pids if nothing was."""
        ready = self._poll.poll(max(0, seconds) * 1000)
        now = time.monotonic_ns()
        if not ready:
            return now, []
        lines = (self._torn + os.read(self._fd, 65536)).split(b"\n")
        self._torn = lines.pop()
        return now, [int(line) for line in lines]

    def await_count(self, count, seconds):
        """The moment of the last of `count` births, and all pids; less pids if time runs out."""
        pids, end = [], time.monotonic() + seconds
        last = time.monotonic_ns()
        while len(pids) < count and time.monotonic() < end:
            now, born = self.next(end - time.monotonic())
            if born:
                last = now
                pids += born
        return last, pids

    def close(self):
        os.close(self._fd)
