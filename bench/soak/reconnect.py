"""A load process: one address that connects so many times a second and soon goes away, until its input ends; then how often."""
import collections
import select
import socket
import sys
import time

host, port, address, rate = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
TICK = 0.01
# Long enough for more of them at one time than a server takes from one address.
STAYS = 0.3
# Linux finds the port together with the peer, and so may take one again that waits for the end of an earlier connection.
IP_BIND_ADDRESS_NO_PORT = 24


# The state of a connection that the peer has not answered, where Linux tells it (TCP_INFO).
SYN_SENT = 2


def connect():
    connection = socket.socket()
    connection.setblocking(False)
    connection.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
    connection.bind((address, 0))
    connection.connect_ex((host, port))
    return connection


def came(connection):
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != SYN_SENT


tried = answered = 0
there = collections.deque()
began = now = time.monotonic()
while not select.select([sys.stdin], [], [], TICK)[0]:
    now = time.monotonic()
    while there and there[0][0] < now - STAYS:
        with there.popleft()[1] as connection:
            answered += came(connection)
    while tried < (now - began) * rate:
        there.append((now, connect()))
        tried += 1
print(answered + sum(came(connection) for _, connection in there), now - began)
