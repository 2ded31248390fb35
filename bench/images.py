#!/usr/bin/env python3
"""How long it takes to pull an image and to run it for the first time, beside Docker, Podman and containerd, now.

    sudo bench/images.py                            everything, a quarter of an hour
    sudo bench/images.py --rounds 1 --only files    one image, once
    sudo bench/images.py --layers FOLDER            keeps the generated layers there for the next time
    sudo bench/images.py --format json

The registry is on loopback and in memory. Each pull goes to an engine that was started for it, with an empty store and
without a page cache; all engines in turn, in a new random order each round. Before that each has pulled, run and removed
another image a few times; the row "jug, new" is one that has not. Quote ratios, never times: times are this machine's.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time

import engines
import launch
import layers
import registry
import sandbox

IMAGES = {
    "deb": ("Debian base", layers.debian),
    "jdk": ("JDK", layers.jdk),
    "files": (f"{layers.FILES:,} small files", layers.files),
    "many": (f"{layers.MANY} layers", None),
}
WARMUP = 8
RUNS = 200
STEPS = {"pull": "pull", "cpu": "processor time of the pull", "run": "first run after it", "rmi": "removal"}
PAGE = os.sysconf("SC_PAGESIZE")
TICK = 1000 / os.sysconf("SC_CLK_TCK")


class Bench:
    def __init__(self, options, folder, blobs):
        self.options = options
        self.folder = folder
        self.registry = registry.Registry(pathlib.Path("/run/registry"))
        self.blobs = blobs
        self.peers = [peer for peer in engines.PEERS if available(peer)]
        self.results = {}

    def measured(self):
        with self.registry:
            for (image, compression), pairs in self.blobs.items():
                size = self.registry.push(image, compression, pairs)
                note(f"{image}, {compression}: {size >> 20} MiB")
            for image, compression in self.blobs:
                if image in IMAGES and image in self.options.only:
                    self.lives(image, compression)
            if "memory" in self.options.only:
                for kind in (engines.Jug, *self.peers):
                    self.memory(kind)
            if "warm" in self.options.only:
                self.warm()
        return self.results

    def lives(self, image, compression):
        kinds = [engines.Jug, engines.JugNew, *(peer for peer in self.peers if compression in peer.formats)]
        if image == "files" and compression == "gzip":
            kinds += [engines.JugOverlay, engines.JugVfs]
        for number in range(self.options.rounds):
            for kind in random.sample(kinds, len(kinds)):
                self.life(kind, image, compression)
            note(f"{image}, {compression}: round {number + 1} of {self.options.rounds}")

    def add(self, title, unit, name, value):
        self.results.setdefault(title, {"unit": unit, "values": {}})["values"].setdefault(name, []).append(value)

    def engine(self, kind):
        place = self.folder / "engine"
        return Started(kind(place), place)

    def life(self, kind, image, compression):
        """Pull, first run, removal of an image that the engine does not know."""
        name = registry.name(image, compression)
        with self.engine(kind) as engine:
            if engine.warms_up:
                self.warm_up(engine)
            drop_caches()
            before = self.processor_time()
            took = {"pull": engine.pull(name)}
            took["cpu"] = self.processor_time() - before
            took["run"] = engine.run(name)
            took["rmi"] = engine.remove(name)
        for step, value in took.items():
            self.add(f"{IMAGES[image][0]}, {compression}: {STEPS[step]}", "ms", engine.name, value)

    def warm_up(self, engine):
        name = registry.name("warmup", "gzip")
        for _ in range(self.options.warmup):
            engine.pull(name)
            engine.run(name)
            engine.remove(name)

    def processor_time(self):
        """Of all processes in here but the registry and this one, the dead included."""
        total = 0
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != self.registry.process.pid:
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue  # It ended meanwhile; its parent counts it.
                total += sum(map(int, fields[13:15] if entry.name == "1" else fields[11:15]))
        return total * TICK

    def memory(self, kind):
        """The most that the engine's processes take during a pull, and what they take some time after it."""
        name = registry.name("files", "gzip")
        with self.engine(kind) as engine:
            self.add("memory, idle before the pull", "KiB", engine.name, weight(engine))
            with Watch(engine) as watch:
                engine.pull(name)
            self.add("memory, most during the pull", "KiB", engine.name, watch.most)
            time.sleep(self.options.rest)
            self.add("memory, idle after the pull", "KiB", engine.name, weight(engine))

    def warm(self):
        """Runs of a stored image, beside runs of the host's own files."""
        name = registry.name("files", "gzip")
        with self.engine(engines.Jug) as engine:
            engine.pull(name)
            for _ in range(RUNS):
                engine.run(name), engine.run("host")
            for _ in range(20 * self.options.rounds):
                for image in random.sample(("host", name), 2):
                    self.add("runs, warm", "ms", "image host" if image == "host" else "stored image", engine.run(image))


