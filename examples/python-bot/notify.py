"""Tells the supervisor how this process fares, by sd_notify datagrams. Copy this file into your own worker."""

import os
import signal
import socket

_STOP = {signal.SIGTERM, signal.SIGINT}


def notify(**fields):
    """notify(READY=1, STATUS="indexing", X_PROCESSED=12): never blocks, never fails; silent with nobody there."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address.startswith("@"):  # the abstract namespace
        address = "\0" + address[1:]
    text = "\n".join(f"{name}={str(value)}".replace("\n", " ") for name, value in fields.items())
    try:
        # A new socket each time: a connected one would stay broken after a restart of the supervisor.
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.sendto(text.encode(errors="replace"), socket.MSG_DONTWAIT, address)
    except OSError:
        pass  # nobody listens just now: the work matters more, and the next report says it all again


def stop_between_items():
    """From now on SIGTERM and SIGINT wait until stop_asked() looks for them, so they never break an item in two."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)


def stop_asked(seconds=0):
    """Waits that long, or less if a stop is asked for; says whether it is."""
    return signal.sigtimedwait(_STOP, max(0, seconds)) is not None
