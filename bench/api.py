#!/usr/bin/env python3
"""How long an engine takes to do what its API is asked for, without any client: Jug beside dockerd, now.

    sudo bench/api.py                  everything, about two minutes
    sudo bench/api.py --rounds 10
    sudo bench/api.py --format json

Both engines are warm, have the same image, and run it without a network; one is asked after the other, in a new random order
each round. What is logged lies ready in a file, so that little of the time is the container's own. Quote ratios, never
times: times are this machine's. Memory is the proportional set size: of an engine's daemons with ten containers, and of what
stands beside each container, without the container's own process.
"""

import http.client
import io
import json
import random
import socket
import sys
import tarfile
import threading
import time

import beside
import engines
import launch

IMAGE = "bench/busybox:1"
CLIENTS = 6
STANDING = 10
LOG_BYTES = 50_000_000
LINE = 100
BESIDE = {"jug": ("jug-monitor",), "docker": ("containerd-shim",)}


class Connection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=300)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


class Api:
    """One engine by its API."""

    def __init__(self, engine, path, image=IMAGE, network="none"):
        self.engine, self.name, self.path = engine, engine.name, path
        self.host = {"HostConfig": {"NetworkMode": network}, "Image": image}

    def ask(self, method, path, body=None):
        connection = Connection(self.path)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, "/v1.41" + path, text, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            content = answer.read()
            if answer.status >= 400:
                sys.exit(f"bench: {self.name} answers {method} {path} with {answer.status}: {content[:300]}")
            return content
        finally:
            connection.close()

    def create(self, *command):
        return json.loads(self.ask("POST", "/containers/create", self.host | {"Cmd": ["/bin/busybox", *command]}))["Id"]

    def start(self, *command):
        container = self.create(*command)
        self.begin(container)
        return container

    def begin(self, container):
        self.ask("POST", f"/containers/{container}/start")

    def remove(self, container):
        self.ask("DELETE", f"/containers/{container}?force=1")

    def life(self):
        container = self.start("true")
        self.ask("POST", f"/containers/{container}/wait")
        self.remove(container)

    def exec(self, container):
        made = self.ask("POST", f"/containers/{container}/exec", {"Cmd": ["/bin/busybox", "true"], "AttachStdout": True})
        self.ask("POST", f"/exec/{json.loads(made)['Id']}/start", {"Detach": False})

    def log(self):
        container = self.start("cat", "/lines")
        self.ask("POST", f"/containers/{container}/wait")
        content = self.ask("GET", f"/containers/{container}/logs?stdout=1")
        if len(content) < LOG_BYTES:
            sys.exit(f"bench: {self.name} kept {len(content)} bytes of {LOG_BYTES}")
        self.remove(container)


def milliseconds(work, *arguments):
    began = time.perf_counter()
    work(*arguments)
    return (time.perf_counter() - began) * 1000


def crowd(api):
    threads = [threading.Thread(target=lambda: [api.life() for _ in range(5)]) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = {}

    def run(self, folder):
        archive = folder / "image.tar"
        with tarfile.open(archive, "w") as tar:
            tar.add("/bin/busybox", "bin/busybox")
            tar.addfile(link("bin/sh", "busybox"))
            lines = (b"x" * (LINE - 1) + b"\n") * (LOG_BYTES // LINE)
            header = tarfile.TarInfo("lines")
            header.size = len(lines)
            tar.addfile(header, io.BytesIO(lines))
        kinds = [engines.Jug(folder / "jug"), engines.Docker(folder / "docker")]
        sockets = [folder / "jug/run/docker.sock", folder / "docker/socket"]
        self.apis = [Api(engine, path) for engine, path in zip(kinds, sockets)]
        for api in self.apis:
            missing = api.engine.missing()
            if missing:
                sys.exit(f"bench: {api.name} needs {', '.join(missing)}")
            api.engine.start()
            api.engine.call("import", str(archive), IMAGE)
        try:
            self.measure()
        finally:
            for api in self.apis:
                api.engine.stop()
        return self.results

    def measure(self):
        running = {api.name: api.start("sleep", "99999") for api in self.apis}
        for api in self.apis:
            for _ in range(self.options.warmup):
                api.life()
                api.exec(running[api.name])
        for number in range(self.options.rounds):
            print(f"bench: round {number + 1} of {self.options.rounds}", file=sys.stderr)
            for api in random.sample(self.apis, len(self.apis)):
                self.add("create, start, wait, remove", "ms", api, milliseconds(api.life))
                self.add("exec", "ms", api, milliseconds(api.exec, running[api.name]))
        for _ in range(3):
            for api in random.sample(self.apis, len(self.apis)):
                self.add(f"{5 * CLIENTS} lives, {CLIENTS} clients", "ms", api, milliseconds(crowd, api))
                self.add(f"{LOG_BYTES // 10**6} MB of log, written and read", "ms", api, milliseconds(api.log))
        for api in self.apis:
            api.remove(running[api.name])
            self.memory(api)

    def memory(self, api):
        standing = [api.start("sleep", "99999") for _ in range(STANDING)]
        time.sleep(8)
        self.add(f"memory of the engine, {STANDING} containers", "MB", api, pss(api.engine.programs()))
        self.add("memory beside a container", "MB", api, pss(BESIDE[api.name]) / STANDING)
        for container in standing:
            api.remove(container)

    def add(self, title, unit, api, value):
        self.results.setdefault(f"{title} ({unit})", {}).setdefault(api.name, []).append(value)


def link(name, target):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = tarfile.SYMTYPE, target
    return info


def pss(programs):
    """Megabytes of all processes of these names; nobody else's are to be seen from here."""
    total = 0
    for name in programs:
        for pid in launch.processes(name):
            try:
                total += launch.pss(pid)
            except OSError:
                pass  # It ended meanwhile.
    return total / 1024


if __name__ == "__main__":
    beside.dockerd(__doc__, Bench, rounds=30, warmup=100, unit="")
