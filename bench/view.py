#!/usr/bin/env python3
"""What it costs that a container sees itself: reading its /proc/meminfo beside the machine's, and starting it.

    sudo bench/view.py                 about a minute
    sudo bench/view.py --rounds 50

The reader is a program in a container of the image "host", which opens, reads and closes a file. "again" is one read after the
other; "seldom" has a pause before each, longer than the engine lets anybody read what it has written: each read waits until
the engine has written the file. Starts are those of "true" with a limit, without covered files, with them, and with sysinfo(2)
answered besides, in turn.
Quote ratios, never times: times are this machine's.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

JUG = pathlib.Path(__file__).resolve().parent.parent / "app/target/jug/bin/jug"
READER = """
import json, os, sys, time
path, count, pause = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
times = []
for _ in range(count):
    if pause: time.sleep(pause)
    begun = time.perf_counter_ns()
    file = os.open(path, os.O_RDONLY)
    while os.read(file, 65536): pass
    os.close(file)
    times.append(time.perf_counter_ns() - begun)
print(json.dumps(times[count // 10:]))
"""


def jug(*words):
    return subprocess.run([JUG, *words], check=True, capture_output=True, text=True).stdout


def reads(view, path, count, pause):
    words = ("run", "--rm", "-m", "256m", "--view", view, "host", "--", "python3", "-c", READER)
    return json.loads(jug(*words, path, str(count), str(pause)))


def start(view):
    begun = time.perf_counter_ns()
    jug("run", "--rm", "-m", "256m", "--view", view, "host", "--", "true")
    return time.perf_counter_ns() - begun


def row(title, values, base):
    ordered = sorted(values)
    middle, late = statistics.median(ordered), ordered[len(ordered) * 99 // 100]
    print(f"{title:34} {middle / 1000:9.1f} {late / 1000:9.1f} {middle / base:9.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200, metavar="N", help="seldom reads, and starts of each kind")
    options = parser.parse_args()
    if os.geteuid():
        sys.exit("bench: needs root")
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/run") as folder:
        os.environ.update(
            JUG_RUN=f"{folder}/run", JUG_STATE=f"{folder}/state", JUG_SOCKET=f"{folder}/run/engine.sock")
        try:
            measure(options.rounds)
        finally:
            jug("engine", "stop")


def measure(rounds):
    print(f"{'':34} {'median us':>9} {'99 % us':>9} {'ratio':>9}")
    for path in ("/proc/meminfo", "/proc/stat"):
        machine = reads("host", path, 20000, 0)
        base = statistics.median(machine)
        row(f"{path}, the machine's", machine, base)
        row(f"{path}, again", reads("container", path, 20000, 0), base)
        machine = reads("host", path, rounds, 0.15)
        base = statistics.median(machine)
        row(f"{path}, the machine's, seldom", machine, base)
        row(f"{path}, seldom", reads("container", path, rounds, 0.15), base)
    for _ in range(20):
        start("host"), start("container"), start("full")
    without, covered, answered = [], [], []
    for _ in range(rounds):
        without.append(start("host"))
        covered.append(start("container"))
        answered.append(start("full"))
    base = statistics.median(without)
    row("start, without", without, base)
    row("start", covered, base)
    row("start, and sysinfo(2) answered", answered, base)
    more = statistics.median(after - before for before, after in zip(without, covered))
    print(f"start, median of the differences: {more / 1e6:.2f} ms")


if __name__ == "__main__":
    main()
