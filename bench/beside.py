"""What comparisons with dockerd share: their options, a place that leaves nothing behind, and tables of ratios."""

import argparse
import json
import pathlib
import sys
import tempfile

import engines
import launch
import sandbox


def dockerd(description, bench, rounds, warmup, unit="ms", prepare=lambda: None, more=lambda parser: None):
    """Runs a bench, a class that takes the options and has run(folder), which gives values by title and engine; more() adds options."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=rounds, metavar="N", help="of every comparison")
    parser.add_argument("--warmup", type=int, default=warmup, metavar="N", help="runs before the first that counts")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    more(parser)
    options = parser.parse_args()
    prepare()
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        sys.exit(sandbox.within(engines.CGROUP, lambda: show(bench(options).run(folder), options.format, unit)))


def show(results, form, unit):
    if form == "json":
        print(json.dumps(results))
        return
    for title, values in results.items():
        launch.table(title, unit, values, "docker")
