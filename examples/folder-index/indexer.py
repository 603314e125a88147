"""Indexes the files of INDEX_FOLDER into INDEX_DATABASE: one row for each, written anew when the file changes.

A row is written in one transaction, and a file without its row is simply read again. So a kill at any instant
costs at most the reading of one file, and no file is ever indexed twice.
"""

import hashlib
import os
import signal
import sqlite3
import stat
import sys
import time
from datetime import datetime, timezone
from typing import NamedTuple, Tuple

from notify import notify

FOLDER = os.environ["INDEX_FOLDER"]
DATABASE = os.environ["INDEX_DATABASE"]
SETTLED = 1.0  # a file that changed less than this many seconds ago may still be being written: it has to wait
PAUSE = 1.0  # between two looks at the folder
CHUNK = 1 << 20

SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    name       TEXT PRIMARY KEY,   -- relative to the folder
    size       INTEGER NOT NULL,   -- bytes
    sha256     TEXT NOT NULL,
    lines      INTEGER NOT NULL,   -- newline characters
    seen       TEXT NOT NULL,      -- when it was indexed, UTC
    changed_ns INTEGER NOT NULL    -- the file's ctime, which no program can set back
) WITHOUT ROWID
"""


class File(NamedTuple):
    name: str
    path: str
    stamp: Tuple[int, int]  # size and ctime: what tells one content of a file from another


class Progress:
    """What the supervisor is told, a few times a second at most: small files go by the thousand."""

    def __init__(self):
        self.indexed = self.errors = self.backlog = 0
        self._next_report = 0.0

    def report(self, status):
        now = time.monotonic()
        if now < self._next_report:
            return
        self._next_report = now + 0.2
        notify(
            READY=1,
            WATCHDOG=1,
            STATUS=status,
            X_PROCESSED=self.indexed,
            X_ERRORS=self.errors,
            X_BACKLOG=self.backlog,
        )


def main():
    # Ending anywhere is safe, so it ends at once: an open transaction is rolled back, as it would be after a kill.
    for wish in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wish, lambda *_: sys.exit(0))
    os.makedirs(FOLDER, exist_ok=True)
    database = open_database()
    rows = database.execute("SELECT name, size, changed_ns FROM files")
    known = {name: (size, changed) for name, size, changed in rows}
    print(f"watching {FOLDER}: {len(known)} files are in {DATABASE}")
    progress = Progress()
    while True:
        waiting = [file for file in settled_files() if known.get(file.name) != file.stamp]
        for position, (name, path, stamp) in enumerate(waiting):
            progress.backlog = len(waiting) - position
            try:
                row = read(name, path, progress)
            except FileNotFoundError:
                continue  # gone since the folder was listed
            except OSError as problem:
                progress.errors += 1
                print(f"cannot read {name}: {problem.strerror}")
                known[name] = stamp  # no second try before the file changes, or the worker restarts
                continue
            if row is None:
                continue  # a later look will find it settled
            with database:
                database.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
            known[name] = stamp
            progress.indexed += 1
            print(f"indexed {name}: {row[1]} bytes, {row[3]} lines")
            progress.report(f"indexed {name}")
        progress.backlog = 0
        progress.report(f"{len(known)} files known, none waits")
        time.sleep(PAUSE)


def open_database():
    os.makedirs(os.path.dirname(DATABASE) or ".", exist_ok=True)
    database = sqlite3.connect(DATABASE, timeout=10)
    database.execute("PRAGMA journal_mode = WAL")  # people may read while we write
    # A power cut may take the last rows, never the database: the files of those rows are read again.
    database.execute("PRAGMA synchronous = NORMAL")
    with database:
        database.execute(SCHEMA)
    return database


def settled_files():
    """The files that nobody has touched for a moment."""
    now = time.time()
    for folder, _, names in os.walk(FOLDER):
        for name in sorted(names):
            path = os.path.join(folder, name)
            try:
                state = os.lstat(path)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(state.st_mode) and abs(now - state.st_ctime) > SETTLED:
                yield File(printable(os.path.relpath(path, FOLDER)), path, (state.st_size, state.st_ctime_ns))


def read(name, path, progress):
    """The file's row; None if it changed while it was read."""
    digest, size, lines = hashlib.sha256(), 0, 0
    with open(path, "rb") as file:
        before = os.fstat(file.fileno())
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            lines += chunk.count(b"\n")
            progress.report(f"reading {name}")  # the heartbeat of a long read
        after = os.fstat(file.fileno())
    if (before.st_ctime_ns, size) != (after.st_ctime_ns, after.st_size):
        return None
    seen = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return name, size, digest.hexdigest(), lines, seen, after.st_ctime_ns


def printable(name):
    """File names are bytes, and SQLite's text is UTF-8: what is not is shown as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


if __name__ == "__main__":
    main()
