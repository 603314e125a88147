"""Takes items of a list of Redis, works on each for a while, and writes down how long it had waited. For bench/autoscale --live."""
import os
import signal
import socket
import sys
import time

from servers import Redis

NAME, SECONDS = os.environ["LIST"], float(os.environ["SECONDS_PER_ITEM"])
DOING = f"{NAME}:doing:{os.environ['DATAOS_REPLICA']}"
ending = False


def end(*_):
    global ending
    ending = True


def tell(text):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.sendto(text.encode(), os.environ["NOTIFY_SOCKET"].replace("@", "\0", 1))


signal.signal(signal.SIGTERM, end)
redis = Redis(int(os.environ["REDIS_PORT"]))
redis.call("RPUSH", NAME + ":events", f"1 {time.time()}")
# What the one before of this number had in hand when it was killed.
while redis.call("LMOVE", DOING, NAME, "LEFT", "RIGHT") is not None:
    redis.call("INCR", NAME + ":killed")
done = 0
tell("READY=1\nX_PROCESSED=0\nX_INFLIGHT=0")
while not ending:
    item = redis.call("BLMOVE", NAME, DOING, "RIGHT", "LEFT", 0.5)
    if item is None:
        # Who says nothing leaves it open whether its last word still holds.
        tell(f"X_PROCESSED={done}\nX_INFLIGHT=0")
        continue
    begun = time.time()
    tell("X_INFLIGHT=1")
    while (left := begun + SECONDS - time.time()) > 0:
        time.sleep(left)
    redis.call("RPUSH", NAME + ":waits", f"{item} {begun}")
    redis.call("LREM", DOING, 1, item)
    done += 1
    tell(f"X_PROCESSED={done}\nX_INFLIGHT=0")
redis.call("RPUSH", NAME + ":events", f"-1 {time.time()}")
sys.exit(0)
