"""One of several consumers of the queue in the folder QUEUE.

    pending/<item>            it waits
    claimed/<replica>/<item>  that replica is doing it
    ledger/<replica>          a line for each item that had its effect; the line is the effect, here
    done/<item>               its result

An item moves forward only, by four steps. Each step is whole or has not happened:

    1. rename pending/<item> to claimed/<replica>/<item>: of several replicas, one succeeds
    2. append the item's line to the replica's ledger: torn by a kill, it is cut, as if never written
    3. rename the written result to done/<item>: doing it again changes nothing
    4. remove the claim

Whoever finds a claim of a dead replica looks at that replica's ledger. If the last line is that item's, step 2 has
happened, and steps 3 and 4 follow; else all three. The last line says enough: a replica has one claim at a time.
"""

import fcntl
import os
import time

from lines import Lines
from notify import notify, stop_asked, stop_between_items

QUEUE = os.environ["QUEUE"]
REPLICA = os.environ.get("DATAOS_REPLICA", "0")
ITEM_SECONDS = float(os.environ.get("ITEM_SECONDS", "0"))
PENDING, CLAIMED, LEDGER, DONE = (os.path.join(QUEUE, name) for name in ("pending", "claimed", "ledger", "done"))
PAUSE = 0.5  # seconds between two looks at an empty queue


def main():
    for folder in (PENDING, CLAIMED, LEDGER, DONE):
        os.makedirs(folder, exist_ok=True)
    mine = Desk(REPLICA, wait=True)
    stop_between_items()
    progress = Progress()
    print(f"replica {REPLICA} consumes {QUEUE}")
    while not stop_asked(PAUSE):
        items = items_in(PENDING)
        for position, item in enumerate(items):
            if mine.claim(item):
                mine.finish(item)
                progress.processed += 1
            progress.report(backlog=len(items) - position - 1)
            if stop_asked():
                return
        finish_for_the_dead()
        progress.report(backlog=0)


class Desk:
    """A replica's claims and its ledger. One process sits at it; when that dies, the kernel gives the seat free."""

    def __init__(self, replica, wait):
        """Raises BlockingIOError if somebody sits there and this process does not want to wait."""
        self._claims = os.path.join(CLAIMED, replica)
        os.makedirs(self._claims, exist_ok=True)
        self._seat = open(os.path.join(self._claims, ".seat"), "a")
        fcntl.flock(self._seat, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        self._seat.truncate(0)
        print(os.getpid(), file=self._seat, flush=True)  # for people, and for `torment`
        self._ledger = Lines(os.path.join(LEDGER, replica))
        for item in items_in(self._claims):
            print(f"item {item} was left by a replica {replica} that died: finishing it")
            self.finish(item)

    def claim(self, item):
        try:
            os.rename(os.path.join(PENDING, item), os.path.join(self._claims, item))
            return True
        except FileNotFoundError:
            return False  # another replica was faster

    def finish(self, item):
        claim = os.path.join(self._claims, item)
        if not (self._ledger.last or "").startswith(f"{item}\t"):
            self._ledger.append(f"{item}\t{work(claim)}")
        draft = os.path.join(DONE, f".{item}")
        with open(draft, "w") as file:
            print(self._ledger.last.partition("\t")[2], file=file)
        os.rename(draft, os.path.join(DONE, item))
        os.remove(claim)


def finish_for_the_dead():
    """What a dead replica left is finished when it comes back; but after a scale-in it does not come back."""
    for replica in os.listdir(CLAIMED):
        if replica != REPLICA and items_in(os.path.join(CLAIMED, replica)):
            try:
                Desk(replica, wait=False)
            except BlockingIOError:
                pass  # it lives, and is at it


def items_in(folder):
    """Oldest number first. What begins with a dot is not, or not yet, an item."""
    return sorted(entry.name for entry in os.scandir(folder) if entry.is_file() and not entry.name.startswith("."))


def work(path):
    """How many steps of Collatz lead from the number in the file to 1."""
    time.sleep(ITEM_SECONDS)
    with open(path) as file:
        text = file.read().strip()
    if not text.isdecimal() or int(text) == 0:
        return "not a number above 0"  # a result, too: to fail here would bring the same item back for ever
    number, steps = int(text), 0
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        steps += 1
    return steps


class Progress:
    """What the supervisor is told, a few times a second at most."""

    def __init__(self):
        self.processed = 0
        self._next_report = 0.0

    def report(self, backlog):
        now = time.monotonic()
        if now >= self._next_report:
            self._next_report = now + 0.2
            status = f"{self.processed} done, {backlog} wait"
            notify(READY=1, WATCHDOG=1, STATUS=status, X_PROCESSED=self.processed, X_BACKLOG=backlog)


if __name__ == "__main__":
    main()
