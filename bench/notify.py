#!/usr/bin/env python3
"""What it costs that somebody else answers a system call (seccomp_unotify(2)), beside the kernel that answers itself.

    sudo bench/notify.py                 a minute
    sudo bench/notify.py --rounds 20     more rounds

A program in a container of the image "host" calls sysinfo(2) or getppid(2) again and again and measures itself. "the kernel"
answers in a container as usual; "jug-answers", a process of the launcher's, with --view full; "the engine" lets calls go on
that it has noted for jug profile learn. What the program itself takes for a call is in all of them. The kinds take turns, in a new random
order each round. Quote ratios, never times: times are this machine's.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile

import view

CALLER = """
import ctypes, sys, time
libc = ctypes.CDLL(None)
call, count = getattr(libc, sys.argv[1]), int(sys.argv[2])
room = ctypes.create_string_buffer(256)
for _ in range(count // 10): call(room)
begun = time.perf_counter_ns()
for _ in range(count): call(room)
print((time.perf_counter_ns() - begun) / count)
"""
PROGRAM = ("host", "--", "python3", "-c", CALLER)
KINDS = {
    "sysinfo, the kernel": ("run", "--rm", "-m", "256m", "--view", "host", *PROGRAM, "sysinfo", "20000"),
    "sysinfo, jug-answers": ("run", "--rm", "-m", "256m", "--view", "full", *PROGRAM, "sysinfo", "20000"),
    "getppid, the kernel": ("run", "--rm", *PROGRAM, "getppid", "20000"),
    "getppid, the engine": ("profile", "learn", "-o", "/dev/null", *PROGRAM, "getppid", "5000"),
}


def once(words):
    return float(view.jug(*words).splitlines()[0])


def measure(rounds):
    times = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in random.sample(list(KINDS), len(KINDS)):
            times[kind].append(once(KINDS[kind]))
    print(f"{'':24} {'median us':>9} {'least us':>9} {'ratio':>7}")
    for kind, values in times.items():
        base = statistics.median(times[kind.split(",")[0] + ", the kernel"])
        middle = statistics.median(values)
        print(f"{kind:24} {middle / 1000:9.2f} {min(values) / 1000:9.2f} {middle / base:7.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=8, metavar="N")
    options = parser.parse_args()
    if os.geteuid():
        sys.exit("bench: needs root")
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/run") as folder:
        os.environ.update(
            JUG_RUN=f"{folder}/run", JUG_STATE=f"{folder}/state", JUG_SOCKET=f"{folder}/run/engine.sock")
        try:
            measure(options.rounds)
        finally:
            view.jug("engine", "stop")


if __name__ == "__main__":
    main()
