#!/usr/bin/env python3
"""A thousand small containers at once: what each costs, and whether the engine stays quick among them, now.

    sudo bench/load.py                                 1,000 with Jug, 100 with all; some minutes
    sudo bench/load.py --containers 200 --beside 20
    sudo bench/load.py --format json

Engines come one after the other, so that none is in another's way, and are asked by Docker's API: Jug with many and with as few
as its peers have, dockerd (with live-restore), and Podman's service. What is "for each" is the time of all divided by their number.
Then the engine is killed, and the time runs until a new one answers that all are running; Podman has none that could be missed.
A container is a sleeping busybox without a network. Quote ratios, never times: times are this machine's.
"""

import concurrent.futures
import json
import os
import signal
import sys
import time

import api
import beside
import engines
import launch
import network

IMAGE = "localhost/bench/box:1"
CLIENTS = 6
KILLS = 20
LOOKS = 10
REST = 8


class Jug(engines.Jug):
    arguments = ("--cgroup-parent", f"/{engines.CGROUP}")
    beside = ("jug-monitor", "jug-launcher")
    events = True

    def socket(self):
        return self.folder / "run/docker.sock"

    def kill(self):
        for pid in list(launch.processes("java")):
            os.kill(pid, signal.SIGKILL)
            while pid in launch.processes("java"):
                time.sleep(0.001)


class LiveDocker(engines.Docker):
    arguments = ("--live-restore",)
    beside = ("containerd-shim",)
    events = True

    def socket(self):
        return self.folder / "socket"

    def kill(self):
        for process in self.daemons:
            process.kill()
            process.wait()
        self.daemons.clear()


class PodmanService(engines.Podman):
    # 4.3 knows no event "die".
    beside = ("conmon",)
    events = False
    kill = None

    def socket(self):
        return self.folder / "socket"

    def start(self):
        self.daemon(self.command("system", "service", "--time", "0", f"unix://{self.socket()}"), ["test", "-S", self.socket()])


def at_once(work, items):
    """Six clients share the work; returns milliseconds for each, and what came of it."""
    began = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        results = list(pool.map(work, items))
    return (time.perf_counter() - began) * 1000 / len(items), results


class Load:
    """Many containers of one engine."""

    def __init__(self, engine, name, count, add):
        self.engine, self.count = engine, count
        self.add = lambda title, value: add(title, name, value)
        self.api = api.Api(engine, engine.socket(), IMAGE)
        self.api.host["StopSignal"] = "SIGKILL"
        if isinstance(engine, engines.Podman):
            limits = [{"Name": name, "Soft": most, "Hard": most} for name, most in (("nofile", 20000), ("nproc", 32768))]
            self.api.host["HostConfig"] |= {"CgroupParent": f"/{engines.CGROUP}", "Ulimits": limits}

    def running(self):
        return [found["Id"] for found in json.loads(self.api.ask("GET", "/containers/json"))]

    def measure(self, warmup):
        for _ in range(warmup):
            self.api.life()
        took, made = at_once(lambda _: self.api.start("sleep", "99999"), range(self.count))
        self.add(f"start, {CLIENTS} clients, for each (ms)", took)
        self.memory()
        for _ in range(LOOKS):
            self.add("list, for each (ms)", api.milliseconds(self.running) / self.count)
        self.add(f"stats, {CLIENTS} clients, for each (ms)", at_once(self.stats, made)[0])
        for container in made[: KILLS if self.engine.events else 0]:
            self.add("event of an end, after the kill (ms)", self.event(container))
        if self.engine.kill:
            self.add("return of a killed engine, for each (ms)", self.back() / self.count)
        self.add(f"stop, {CLIENTS} clients, for each (ms)", at_once(self.stop, made)[0])
        self.add(f"removal, {CLIENTS} clients, for each (ms)", at_once(self.api.remove, made)[0])

    def memory(self):
        time.sleep(REST)
        self.add("memory of the engine (MB)", api.pss(self.engine.programs()))
        self.add("memory beside a container (MB)", api.pss(self.engine.beside) / self.count)

    def stats(self, container):
        said = json.loads(self.api.ask("GET", f"/containers/{container}/stats?stream=false&one-shot=true"))
        if not said["memory_stats"]:
            sys.exit(f"bench: {self.engine.name} does not know what {container} uses")

    def stop(self, container):
        self.api.ask("POST", f"/containers/{container}/stop")

    def event(self, container):
        """From the request to kill it until the line about its end has come; it is started again."""
        filters = json.dumps({"event": ["die"], "container": [container]}).replace(" ", "").replace('"', "%22")
        stream = api.Connection(self.engine.socket())
        try:
            stream.request("GET", f"/v1.41/events?filters={filters}")
            answer = stream.getresponse()
            time.sleep(0.05)
            began = time.perf_counter()
            self.api.ask("POST", f"/containers/{container}/kill")
            if not answer.readline():
                sys.exit(f"bench: {self.engine.name} tells of no end")
            took = (time.perf_counter() - began) * 1000
        finally:
            stream.close()
        self.api.ask("POST", f"/containers/{container}/wait")
        self.api.begin(container)
        return took

    def back(self):
        self.engine.kill()
        began = time.perf_counter()
        self.engine.start()
        found = len(self.running())
        if found != self.count:
            sys.exit(f"bench: {self.engine.name} came back with {found} containers of {self.count}")
        return (time.perf_counter() - began) * 1000

    def clear(self):
        """Whatever went wrong: what is left of it goes."""
        left = json.loads(self.api.ask("GET", "/containers/json?all=1"))
        if left:
            at_once(self.api.remove, [found["Id"] for found in left])


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = {}

    def run(self, folder):
        archive = folder / "image.tar"
        engines.archive(archive, ("sleep", "true"))
        few = self.options.beside
        plans = [(Jug, "jug", self.options.containers), (Jug, f"jug, {few}", few), (LiveDocker, "docker", few), (PodmanService, "podman", few)]
        for number in range(self.options.rounds):
            for kind, name, count in plans:
                if name.split(",")[0] not in self.options.only.split(","):
                    continue
                print(f"bench: round {number + 1} of {self.options.rounds}, {count} with {name}", file=sys.stderr)
                self.one(kind(folder / f"{number}-{name.replace(', ', '-')}"), name, count, archive)
        return self.results

    def one(self, engine, name, count, archive):
        missing = engine.missing()
        if missing:
            sys.exit(f"bench: {engine.name} needs {', '.join(missing)}")
        engine.start()
        load = Load(engine, name, count, self.add)
        try:
            engine.call("import", str(archive), IMAGE)
            load.measure(self.options.warmup)
        finally:
            load.clear()
            engine.stop()

    def add(self, title, name, value):
        self.results.setdefault(title, {}).setdefault(name, []).append(value)


def more(parser):
    parser.add_argument("--containers", type=int, default=1000, metavar="N", help="with Jug")
    parser.add_argument("--only", default="jug,docker,podman", metavar="NAMES", help="of engines, behind commas")
    parser.add_argument("--beside", type=int, default=100, metavar="N", help="with each engine")


if __name__ == "__main__":
    beside.dockerd(__doc__, Bench, rounds=1, warmup=50, unit="", prepare=network.enter_namespace, more=more)
