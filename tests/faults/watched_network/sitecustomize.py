"""Notes who asks the network: Python imports this in every process that has the folder on PYTHONPATH.

Whatever would leave this machine is written as one line to the file that NETWORK_LOG names. Nothing is
forbidden here: what native code does without Python is stopped and counted by `offline`.
"""

import os
import sys

ASKING = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
HERE = ("127.0.0.1", "::1", "localhost", "", None)


def note(event, arguments):
    if event not in ASKING:
        return
    where = (
        arguments[0]
        if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
        else arguments[-1]
    )
    host = where[0] if isinstance(where, tuple) else where if event != "socket.connect" else None
    if host in HERE or (isinstance(host, bytes) and host.decode() in HERE):
        return
    with open(os.environ["NETWORK_LOG"], "a", encoding="utf-8") as log:
        log.write(f"{event} {where} by {' '.join(' '.join(sys.orig_argv[:6]).split())}\n")


if "NETWORK_LOG" in os.environ:
    sys.addaudithook(note)
