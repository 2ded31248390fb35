#!/usr/bin/env python3
"""How long containers take to start, beside crun, runc and bwrap, on this machine, now.

    sudo bench/launch.py                     everything, about two minutes
    sudo bench/launch.py --rounds 100        more rounds
    sudo bench/launch.py --format json

All run the same bundle in turn, in a new random order each round. Quote ratios, never times: times are this machine's.
"""

import argparse
import concurrent.futures
import ctypes
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import bundle

ROOT = pathlib.Path(__file__).resolve().parent.parent
JUG = str(ROOT / "app/target/jug/bin/jug")
UNIFIED = "/sys/fs/cgroup/unified"
NULL = os.open("/dev/null", os.O_RDWR)
STREAMS = [(os.POSIX_SPAWN_DUP2, NULL, 0), (os.POSIX_SPAWN_DUP2, NULL, 1)]
YARDSTICK = "crun"


def run(command, environment):
    """Runs to the end; returns milliseconds. A failure ends the benchmark: a fast error is no result."""
    began = time.perf_counter_ns()
    pid = os.posix_spawn(shutil.which(command[0]), command, environment, file_actions=STREAMS)
    status = os.waitpid(pid, 0)[1]
    took = (time.perf_counter_ns() - began) / 1e6
    if status:
        sys.exit(f"bench: {' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return took


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.peers = [name for name in ("crun", "runc", "bwrap") if shutil.which(name)]
        self.environment = dict(os.environ)
        self.count = 0
        for name in ("run", "state"):
            self.environment[f"JUG_{name.upper()}"] = str(folder / name)
        self.environment["JUG_SOCKET"] = str(folder / "run/engine.sock")

    def run(self, command):
        return run(command, self.environment)

    def jug(self, *words):
        return subprocess.run([JUG, *words], env=self.environment, check=True, capture_output=True, text=True).stdout

    def identity(self):
        self.count += 1
        return f"bench{os.getpid()}x{self.count}"

    def start(self, name, path):
        """The command that runs the bundle at path to its end."""
        if name == "jug":
            return [JUG, "run", "--rm", "--bundle", str(path)]
        if name == "bwrap":
            words = "bwrap --unshare-all --cap-drop ALL --proc /proc --dev /dev --tmpfs /dev/shm --hostname bench".split()
            return words + ["--ro-bind", f"{path}/rootfs/bin", "/bin", "/bin/true"]
        return [name, "--root", f"{self.folder}/{name}", "run", "--bundle", str(path), self.identity()]

    def interleaved(self, commands):
        times = {name: [] for name in commands}
        for _ in range(self.options.rounds):
            for name in random.sample(list(commands), len(commands)):
                times[name].append(self.run(commands[name]()))
        return times

    def starts(self, path):
        for _ in range(self.options.warmup):
            self.run(self.start("jug", path))
        names = ["jug", *self.peers]
        return self.interleaved({name: lambda name=name: self.start(name, path) for name in names})

    def execs(self, path):
        """One more process in a container that runs."""
        ids = {name: self.identity() for name in self.peers if name != "bwrap"}
        self.jug("run", "-d", "--name", "target", "--bundle", str(path))
        for name, identity in ids.items():
            self.run([name, "--root", f"{self.folder}/{name}", "run", "--detach", "--bundle", str(path), identity])
        commands = {"jug": lambda: [JUG, "exec", "target", "/bin/true"]}
        for name, identity in ids.items():
            commands[name] = lambda name=name, identity=identity: [
                name, "--root", f"{self.folder}/{name}", "exec", identity, "/bin/true"]
        try:
            for _ in range(self.options.warmup):
                self.run(commands["jug"]())
            return self.interleaved(commands)
        finally:
            self.jug("rm", "-f", "target")
            for name, identity in ids.items():
                self.run([name, "--root", f"{self.folder}/{name}", "delete", "--force", identity])

    def throughput(self, path, runs=100, width=4):
        """Milliseconds for each of 100 runs, four at a time."""
        for _ in range(self.options.warmup):
            self.run(self.start("jug", path))
        names = ["jug", *self.peers]
        result = {name: [] for name in names}
        for _ in range(5):
            for name in random.sample(names, len(names)):
                commands = [self.start(name, path) for _ in range(runs)]
                began = time.perf_counter()
                with concurrent.futures.ThreadPoolExecutor(width) as pool:
                    list(pool.map(self.run, commands))
                result[name].append((time.perf_counter() - began) * 1000 / runs)
        return result

    def memory(self, path):
        """Proportional set sizes in KiB: the idle engine, and what each running container adds to it."""
        engine = int(next(line for line in self.jug("engine", "status").splitlines() if line.startswith("pid:"))[4:])
        count = 10
        for index in range(count):
            self.jug("run", "-d", "--name", f"many{index}", "--bundle", str(path))
        result = {"monitor": [pss(pid) for pid in processes("jug-monitor") if parent(pid) == engine]}
        self.jug("rm", "-f", *(f"many{index}" for index in range(count)))
        time.sleep(self.options.rest)
        return {"engine, idle": [pss(engine)]} | result


def processes(name):
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "comm").read_text().strip() == name:
                    yield int(entry.name)
            except OSError:
                pass  # It ended meanwhile.


