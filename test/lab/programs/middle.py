"""What stands between a client and a TLS server: MODE PORT BACKEND [ARGUMENT].

single-read  takes one read of 1,400 bytes for the whole hello, and resets what is not whole
block        resets connections whose first segment holds ARGUMENT
swallow      the same, but goes silent instead
flip         changes a byte of the server's answer, ARGUMENT bytes in
delay        passes everything on, the first bytes ARGUMENT milliseconds late
far          passes everything on, ARGUMENT milliseconds late in either direction
"""
import socket, struct, sys, threading, time

mode, port, backend = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
argument = sys.argv[4] if len(sys.argv) > 4 else ""


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def pump(source, sink, flip_at=-1):
    seen = 0
    try:
        while data := source.recv(65536):
            if mode == "far":
                time.sleep(int(argument) / 1000)
            if seen <= flip_at < seen + len(data):
                data = bytearray(data)
                data[flip_at - seen] ^= 0xFF
            seen += len(data)
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        for one in (source, sink):
            one.close()


def serve(client):
    try:
        first = client.recv(1400 if mode == "single-read" else 65536)
    except OSError:
        return
    if mode == "single-read" and (len(first) < 5 or len(first) < 5 + int.from_bytes(first[3:5], "big")):
        return reset(client)
    if mode == "block" and argument.encode() in first:
        return reset(client)
    if mode == "swallow" and argument.encode() in first:
        return time.sleep(60)
    if mode in ("delay", "far"):
        time.sleep(int(argument) / 1000)
    server = socket.create_connection(("127.0.0.1", backend))
    server.sendall(first)
    flip_at = int(argument) if mode == "flip" else -1
    threading.Thread(target=pump, args=(client, server), daemon=True).start()
    pump(server, client, flip_at)


listener = socket.create_server(("", port))
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
