"""A DNS server that answers, lies, fails or stays silent, as a JSON table says.

lying-dns.py ADDRESS '{"chat.lab": {"A": ["10.77.0.2"], "AAAA": "drop"}, "*": "NXDOMAIN"}'

A name maps record types to a list of addresses or to a behaviour, or maps to one behaviour for all types; "*" is every
other name. Behaviours: NOERROR (no data), NXDOMAIN, SERVFAIL, REFUSED, drop. With "cd": [...] a question with checking
disabled gets that instead; with "delay" the answer comes late (seconds); with "cname": NAME an alias goes before.
"""
import ipaddress, json, socket, struct, sys, threading, time

address, table = sys.argv[1], json.loads(sys.argv[2])
RCODES = {"NOERROR": 0, "SERVFAIL": 2, "NXDOMAIN": 3, "REFUSED": 5}
TYPES = {1: "A", 28: "AAAA", 2: "NS"}


def encode(name):
    return b"".join(bytes([len(p)]) + p.encode() for p in name.split(".") if p) + b"\0"


def question(message):
    at, labels = 12, []
    while message[at]:
        labels.append(message[at + 1 : at + 1 + message[at]].decode("latin1"))
        at += 1 + message[at]
    kind = struct.unpack("!H", message[at + 1 : at + 3])[0]
    return ".".join(labels).lower(), TYPES.get(kind, str(kind)), message[12 : at + 5]


def answer(message):
    name, kind, asked = question(message)
    ident, flags = struct.unpack("!HH", message[:4])
    rule = table.get(name, table.get("*", "NXDOMAIN"))
    said, alias = rule, None
    if isinstance(rule, dict):
        time.sleep(rule.get("delay", 0))
        alias = rule.get("cname")
        said = rule["cd"] if flags & 0x10 and "cd" in rule else rule.get(kind, "NOERROR")
    if said == "drop":
        return None
    records = []
    if alias:
        data = encode(alias)
        records.append(b"\xc0\x0c" + struct.pack("!HHIH", 5, 1, 60, len(data)) + data)
    for one in said if isinstance(said, list) else []:
        data = ipaddress.ip_address(one).packed
        if kind == ("A" if len(data) == 4 else "AAAA"):
            records.append((encode(alias) if alias else b"\xc0\x0c") + struct.pack("!HHIH", 1 if len(data) == 4 else 28, 1, 60, len(data)) + data)
    rcode = 0 if isinstance(said, list) else RCODES[said]
    return struct.pack("!HHHHHH", ident, 0x8180 | rcode, 1, len(records), 0, 0) + asked + b"".join(records)


def over_tcp(family):
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind((address, 53))
    server.listen(16)
    while True:
        peer, _ = server.accept()
        message = peer.recv(4096)[2:]
        reply = answer(message)
        if reply:
            peer.sendall(struct.pack("!H", len(reply)) + reply)
        peer.close()


family = socket.AF_INET6 if ":" in address else socket.AF_INET
udp = socket.socket(family, socket.SOCK_DGRAM)
udp.bind((address, 53))


def respond(message, peer):
    reply = answer(message)
    if reply:
        udp.sendto(reply, peer)


if "no-tcp" not in sys.argv[3:]:
    threading.Thread(target=over_tcp, args=(family,), daemon=True).start()
while True:
    message, peer = udp.recvfrom(4096)
    threading.Thread(target=respond, args=(message, peer), daemon=True).start()
