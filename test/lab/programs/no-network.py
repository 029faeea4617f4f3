"""Runs a command under a seccomp filter that forbids a system call, as sandboxes do: no-network.py socket|connect COMMAND…"""
import ctypes, os, struct, sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
CALLS = {"x86_64": {"socket": 41, "connect": 42}, "aarch64": {"socket": 198, "connect": 203}}
ALLOW, ERRNO_EPERM = 0x7FFF0000, 0x00050000 | 1
AF_INET, AF_INET6 = 2, 10
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06


def step(code, yes, no, value):
    return struct.pack("HBBI", code, yes, no, value)


number = CALLS[os.uname().machine][sys.argv[1]]
if sys.argv[1] == "socket":
    # Sockets of the internet families only: a program needs its local ones to live.
    steps = [step(LOAD, 0, 0, 0), step(JUMP_IF_EQUAL, 0, 4, number), step(LOAD, 0, 0, 16), step(JUMP_IF_EQUAL, 1, 0, AF_INET),
             step(JUMP_IF_EQUAL, 0, 1, AF_INET6), step(RETURN, 0, 0, ERRNO_EPERM), step(RETURN, 0, 0, ALLOW)]
else:
    steps = [step(LOAD, 0, 0, 0), step(JUMP_IF_EQUAL, 0, 1, number), step(RETURN, 0, 0, ERRNO_EPERM), step(RETURN, 0, 0, ALLOW)]
code = ctypes.create_string_buffer(b"".join(steps))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_void_p(ctypes.addressof(program)), 0, 0):
    sys.exit(f"seccomp: {os.strerror(ctypes.get_errno())}")
os.execvp(sys.argv[2], sys.argv[2:])
