"""Takes one item after the other from a list of Redis, works on it, and says what it has done. Needs python3 alone."""
import os
import signal
import socket
import sys
import time

HOST, PORT = os.environ.get("REDIS", "127.0.0.1:6379").rsplit(":", 1)
LIST = os.environ.get("LIST", "orders")
DOING = "%s:doing:%s" % (LIST, os.environ.get("DATAOS_REPLICA", "0"))
SECONDS = float(os.environ.get("SECONDS_PER_ITEM", "0.1"))


class Redis:
    """The few words of the protocol of Redis that are needed here (RESP 2)."""

    def __init__(self):
        self.socket = socket.create_connection((HOST, int(PORT)), timeout=5)
        self.input = self.socket.makefile("rb")

    def call(self, *words):
        text = b"*%d\r\n" % len(words)
        for word in (str(word).encode() for word in words):
            text += b"$%d\r\n%s\r\n" % (len(word), word)
        self.socket.sendall(text)
        return self.reply()

    def reply(self):
        line = self.input.readline()
        if not line:
            raise ConnectionError("Redis has closed the connection")
        kind, rest = line[:1], line[1:].strip()
        if kind == b"*":
            return None if rest == b"-1" else [self.reply() for _ in range(int(rest))]
        if kind == b"$":
            if rest == b"-1":
                return None
            text = self.input.read(int(rest))
            self.input.read(2)
            return text.decode()
        if kind == b"-":
            raise ConnectionError(rest.decode())
        return rest.decode()


def tell(text):
    """One datagram to Tireless (sd_notify); while no server listens, the work goes on."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            try:
                out.sendto(text.encode(), socket.MSG_DONTWAIT, address.replace("@", "\0", 1))
            except OSError:
                pass


def report(in_hand):
    """Everything in each report: a lost one does no harm then."""
    tell("READY=1\nX_PROCESSED=%d\nX_INFLIGHT=%d\nX_BACKLOG=%s" % (processed, in_hand, redis.call("LLEN", LIST)))


ending = False


def end(*_):
    global ending
    ending = True


signal.signal(signal.SIGTERM, end)
processed = 0
redis = Redis()
# What the one before of this number had in hand when it was killed.
while redis.call("LMOVE", DOING, LIST, "LEFT", "RIGHT") is not None:
    pass
report(0)
while not ending:
    # In a list of its own while it is worked on: the next one of this number takes up what a killed one had.
    item = redis.call("BLMOVE", LIST, DOING, "RIGHT", "LEFT", 1)
    if item is None:
        report(0)
        continue
    report(1)
    time.sleep(SECONDS)
    redis.call("LREM", DOING, 1, item)
    redis.call("INCR", LIST + ":done")
    processed += 1
    report(0)
print("ended after", processed, "items", flush=True)
sys.exit(0)
