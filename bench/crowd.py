#!/usr/bin/env python3
"""Whether a network with many containers is as quick as one with few: to join, and to find a name on.

    sudo bench/crowd.py                   500 containers on one network
    sudo bench/crowd.py --containers 1000
    sudo bench/crowd.py --format json

Everything runs in a network namespace of its own. The ratio of the last fifty joins to the first fifty says what a container
more costs the next one: 1 is nothing. Times are this machine's.
"""

import argparse
import ctypes
import json
import pathlib
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

import docker
import engines
import sandbox
from network import enter_namespace

IMAGE = "bench/box:1"
NETWORK = "crowd"
GROUP = 50
LOOKUPS = 500


def first_and_last(values):
    """The medians of the first and the last of them, in the order in which they were measured."""
    return statistics.median(values[:GROUP]), statistics.median(values[-GROUP:])


class Crowd:
    def __init__(self, options):
        self.options = options

    def run(self, folder):
        archive, root = folder / "image.tar", folder / "root"
        (root / "bin").mkdir(parents=True)
        shutil.copy(shutil.which("busybox"), root / "bin/busybox")
        for name in ("sh", "sleep", "true"):
            (root / "bin" / name).symlink_to("busybox")
        engines.run(["tar", "-cf", str(archive), "-C", str(root), "."])
        self.engine = docker.JugApi(folder / "jug")
        missing = self.engine.missing()
        if missing:
            sys.exit(f"bench: jug needs {', '.join(missing)}")
        self.engine.start()
        try:
            self.engine.call("import", str(archive), IMAGE)
            return self.measure()
        finally:
            self.engine.stop()

    def measure(self):
        call = self.engine.call
        call("network", "create", "--subnet", "10.123.0.0/16", NETWORK)
        for _ in range(self.options.warmup):
            call("run", "--rm", IMAGE, "true")
        names = [f"c{number}" for number in range(self.options.containers)]
        for name in names:
            call("run", "-d", "--name", name, IMAGE, "sleep", "100000")
        joins = [call("network", "connect", NETWORK, name) for name in names]
        lookups = self.lookups(names)
        leaves = [call("network", "disconnect", NETWORK, name) for name in names]
        for begin in range(0, len(names), GROUP):
            call("rm", "-f", *names[begin : begin + GROUP])
        call("network", "rm", NETWORK)
        return {"join": joins, "lookup": lookups, "leave": leaves}

    def lookups(self, names):
        """Asked from inside of a container's namespace, by this process: what is measured is the resolver."""
        pid = self.ask("inspect", "-f", "{{.State.Pid}}", names[0])
        with open(f"/proc/{pid}/ns/net", encoding="ascii") as there, open("/proc/self/ns/net", encoding="ascii") as here:
            enter(there.fileno())
            try:
                client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            finally:
                enter(here.fileno())
        with client:
            client.settimeout(2)
            client.connect(("127.0.0.11", 53))
            step = max(1, len(names) // LOOKUPS)
            return [lookup(client, number, name) for number, name in enumerate((names[::step] * LOOKUPS)[:LOOKUPS])]

    def ask(self, *words):
        return subprocess.run([*self.engine.client, *words], capture_output=True, text=True, check=True).stdout.strip()


def enter(descriptor):
    """os.setns came with Python 3.12."""
    if ctypes.CDLL(None, use_errno=True).setns(descriptor, 0x40000000):
        sys.exit("bench: the container's network namespace cannot be entered")


def lookup(client, number, name):
    """One question for an IPv4 address, and its answer, in milliseconds."""
    label = name.encode()
    question = struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 0) + bytes([len(label)]) + label + b"\0\0\1\0\1"
    began = time.perf_counter()
    client.send(question)
    answer = client.recv(512)
    took = (time.perf_counter() - began) * 1000
    if struct.unpack(">HHHH", answer[:8])[3] != 1:
        sys.exit(f"bench: {name} was not found")
    return took


def show(results, form):
    if form == "json":
        print(json.dumps(results))
        return
    for title in ("join", "leave"):
        first, last = first_and_last(results[title])
        print(f"{title:8} first {GROUP}: {first:.1f} ms   last {GROUP}: {last:.1f} ms   ratio {last / first:.2f}")
    values = sorted(results["lookup"])
    print(f"lookup   median {statistics.median(values):.3f} ms   99 of 100 within {values[len(values) * 99 // 100]:.3f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--containers", type=int, default=500, metavar="N")
    parser.add_argument("--warmup", type=int, default=100, metavar="N", help="runs before the first container")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    enter_namespace()
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        sys.exit(sandbox.within(engines.CGROUP, lambda: show(Crowd(options).run(folder), options.format)))


if __name__ == "__main__":
    main()
