#!/usr/bin/env python3
"""Stands in for Bento, which can not be had here: the command line, the endpoints and the names of the metrics are those of its documentation.

It reads the configuration that it is given, takes lines from its input `subprocess`, or a message from `generate` at each interval, and
writes each to its output `file`. It maps nothing: what comes in goes out.
"""
import os
import re
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

assert sys.argv[1] == "-c", sys.argv


def value(text):
    """A scalar, as the templates' toYaml writes it."""
    if text[:1] == "'":
        return text[1:-1].replace("''", "'")
    return text[1:-1].encode().decode("unicode_escape") if text[:1] == '"' else text


def parse(lines, indent=0):
    """The mappings, lists of texts and texts that are read below; what else there is comes out as it may."""
    if lines and lines[0].lstrip().startswith("- "):
        items = []
        for line in lines:
            start = line.startswith(" " * indent + "- ")
            items.append(line.strip()[2:]) if start else items.append(items.pop() + " " + line.strip())
        return [value(item) for item in items]
    found = {}
    while lines:
        key, _, rest = lines.pop(0).strip().partition(":")
        inner = []
        while lines and (len(lines[0]) - len(lines[0].lstrip()) > indent or lines[0].startswith(" " * indent + "- ")):
            inner.append(lines.pop(0))
        rest = rest.strip()
        if rest and rest != "|":
            rest = " ".join([rest, *map(str.strip, inner)])
        below = len(inner[0]) - len(inner[0].lstrip()) if inner else 0
        found[value(key)] = parse(inner, below) if inner and not rest else value(rest)
    return found


config = parse([line for line in open(sys.argv[2]).read().splitlines() if line.strip()])
host, port = config["http"]["address"].split(":")
port = os.path.expandvars(port)
output = config["output"].get("file")
ready_after = time.monotonic() + 1
counts = {"sent": 0}


class Endpoints(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/ready":
            disconnected = os.path.exists(os.environ.get("STAND_IN_DISCONNECTED", "/nowhere"))
            ready = time.monotonic() > ready_after and not disconnected
            self.answer(200 if ready else 503, "OK" if ready else "output not connected")
        elif self.path == "/metrics":
            self.answer(200, 'output_sent{label="",path="root.output"} %d\noutput_error{label="",path="root.output"} 1\n'
                             'buffer_received{label="",path="root.buffer"} %d\nbuffer_sent{label="",path="root.buffer"} %d\n'
                             % (counts["sent"], counts["sent"] + 4, counts["sent"]))
        else:
            self.answer(404, "")

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def messages():
    command = config["input"].get("subprocess")
    if command:
        with subprocess.Popen([command["name"], *command["args"]], stdout=subprocess.PIPE, text=True) as child:
            signal.signal(signal.SIGTERM, lambda *_: (child.terminate(), sys.exit(0)))
            yield from child.stdout
    number, unit = re.fullmatch(r"(\d+)(ms|s)", config["input"]["generate"]["interval"]).groups()
    while True:
        time.sleep(int(number) / (1000 if unit == "ms" else 1))
        yield "{}\n"


server = ThreadingHTTPServer((host, int(port)), Endpoints)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("stand-in for Bento, listening at %s:%s" % (host, port), flush=True)
for message in messages():
    if output:
        os.makedirs(os.path.dirname(output["path"]) or ".", exist_ok=True)
        with open(output["path"], "w" if output["codec"] == "all-bytes" else "a") as file:
            file.write(message)
    counts["sent"] += 1
