"""Python's ssl as a server: HOST PORT, echoing lines."""
import socket, ssl, sys, threading

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.crt", "server.key")


def serve(raw):
    try:
        with context.wrap_socket(raw, server_side=True) as connection:
            while data := connection.recv(4096):
                connection.sendall(data)
    except OSError:
        pass


host, port = sys.argv[1], int(sys.argv[2])
listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
while True:
    raw, _ = listener.accept()
    threading.Thread(target=serve, args=(raw,), daemon=True).start()