class Started:
    """An engine between its start and its end, and its folder."""

    def __init__(self, engine, place):
        self.engine = engine
        self.place = place

    def __enter__(self):
        self.engine.start()
        return self.engine

    def __exit__(self, *_):
        self.engine.stop()
        for line in reversed(pathlib.Path("/proc/self/mounts").read_text().splitlines()):
            if line.split()[1].startswith(f"{self.place}/"):
                sandbox.libc.umount2(line.split()[1].encode(), 2)
        shutil.rmtree(self.place)


class Watch:
    """Weighs an engine again and again."""

    def __init__(self, engine):
        self.engine = engine
        self.most = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.look)

    def look(self):
        while not self.ended.wait(0.05):
            self.most = max(self.most, weight(self.engine))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


def weight(engine):
    total = 0
    for program in engine.programs():
        for pid in launch.processes(program):
            try:
                total += launch.pss(pid)
            except OSError:
                pass  # It ended meanwhile.
    return total


def available(peer):
    if missing := [program for program in peer.needs if not shutil.which(program)]:
        note(f"{peer.name} is left out: {', '.join(missing)} not found")
    return not missing


def drop_caches():
    os.sync()
    pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")


def note(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def make_layers(folder, only, compressions):
    """Archive and blob of each layer of each wanted image that can be made here."""
    wanted = {(image, compression) for image in IMAGES if image in only for compression in compressions}
    if {"memory", "warm"} & set(only):
        wanted.add(("files", "gzip"))
    made = {("warmup", "gzip"): [(path, layers.packed(path, "gzip")) for path in archives_of(folder, "warmup")]}
    for image, compression in sorted(wanted - {("many", "zstd")}):
        try:
            made[image, compression] = [(path, layers.packed(path, compression)) for path in archives_of(folder, image)]
        except layers.Missing as missing:
            note(f"left out: {missing}")
    return made


def archives_of(folder, image):
    if count := {"many": layers.MANY, "warmup": WARMUP}.get(image):
        done = sorted(folder.glob(f"{image}*.tar"))
        return done if len(done) == count else list(layers.many(folder, count, image))
    path = folder / f"{image}.tar"
    if not path.exists():
        draft = folder / f"{image}.new"
        IMAGES[image][1](draft)
        draft.rename(path)
    return [path]


def show(results, form):
    if form == "json":
        print(json.dumps({title: result["values"] for title, result in results.items()}))
        return
    for title, result in results.items():
        values = result["values"]
        medians = {name: statistics.median(found) for name, found in values.items()}
        peers = {name: median for name, median in medians.items() if median and not name.startswith("jug")}
        launch.table(title, result["unit"], values, min(peers, key=peers.get) if peers else next(iter(values)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="of every comparison")
    parser.add_argument("--warmup", type=int, default=3, metavar="N", help="pulls before the one that counts")
    parser.add_argument("--rest", type=int, default=15, metavar="SECONDS", help="before an idle engine is weighed")
    parser.add_argument("--only", default="deb,jdk,files,many,memory,warm", metavar="LIST", help="what to compare")
    parser.add_argument("--compression", default="gzip,zstd", metavar="LIST", help="of the layers")
    parser.add_argument("--layers", type=pathlib.Path, metavar="FOLDER", help="where generated layers are kept")
    parser.add_argument("--disk", default="/var/tmp", metavar="FOLDER", help="on the disk that stores shall be on")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    options.only = options.only.split(",")
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir=options.disk) as name:
        folder = pathlib.Path(name)
        kept = options.layers or folder / "layers"
        kept.mkdir(parents=True, exist_ok=True)
        blobs = make_layers(kept, options.only, options.compression.split(","))
        sys.exit(sandbox.within(engines.CGROUP, lambda: show(Bench(options, folder, blobs).measured(), options.format)))


if __name__ == "__main__":
    main()