def parent(pid):
    return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def pss(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def table(title, unit, measured, yardstick=YARDSTICK):
    print(f"\n{title}")
    print(f"  {'':14} {'median':>8} {'p10':>8} {'p90':>8}  of {yardstick}")
    base = statistics.median(measured[yardstick]) if yardstick in measured else None
    for name, values in sorted(measured.items(), key=lambda item: statistics.median(item[1])):
        values = sorted(values)
        median = statistics.median(values)
        low, high = values[len(values) // 10], values[-1 - len(values) // 10]
        ratio = f"{median / base:8.2f}" if base else ""
        print(f"  {name:14} {median:8.2f} {low:8.2f} {high:8.2f}  {ratio}   {unit}")


def private_mounts():
    """crun refuses the hybrid layout: all run where its second half is not mounted."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x20000) or libc.mount(None, b"/", None, 0x4000 | 0x40000, None):
        sys.exit("bench: needs root")
    if os.path.ismount(UNIFIED):
        libc.umount2(UNIFIED.encode(), 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40, metavar="N", help="of every comparison")
    parser.add_argument("--warmup", type=int, default=300, metavar="N", help="runs before the first that counts")
    parser.add_argument("--rest", type=int, default=15, metavar="SECONDS", help="before the idle engine is weighed")
    parser.add_argument("--only", default="run,plain,exec,many,memory", metavar="LIST", help="what to compare")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    private_mounts()
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/run") as name:
        folder = pathlib.Path(name)
        bench = Bench(options, folder)
        filtered = bundle.make(folder / "filtered", True, ["/bin/true"])
        plain = bundle.make(folder / "plain", False, ["/bin/true"])
        sleeping = bundle.make(folder / "sleeping", True, ["/bin/sleep", "1000"])
        first = bench.run(bench.start("jug", filtered))
        try:
            results = [(title, unit, measure()) for name, title, unit, measure in [
                ("run", "run, with the seccomp profile", "ms", lambda: bench.starts(filtered)),
                ("plain", "run, without a seccomp profile", "ms", lambda: bench.starts(plain)),
                ("exec", "exec, with the seccomp profile", "ms", lambda: bench.execs(sleeping)),
                ("many", "100 runs, four at a time, each", "ms", lambda: bench.throughput(filtered)),
                ("memory", "memory (proportional set size)", "KiB", lambda: bench.memory(sleeping)),
            ] if name in options.only.split(",")]
        finally:
            bench.jug("engine", "stop")
    if options.format == "json":
        print(json.dumps({title: values for title, _, values in results}))
        return
    for title, unit, values in results:
        table(title, unit, values)
    print(f"\nThe very first run, which starts the engine: {first:.0f} ms.")


if __name__ == "__main__":
    main()
