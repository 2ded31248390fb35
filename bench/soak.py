#!/usr/bin/env python3
"""Whether an engine stays as it is, whatever is done with it and however often.

    sudo bench/soak.py                          half an hour of mixed work by four clients
    sudo bench/soak.py --minutes 5 --every 5
    sudo bench/soak.py --cycles 10000           starts and stops instead
    sudo bench/soak.py --out docs/benchmarks    keeps what was measured, for the page of benchmarks

The clients run, build, pull, join networks, copy, hang up and more, by the jug command and by the API, each work as soon as
the last is done (mix.py), and check what comes of it. Meanwhile samples are taken of what the engine has. A series is flat if
the median of its last third is at most a tenth above that of its first. "before" and "after" are without any container but one.
This is no comparison, and other work on the machine does not spoil it.
"""

import argparse
import datetime
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import engines
import launch
import layers
import machine
import mix
import registry
import samples
import sandbox
import trend

REST = 10
STARTS = 50


class Soak:
    """One engine, its clients, and what was seen of it."""

    def __init__(self, options, folder):
        self.options = options
        self.engine = engines.Jug(folder / "jug")
        self.engine.arguments = ("--cgroup-parent", f"/{engines.CGROUP}")
        self.series, self.done, self.failures, self.times = {}, {}, [], []
        self.over = threading.Event()
        self.cycles = 0
        self.lock = threading.Lock()

    def run(self, archive, images):
        """Images are those that the clients pull, one for each."""
        self.engine.start()
        clients = [mix.Mix(self.engine, number, image) for number, image in enumerate(images)]
        jug = clients[0].jug
        try:
            jug("import", str(archive), mix.IMAGE)
            jug("run", "-d", "--name", "standing", mix.IMAGE, "sleep", "1000000")
            pid = jug("inspect", "-f", "{{.State.Pid}}", "standing").strip()
            self.seen = samples.Engine(self.engine.folder, next(launch.processes("java")), samples.group_of(pid))
            return self.watched(clients)
        finally:
            jug("rm", "-f", *jug("ps", "-aq").split())
            self.engine.stop()

    def watched(self, clients):
        for client in clients:
            client.life()
        time.sleep(REST)
        before = self.seen.sample()
        self.began = time.monotonic()
        work = self.cycle if self.options.cycles else self.mixed
        threads = [threading.Thread(target=work, args=(client,)) for client in clients]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            self.over.wait(self.options.every)
            self.note()
            if not self.options.cycles and self.position() >= self.options.minutes:
                self.over.set()
                for thread in threads:
                    thread.join()
        time.sleep(REST)
        return {
            "date": datetime.date.today().isoformat(),
            "machine": machine.words(),
            "axis": "cycles" if self.options.cycles else "minutes",
            "clients": len(clients),
            "done": self.done,
            "failures": self.failures,
            "before": before,
            "after": self.seen.sample(),
            "series": self.series,
        }

    def position(self):
        return self.cycles if self.options.cycles else (time.monotonic() - self.began) / 60

    def note(self):
        with self.lock:
            times, self.times = sorted(self.times), []
        sample = self.seen.sample()
        if times:
            what = "a start and a stop" if self.options.cycles else "a life"
            sample[f"{what}, median (ms)"] = statistics.median(times)
            sample[f"{what}, 90 of 100 (ms)"] = times[len(times) * 9 // 10]
        at = round(self.position(), 2)
        for title, value in sample.items():
            self.series.setdefault(title, []).append((at, round(value, 2)))
        print(f"bench: {at} {self.options.unit}, {sum(self.done.values())} done, {len(self.failures)} failed, "
              f"heap {sample['heap in use (MB)']:.1f} MB, PSS {sample['memory, PSS (MB)']:.0f} MB", file=sys.stderr)

    def mixed(self, client):
        chance = random.Random(client.client)
        number = 0
        while not self.over.is_set():
            number += 1
            work = chance.choice(client.works)
            self.attempt(work.__name__, lambda: work(f"{work.__name__}-{client.client}-{number}"))
            self.attempt("life", lambda: self.timed(client.life()))

    def attempt(self, title, work):
        try:
            work()
        except (mix.Failed, OSError, ValueError, SystemExit, subprocess.SubprocessError) as failed:
            print(f"bench: {title}: {failed}", file=sys.stderr)
            with self.lock:
                self.failures.append(f"{title}: {failed}")
        with self.lock:
            self.done[title] = self.done.get(title, 0) + 1

    def timed(self, took):
        with self.lock:
            self.times.append(took)

    def cycle(self, client):
        """One container after the other, each started and stopped many times."""
        client.api.host["StopSignal"] = "SIGKILL"
        for _ in range(self.options.cycles // self.options.clients // STARTS):
            container = client.api.create("sleep", "1000")
            for _ in range(STARTS):
                began = time.perf_counter()
                self.attempt("start", lambda: client.api.begin(container))
                self.attempt("stop", lambda: client.api.ask("POST", f"/containers/{container}/stop"))
                self.timed((time.perf_counter() - began) * 1000)
                with self.lock:
                    self.cycles += 1
            client.api.remove(container)


def work(options, folder):
    """Each client has an image of its own in the registry: another one may be removing the same."""
    with registry.Registry(folder / "registry") as served:
        archive = folder / "image.tar"
        engines.archive(archive, mix.APPLETS)
        blob = layers.packed(archive, "gzip")
        images = [f"soak{number}" for number in range(options.clients)]
        for image in images:
            served.push(image, "gzip", [(archive, blob)])
        measured = Soak(options, folder).run(archive, [registry.name(image, "gzip") for image in images])
    print("\n".join(trend.text(measured)))
    print(f"{sum(measured['done'].values())} done, {len(measured['failures'])} failed")
    if options.out:
        file = options.out / ("soak-cycles.json" if options.cycles else "soak.json")
        file.write_text(json.dumps(measured) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30, metavar="N")
    parser.add_argument("--cycles", type=int, default=0, metavar="N", help="starts and stops, instead of mixed work")
    parser.add_argument("--clients", type=int, default=4, metavar="N")
    parser.add_argument("--every", type=float, metavar="SECONDS", help="a sample; 15, or 2 with --cycles")
    parser.add_argument("--out", type=pathlib.Path, metavar="FOLDER", help="where soak.json or soak-cycles.json goes")
    options = parser.parse_args()
    options.every = options.every or (2 if options.cycles else 15)
    options.unit = "cycles" if options.cycles else "minutes"
    with tempfile.TemporaryDirectory(prefix="jug-soak-", dir="/var/tmp") as name:
        sys.exit(sandbox.within(engines.CGROUP, lambda: work(options, pathlib.Path(name))))


if __name__ == "__main__":
    main()
