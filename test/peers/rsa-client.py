"""A client of dialect rsa, written from its description: no framing but TLS records, one taken at a time.

Usage: rsa-client.py PORT NAME. Lines of stdin are sent; what comes is printed.
"""
import os
import select
import socket
import ssl
import sys

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

OAEP = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=None)
PEM = b"-----BEGIN PUBLIC KEY-----"

context = ssl.create_default_context(cafile="server.crt")
s = context.wrap_socket(socket.create_connection(("localhost", int(sys.argv[1]))), server_hostname="localhost")
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def record():
    """One TLS record: recv never returns more."""
    data = s.recv(16384)
    if not data:
        print("closed", flush=True)
        sys.exit(0)
    return data


server_key = serialization.load_pem_public_key(record())
s.sendall(key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
s.sendall(sys.argv[2].encode())
print("ready", flush=True)

while True:
    ready = [s] if s.pending() else select.select([s, 0], [], [])[0]
    if s in ready:
        # A session ticket is readable too, and is no record for us.
        s.setblocking(False)
        try:
            first = record()
        except ssl.SSLWantReadError:
            continue
        finally:
            s.setblocking(True)
        if first.startswith(PEM):
            serialization.load_pem_public_key(first)
            print(f"present {record().decode()}", flush=True)
        elif len(first) > 3:
            print(f"[{first.decode()}] {key.decrypt(record(), OAEP).decode()}", flush=True)
    if 0 in ready:
        for line in os.read(0, 65536).decode().splitlines():
            # The second one was meant for the others, and is encrypted for the server all the same.
            s.sendall(server_key.encrypt(line.encode(), OAEP))
            s.sendall(server_key.encrypt(line.encode(), OAEP))
