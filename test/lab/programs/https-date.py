"""An HTTPS server whose clock is so many seconds ahead: https-date.py PORT SECONDS"""
import http.server, ssl, sys, time
from email.utils import formatdate


class Handler(http.server.BaseHTTPRequestHandler):
    def date_time_string(self, timestamp=None):
        return formatdate(time.time() + int(sys.argv[2]), usegmt=True)

    def do_HEAD(self):
        self.send_response(200)
        self.end_headers()

    do_GET = do_HEAD


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.crt", "server.key")
server = http.server.ThreadingHTTPServer(("", int(sys.argv[1])), Handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
