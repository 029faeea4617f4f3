"""An HTTP proxy that tunnels, or answers every CONNECT with a status of its own: proxy.py ADDRESS PORT [STATUS] [VIA]

With VIA the tunnel is opened from that address.
"""
import socket, sys, threading

address, port = sys.argv[1], int(sys.argv[2])
status = sys.argv[3] if len(sys.argv) > 3 else "200"
via = sys.argv[4] if len(sys.argv) > 4 else None


def pump(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    sink.close()


def serve(client):
    head = b""
    while b"\r\n\r\n" not in head:
        head += client.recv(4096)
    if status != "200":
        client.sendall(f"HTTP/1.1 {status} No\r\n\r\n".encode())
        client.close()
        return
    host, _, number = head.split()[1].decode().rpartition(":")
    try:
        peer = socket.create_connection((host.strip("[]"), int(number)), 3, source_address=(via, 0) if via else None)
    except OSError:
        client.sendall(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
        client.close()
        return
    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    threading.Thread(target=pump, args=(peer, client), daemon=True).start()
    pump(client, peer)


listener = socket.create_server((address, port))
while True:
    client, _ = listener.accept()
    threading.Thread(target=serve, args=(client,), daemon=True).start()
