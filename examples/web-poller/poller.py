"""Polls POLL_URL and appends one line to POLL_CHANGES for each change.

The last line of that file is also the memory: with its ETag and date the server is asked for news only, and its SHA-256
tells a change from a mere repetition. As the change and the memory of it are one line, a kill cannot part them.

A server that is away is no reason to end. The poller asks again after 1, 2, 4 … 60 s, and goes on sending heartbeats.
"""

import hashlib
import http.client
import json
import os
import random
import time
import urllib.error
import urllib.request
from datetime import datetime, timezone

from lines import Lines
from notify import notify, stop_asked, stop_between_items

URL = os.environ["POLL_URL"]
SECONDS = float(os.environ.get("POLL_SECONDS", "5"))
TIMEOUT = 10  # seconds of silence from the server
LONGEST_PAUSE = 60
LARGEST_PAGE = 10 << 20
BEAT = 5  # seconds between two heartbeats


def main():
    stop_between_items()
    changes = Lines(os.environ["POLL_CHANGES"])
    known = json.loads(changes.last) if changes.last else {}
    if known.get("url") != URL:
        known = {}
    print(f"polling {URL}; {changes.count} changes are known")
    looks = failures = failures_in_a_row = 0
    stopping = False
    while not stopping:
        try:
            page = look(known)
            looks, failures_in_a_row = looks + 1, 0
            if page and page["sha256"] != known.get("sha256"):
                changes.append(json.dumps(page))
                print(f"changed: {page['bytes']} bytes, {page['begins']!r}")
            known = page or known
            status, pause = f"{looks} looks, {changes.count} changes", SECONDS
        except (OSError, http.client.HTTPException) as problem:
            failures, failures_in_a_row = failures + 1, failures_in_a_row + 1
            pause = backoff(failures_in_a_row)
            status = f"failure {failures_in_a_row}: {problem}; next look in {pause:.1f} s"
            print(status)
        stopping = wait(pause, status, X_PROCESSED=looks, X_ERRORS=failures)
    print("asked to stop")


def look(known):
    """The page as it is now, or None if the server says that it has not changed."""
    request = urllib.request.Request(URL, headers={"User-Agent": "web-poller"})
    if known.get("etag"):
        request.add_header("If-None-Match", known["etag"])
    if known.get("last_modified"):
        request.add_header("If-Modified-Since", known["last_modified"])
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            body = answer.read(LARGEST_PAGE + 1)
            headers = answer.headers
    except urllib.error.HTTPError as answer:
        if answer.code == 304:
            return None
        raise
    if len(body) > LARGEST_PAGE:
        raise OSError(f"the page is larger than {LARGEST_PAGE} bytes")
    return {
        "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "url": URL,
        "etag": headers["ETag"],
        "last_modified": headers["Last-Modified"],
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        "begins": body[:80].decode("utf-8", "replace"),
    }


def backoff(failures):
    """1, 2, 4 … 60 s, and up to half as much by chance: many pollers must not come back in step."""
    return min(LONGEST_PAUSE, 2 ** min(failures - 1, 16)) * random.uniform(1, 1.5)


def wait(seconds, status, **counters):
    """Waits, with heartbeats; says whether a stop is asked for."""
    end = time.monotonic() + seconds
    while True:
        notify(READY=1, WATCHDOG=1, STATUS=status, **counters)
        left = end - time.monotonic()
        if stop_asked(min(BEAT, left)):
            return True
        if left <= BEAT:
            return False


if __name__ == "__main__":
    main()
