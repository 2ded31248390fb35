#!/usr/bin/env python3
"""How long the operations of an OCI runtime take, beside crun and runc, on this machine, now.

    sudo bench/runtime.py                    everything, about three minutes
    sudo bench/runtime.py --rounds 100       more rounds
    sudo bench/runtime.py --format json

All get the same config.json, written anew for each container as containerd and podman do, in turn and in a new random
order each round. Quote ratios, never times: times are this machine's.
"""

import argparse
import concurrent.futures
import ctypes
import json
import os
import pathlib
import random
import shutil
import tempfile
import time

import bundle
import launch

JUG = str(launch.ROOT / "app/target/jug/bin/jug-runtime")
SUBREAPER = 36


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.names = ["jug", *(name for name in ("crun", "runc") if shutil.which(name))]
        self.environment = dict(os.environ)
        for name in ("run", "state"):
            self.environment[f"JUG_{name.upper()}"] = str(folder / name)
        self.environment["JUG_SOCKET"] = str(folder / "run/engine.sock")
        self.count = 0

    def command(self, name, *words):
        program = JUG if name == "jug" else name
        return [program, "--root", f"{self.folder}/{name}-root", *words]

    def run(self, name, *words):
        return launch.run(self.command(name, *words), self.environment)

    def fresh(self, template):
        """An id and a bundle that no runtime has seen before."""
        self.count += 1
        identity = f"bench{os.getpid()}x{self.count}"
        place = self.folder / "bundles" / identity
        place.mkdir(parents=True)
        config = json.loads((template / "config.json").read_text())
        config["hostname"] = identity
        config["root"]["path"] = str(template / "rootfs")
        (place / "config.json").write_text(json.dumps(config))
        return identity, place

    def whole_life(self, name, template):
        identity, place = self.fresh(template)
        took = self.run(name, "create", "--bundle", str(place), identity)
        took += self.run(name, "start", identity)
        took += self.run(name, "delete", "--force", identity)
        reap()
        return took

    def lives(self, template):
        for _ in range(self.options.warmup):
            self.whole_life("jug", template)
        return self.interleaved(lambda name: self.whole_life(name, template))

    def interleaved(self, measure):
        times = {name: [] for name in self.names}
        for _ in range(self.options.rounds):
            for name in random.sample(self.names, len(self.names)):
                times[name].append(measure(name))
        return times

    def execs(self, template):
        targets = {}
        for name in self.names:
            targets[name], place = self.fresh(template)
            self.run(name, "run", "--detach", "--bundle", str(place), targets[name])
        try:
            for _ in range(self.options.warmup):
                self.run("jug", "exec", targets["jug"], "/bin/true")
            return self.interleaved(lambda name: self.run(name, "exec", targets[name], "/bin/true"))
        finally:
            for name, identity in targets.items():
                self.run(name, "delete", "--force", identity)

    def parallel(self, template, count=100, width=4):
        """Milliseconds for each of 100 starts, four at a time; the deletions do not count."""
        result = {name: [] for name in self.names}
        for _ in range(5):
            for name in random.sample(self.names, len(self.names)):
                fresh = [self.fresh(template) for _ in range(count)]
                began = time.perf_counter()
                with concurrent.futures.ThreadPoolExecutor(width) as pool:
                    list(pool.map(lambda one, name=name: self.start(name, *one), fresh))
                result[name].append((time.perf_counter() - began) * 1000 / count)
                for identity, _ in fresh:
                    self.run(name, "delete", "--force", identity)
                reap()
        return result

    def start(self, name, identity, place):
        self.run(name, "create", "--bundle", str(place), identity)
        self.run(name, "start", identity)


def reap():
    """Containers become children of whoever called the runtime."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40, metavar="N", help="of every comparison")
    parser.add_argument("--warmup", type=int, default=200, metavar="N", help="rounds before the first that counts")
    parser.add_argument("--only", default="life,exec,many", metavar="LIST", help="what to compare")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    launch.private_mounts()
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/run") as name:
        folder = pathlib.Path(name)
        bench = Bench(options, folder)
        short = bundle.make(folder / "short", True, ["/bin/true"])
        long = bundle.make(folder / "long", True, ["/bin/sleep", "1000"])
        results = {}
        try:
            for name, title, measure in [
                ("life", "create, start, delete, with the seccomp profile", lambda: bench.lives(short)),
                ("exec", "exec, with the seccomp profile", lambda: bench.execs(long)),
                ("many", "100 starts, four at a time, each", lambda: bench.parallel(long)),
            ]:
                if name in options.only.split(","):
                    results[title] = measure()
        finally:
            launch.run([str(launch.ROOT / "app/target/jug/bin/jug"), "engine", "stop"], bench.environment)
    if options.format == "json":
        print(json.dumps(results))
        return
    for title, values in results.items():
        launch.table(title, "ms", values)


if __name__ == "__main__":
    main()
