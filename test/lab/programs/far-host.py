"""A host that is far away: it refuses every TCP connection, after so many milliseconds and up to as many more.

far-host.py DEVICE DELAY JITTER READY: DEVICE is the end of a cable that it answers on, READY a port that listens once it does.
"""

import random
import socket
import struct
import sys
import threading

device, delay, jitter, ready = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
IPV4, TCP, SYN, RST_ACK = 0x0800, 6, 0x02, 0x14


def checksum(data: bytes) -> int:
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def refusal(frame: bytes) -> bytes:
    """The frame that resets what a frame with a SYN asked for."""
    ip = frame[14:]
    source, destination = ip[12:16], ip[16:20]
    segment = ip[(ip[0] & 15) * 4 :]
    from_port, to_port, sequence = struct.unpack("!HHI", segment[:8])
    head = struct.pack("!HHIIBBH", to_port, from_port, 0, sequence + 1 & 0xFFFFFFFF, 5 << 4, RST_ACK, 0)
    pseudo = destination + source + struct.pack("!HH", TCP, 20)
    reset = head + struct.pack("!HH", checksum(pseudo + head + b"\0\0\0\0"), 0)
    begin = struct.pack("!BBHHHBB", 0x45, 0, 40, 0, 0, 64, TCP)
    packet = begin + struct.pack("!H", checksum(begin + b"\0\0" + destination + source)) + destination + source
    return frame[6:12] + frame[:6] + struct.pack("!H", IPV4) + packet + reset


wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(IPV4))
wire.bind((device, IPV4))
listener = socket.create_server(("127.0.0.1", ready))
while True:
    frame, (_, _, kind, *_) = wire.recvfrom(65535)
    outgoing = kind == socket.PACKET_OUTGOING
    if outgoing or frame[23] != TCP or not frame[14 + (frame[14] & 15) * 4 + 13] & SYN:
        continue
    late = (delay + random.uniform(0, jitter)) / 1000
    threading.Timer(late, wire.send, (refusal(frame),)).start()
