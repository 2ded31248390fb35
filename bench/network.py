#!/usr/bin/env python3
"""What a container's network costs with Jug and with dockerd, now.

    sudo bench/network.py                 everything, about two minutes
    sudo bench/network.py --rounds 10
    sudo bench/network.py --format json

Everything runs in a network namespace of its own, with both engines in it: their bridges, rules and ports meet nobody else's.
Both are warm, have the same image, and are asked one after the other, in a new random order each round: by the stock docker client,
whose own time is in what it runs, and by their API without it. Quote ratios, never times: times are this machine's.
"""

import contextlib
import ctypes
import os
import random
import shutil
import socket
import subprocess
import sys
import time

import api
import beside
import docker
import engines

IMAGE = "bench/box:1"
MEGABYTES = 300
TRANSFERS = 15
ROUND_TRIPS = 5000
PORT = 5001
SOCKETS = {"jug": "jug/run/docker.sock", "docker": "socket"}


class BridgedDocker(engines.Docker):
    """dockerd with its bridge and its rules, but without its proxy: the path of packets is the kernel's for both."""

    name = "docker"

    def start(self):
        self.client = ["docker", "-H", f"unix://{self.folder}/socket"]
        command = [
            "dockerd", "--data-root", f"{self.folder}/data", "--exec-root", f"{self.folder}/exec",
            "--host", f"unix://{self.folder}/socket", "--pidfile", f"{self.folder}/pid",
            "--cgroup-parent", f"/{engines.CGROUP}", "--storage-driver", "overlay2", "--userland-proxy=false",
        ]
        self.daemon(command, [*self.client, "version"])


