"""A peer that is no server: PORT FIRST ANSWER END.

FIRST   hexadecimal, sent at once
ANSWER  hexadecimal, sent after the first bytes that come; `echo` sends them back
END     what follows: `open`, `fin` or `rst`; with `at-once` it does not wait for any bytes
"""
import socket, struct, sys, threading, time

port, first, answer, end = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
at_once = len(sys.argv) > 5


def serve(connection):
    try:
        if first != "-":
            connection.sendall(bytes.fromhex(first))
        while not at_once:
            data = connection.recv(65536)
            if not data:
                return
            if answer == "echo":
                connection.sendall(data)
                continue
            if answer != "-":
                connection.sendall(bytes.fromhex(answer))
            break
        if end == "rst":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if end == "open":
            time.sleep(60)
        connection.close()
    except OSError:
        pass


listener = socket.create_server(("", port))
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
