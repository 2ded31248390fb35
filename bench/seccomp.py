#!/usr/bin/env python3
"""What the default filter costs each system call, beside crun and runc, on this machine, now.

    sudo bench/seccomp.py                    three minutes
    sudo bench/seccomp.py --rounds 30        more rounds
    sudo bench/seccomp.py --format json

A program in the container reads and writes single bytes, four million calls, and measures itself how long that takes. All run
the same two bundles in turn, with Docker's profile and without, in a new random order each round; what a filter costs is the
difference. Quote ratios, never times: times are this machine's.
"""

import argparse
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile

import bundle
import launch

CALLS = 2_000_000
SCRIPT = f"time dd if=/dev/zero of=/dev/null bs=1 count={CALLS}"
NANOSECONDS = 1e9 / (2 * CALLS)
TIME = re.compile(r"(user|sys)\s+(\d+)m ([\d.]+)s")


def nanoseconds(command, environment):
    """Of processor time for a call: what others do at the same time is not in it."""
    result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"bench: {' '.join(command)} ended with {result.returncode}: {result.stderr}")
    return sum(60 * int(m) + float(s) for _, m, s in TIME.findall(result.stderr)) * NANOSECONDS


def measure(bench, rounds, bundles):
    names = ["jug", *(name for name in bench.peers if name != "bwrap")]
    cases = [(name, kind) for name in names for kind in bundles]
    times = {case: [] for case in cases}
    for _ in range(rounds):
        for name, kind in random.sample(cases, len(cases)):
            command = bench.start(name, bundles[kind])
            times[name, kind].append(nanoseconds(command, bench.environment))
    return {
        "a call behind the filter": {name: times[name, "filtered"] for name in names},
        "a call without a filter": {name: times[name, "plain"] for name in names},
    }


def cost(results):
    """Medians of one less medians of the other."""
    behind, without = results.values()
    return {name: statistics.median(behind[name]) - statistics.median(without[name]) for name in behind}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=12, metavar="N")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    launch.private_mounts()
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/run") as name:
        folder = pathlib.Path(name)
        bench = launch.Bench(options, folder)
        bundles = {}
        for kind in ("filtered", "plain"):
            bundles[kind] = bundle.make(folder / kind, kind == "filtered", ["/bin/sh", "-c", SCRIPT])
            os.symlink("busybox", bundles[kind] / "rootfs/bin/dd")
        try:
            results = measure(bench, options.rounds, bundles)
        finally:
            bench.jug("engine", "stop")
        costs = cost(results)
        if options.format == "json":
            print(json.dumps(results | {"the filter": costs}))
            return
        for title, values in results.items():
            launch.table(title, "ns", values)
        launch.table("the filter alone", "ns", {name: [value] for name, value in costs.items()})


if __name__ == "__main__":
    main()
