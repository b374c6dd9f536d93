#!/usr/bin/env python3
"""A line that breaks: passes TCP connections on to a port on loopback, and cuts the one over which so many bytes, with those
before it, have gone there; from then on it holds. Prints its own port.

    tests/foreign/cut.py --to PORT --after BYTES

It ends when its standard input does. Not for: anything but tests of resuming.
"""

import argparse
import os
import socket
import threading

arguments = argparse.ArgumentParser()
arguments.add_argument("--to", type=int, required=True)
arguments.add_argument("--after", type=int, required=True)
arguments = arguments.parse_args()

cut = threading.Event()
carried, counting = 0, threading.Lock()


def close(*sockets):
    for one in sockets:
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def carry(source, target, counted):
    global carried
    try:
        while block := source.recv(16384):
            target.sendall(block)
            with counting:
                carried += len(block) if counted else 0
                if counted and carried >= arguments.after and not cut.is_set():
                    cut.set()
                    break
    except OSError:
        pass
    close(source, target)


listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)


def accept():
    while True:
        client, _ = listener.accept()
        server = socket.create_connection(("127.0.0.1", arguments.to))
        threading.Thread(target=carry, args=(client, server, True), daemon=True).start()
        threading.Thread(target=carry, args=(server, client, False), daemon=True).start()


threading.Thread(target=accept, daemon=True).start()
while os.read(0, 4096):
    pass