def enter_namespace():
    """A network namespace of this process's own, and of all that it starts."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x40000000):  # CLONE_NEWNET
        sys.exit(f"bench: a network namespace cannot be made: {os.strerror(ctypes.get_errno())}")
    engines.run(["ip", "link", "set", "lo", "up"])


@contextlib.contextmanager
def inside(namespace):
    """This thread in another network namespace, for a while."""
    libc = ctypes.CDLL(None, use_errno=True)
    enter = lambda file: libc.setns(file.fileno(), 0x40000000)
    with open("/proc/thread-self/ns/net") as home, open(namespace) as other:
        if enter(other):
            sys.exit(f"bench: {namespace} cannot be entered: {os.strerror(ctypes.get_errno())}")
        try:
            yield
        finally:
            enter(home)


def round_trips(address):
    """Milliseconds for one byte to go and come back many times."""
    with socket.create_connection((address, PORT)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        began = time.perf_counter()
        for _ in range(ROUND_TRIPS):
            connection.sendall(b"x")
            if not connection.recv(1):
                sys.exit("bench: the echo hung up")
        return (time.perf_counter() - began) * 1000


def transfer(address):
    """Milliseconds until all is sent and the other end has hung up."""
    block = bytes(1 << 20)
    began = time.perf_counter()
    with socket.create_connection((address, PORT)) as connection:
        for _ in range(MEGABYTES):
            connection.sendall(block)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)
    return (time.perf_counter() - began) * 1000


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = {}

    def run(self, folder):
        archive = folder / "image.tar"
        root = folder / "root"
        (root / "bin").mkdir(parents=True)
        shutil.copy(shutil.which("busybox"), root / "bin/busybox")
        for name in ("sh", "nc", "cat", "dd", "sleep", "true", "wc"):
            (root / "bin" / name).symlink_to("busybox")
        engines.run(["tar", "-cf", str(archive), "-C", str(root), "."])
        self.engines = [kind(folder / kind.__name__) for kind in (docker.JugApi, BridgedDocker)]
        for engine in self.engines:
            missing = engine.missing()
            if missing:
                sys.exit(f"bench: {engine.name} needs {', '.join(missing)}")
            engine.start()
            engine.call("import", str(archive), IMAGE)
        try:
            self.measure()
        finally:
            for engine in self.engines:
                engine.stop()
        return self.results

    def measure(self):
        for _ in range(self.options.warmup):
            for engine in self.engines:
                engine.call("run", "--rm", IMAGE, "true")
        for number in range(self.options.rounds):
            print(f"bench: round {number + 1} of {self.options.rounds}", file=sys.stderr)
            for engine in random.sample(self.engines, len(self.engines)):
                self.add("docker version", engine, engine.call("version"))
                self.starts(engine)
                self.add("run --rm, no network", engine, engine.call("run", "--rm", "--network", "none", IMAGE, "true"))
                self.add("run --rm, on the bridge", engine, engine.call("run", "--rm", IMAGE, "true"))
                self.add("run --rm, with a port", engine, engine.call("run", "--rm", "-p", "80", IMAGE, "true"))
        for number in range(TRANSFERS):
            print(f"bench: transfers {number + 1} of {TRANSFERS}", file=sys.stderr)
            for engine in random.sample(self.engines, len(self.engines)):
                self.add(f"{MEGABYTES} MB from one to another", engine, self.between(engine))
                self.add(f"{MEGABYTES} MB through a port", engine, self.through_port(engine))
                self.add(f"{ROUND_TRIPS} round trips from one to another", engine, self.trips_between(engine))
                self.add(f"{ROUND_TRIPS} round trips through a port", engine, self.trips_through_port(engine))

    def starts(self, engine):
        """What the engines themselves take."""
        on_bridge = api.Api(engine, engine.folder / SOCKETS[engine.name], IMAGE, "bridge")
        container = on_bridge.create("true")
        self.add("start on the bridge, without the client", engine, api.milliseconds(on_bridge.begin, container))
        on_bridge.remove(container)
        self.add("create, start, wait, remove on the bridge, without the client", engine, api.milliseconds(on_bridge.life))

    def add(self, title, engine, value):
        self.results.setdefault(title, {}).setdefault(engine.name, []).append(value)

    def serve(self, engine, *options):
        """One that counts; its input stays open, or nc would hang up at once."""
        script = f"sleep 1000 | nc -l -p {PORT} | wc -c"
        engine.call("run", "-d", "--name", "sink", *options, IMAGE, "sh", "-c", script)
        time.sleep(0.2)

    def end(self, engine):
        """Nothing is measured that did not arrive."""
        for _ in range(100):
            counted = self.ask(engine, "logs", "sink")
            if counted:
                break
            time.sleep(0.05)
        if counted != str(MEGABYTES << 20):
            sys.exit(f"bench: {counted or 'no'} bytes arrived with {engine.name}, not {MEGABYTES << 20}")
        engine.call("rm", "-f", "sink")

    def between(self, engine):
        """From the namespace of another container: what a process in it would meet."""
        self.serve(engine)
        with self.caller(engine):
            took = transfer(self.address(engine, "sink"))
        self.end(engine)
        return took

    def through_port(self, engine):
        self.serve(engine, "-p", f"{PORT}:{PORT}")
        took = transfer("127.0.0.1")
        self.end(engine)
        return took

    def echo(self, engine, *options):
        engine.call("run", "-d", "--name", "echo", *options, IMAGE, "nc", "-l", "-p", str(PORT), "-e", "/bin/cat")
        time.sleep(0.2)

    def trips_between(self, engine):
        self.echo(engine)
        with self.caller(engine):
            took = round_trips(self.address(engine, "echo"))
        engine.call("rm", "-f", "echo")
        return took

    def trips_through_port(self, engine):
        self.echo(engine, "-p", f"{PORT}:{PORT}")
        took = round_trips("127.0.0.1")
        engine.call("rm", "-f", "echo")
        return took

    @contextlib.contextmanager
    def caller(self, engine):
        """This thread in the network namespace of a container beside the one that is called."""
        engine.call("run", "-d", "--name", "caller", IMAGE, "sleep", "1000")
        process = self.ask(engine, "inspect", "-f", "{{.State.Pid}}", "caller")
        with inside(f"/proc/{process}/ns/net"):
            yield
        engine.call("rm", "-f", "caller")

    def address(self, engine, name):
        return self.ask(engine, "inspect", "-f", "{{.NetworkSettings.Networks.bridge.IPAddress}}", name)

    @staticmethod
    def ask(engine, *words):
        return subprocess.run([*engine.client, *words], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    beside.dockerd(__doc__, Bench, rounds=20, warmup=50, prepare=enter_namespace)
