#!/usr/bin/env python3
"""Stands in for Bento, which can not be had here: the command line, the endpoints and the names of the metrics are those of its documentation."""
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

assert sys.argv[1] == "-c", sys.argv
config = open(sys.argv[2]).read()
host, port = re.search(r"address: (\S+):(\d+)", config).groups()
ready_after = time.monotonic() + 1
counts = {"sent": 0}


class Endpoints(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/ready":
            ready = time.monotonic() > ready_after and not os.path.exists(os.environ["STAND_IN_DISCONNECTED"])
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


server = ThreadingHTTPServer((host, int(port)), Endpoints)
threading.Thread(target=server.serve_forever, daemon=True).start()
print("stand-in for Bento, listening at %s:%s" % (host, port), flush=True)
while True:
    counts["sent"] += 1
    time.sleep(0.1)
