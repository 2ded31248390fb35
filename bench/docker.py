#!/usr/bin/env python3
"""How long the stock docker client takes with Jug behind it, beside dockerd, now.

    sudo bench/docker.py                  everything, about two minutes
    sudo bench/docker.py --rounds 10
    sudo bench/docker.py --format json

Both engines are warm, have the same image, and run it without a network; one client is asked after the other, in a new random
order each round. "docker version" is what the client takes by itself. Quote ratios, never times: times are this machine's.
"""

import random
import sys
import tarfile
import threading
import time

import beside
import engines
import layers

IMAGE = "bench/true:1"
CLIENTS = 6


class JugApi(engines.Docker):
    """Jug, asked by docker's client."""

    name = "jug"
    needs = ("docker", "java")

    def start(self):
        self.jug = engines.Jug(self.folder / "jug")
        self.jug.start()
        self.client = ["docker", "-H", f"unix://{self.folder}/jug/run/docker.sock"]

    def stop(self):
        self.jug.stop()


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = {}

    def run(self, folder):
        archive = folder / "image.tar"
        with tarfile.open(archive, "w") as tar:
            layers.add_true(tar)
        self.engines = [kind(folder / kind.__name__) for kind in (JugApi, engines.Docker)]
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
                engine.run(IMAGE)
        for number in range(self.options.rounds):
            print(f"bench: round {number + 1} of {self.options.rounds}", file=sys.stderr)
            for engine in random.sample(self.engines, len(self.engines)):
                self.add("docker version", engine, engine.call("version"))
                self.add("docker run --rm", engine, engine.run(IMAGE))
                self.add("docker create, start, wait, rm", engine, self.life(engine))
        for _ in range(3):
            for engine in random.sample(self.engines, len(self.engines)):
                self.add(f"{5 * CLIENTS} runs, {CLIENTS} clients", engine, self.crowd(engine))

    def add(self, title, engine, value):
        self.results.setdefault(title, {}).setdefault(engine.name, []).append(value)

    @staticmethod
    def life(engine):
        began = time.perf_counter()
        engine.call("create", "--name", "one", "--network", "none", IMAGE, "/bin/true")
        for words in (("start", "one"), ("wait", "one"), ("rm", "one")):
            engine.call(*words)
        return (time.perf_counter() - began) * 1000

    @staticmethod
    def crowd(engine):
        began = time.perf_counter()
        threads = [threading.Thread(target=lambda: [engine.run(IMAGE) for _ in range(5)]) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    beside.dockerd(__doc__, Bench, rounds=30, warmup=100)
