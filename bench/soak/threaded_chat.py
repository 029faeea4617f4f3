"""A threaded TLS chat server, as a course would write it: one thread a connection, each line goes to all others."""
import socket
import ssl
import sys
import threading

clients = set()
lock = threading.Lock()


def serve(connection, context):
    try:
        connection = context.wrap_socket(connection, server_side=True)
    except OSError:
        return
    with lock:
        clients.add(connection)
    try:
        with connection, connection.makefile("rb") as lines:
            for line in lines:
                with lock:
                    others = [other for other in clients if other is not connection]
                for other in others:
                    try:
                        other.sendall(line)
                    except OSError:
                        pass
    except OSError:
        pass
    finally:
        with lock:
            clients.discard(connection)


certificate, key = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
print("listening on", listener.getsockname()[1], flush=True)
while True:
    accepted, _ = listener.accept()
    accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    threading.Thread(target=serve, args=(accepted, context), daemon=True).start()
