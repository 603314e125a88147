"""A page to try the poller with. It changes every so many seconds, and knows ETag.

python3 server.py [--port 8088] [--every 5]
"""

import argparse
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--port", type=int, default=8088)
parser.add_argument("--every", type=int, default=5, help="seconds from one change to the next")
options = parser.parse_args()


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        edition = int(time.time()) // options.every
        body = f"edition {edition}\n".encode()
        etag = f'"{edition}"'
        news = self.headers["If-None-Match"] != etag
        self.send_response(200 if news else 304)
        self.send_header("ETag", etag)
        self.send_header("Last-Modified", formatdate(edition * options.every, usegmt=True))
        if news:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if news:
            self.wfile.write(body)


print(f"http://127.0.0.1:{options.port}/ changes every {options.every} s; Ctrl-C ends it", flush=True)
try:
    ThreadingHTTPServer(("127.0.0.1", options.port), Page).serve_forever()
except KeyboardInterrupt:
    pass
