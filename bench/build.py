#!/usr/bin/env python3
"""How long builds take: Jug beside dockerd's classic builder and buildah, now.

    sudo bench/build.py                   everything, some minutes
    sudo bench/build.py --rounds 3 --only noop,steps
    sudo bench/build.py --format json

All have the same base image and the same contexts, run their commands without a network, and build in a new random order each
round. What is not installed is left out. Quote ratios, never times: times are this machine's.
"""

import argparse
import json
import os
import pathlib
import random
import statistics
import sys
import tarfile
import tempfile

import engines
import layers
import sandbox

BASE = "localhost/bench/box:1"
FILES = 50_000


class JugBuild(engines.Jug):
    needs = ("java",)

    def load(self, archive):
        self.call("import", str(archive), BASE)

    def build(self, context, *options):
        return self.call("build", "-q", "--network", "none", *options, str(context))


class DockerBuild(engines.Docker):
    def load(self, archive):
        self.call("import", str(archive), BASE)

    def build(self, context, *options):
        command = [*self.client, "build", "-q", "--network", "none", *options, str(context)]
        return engines.run(command, os.environ | {"DOCKER_BUILDKIT": "0"})


class Buildah(engines.Engine):
    name = "buildah"
    needs = ("buildah", "crun")

    def call(self, *words):
        places = ["--root", f"{self.folder}/root", "--runroot", f"{self.folder}/runroot", "--storage-driver", "overlay"]
        return engines.run(["buildah", *places, *words], os.environ | {"TMPDIR": str(self.folder)})

    def load(self, archive):
        context = self.folder / "base"
        context.mkdir()
        (context / "Dockerfile").write_text("FROM scratch\nADD box.tar /\n")
        (context / "box.tar").write_bytes(archive.read_bytes())
        self.call("bud", "-q", "-t", BASE, str(context))

    def build(self, context, *options):
        how = ["--layers", "--pull-never", "--network", "none", "--runtime", "crun", "--cgroup-parent", f"/{engines.CGROUP}"]
        return self.call("bud", "-q", *how, *options, str(context))


def base(folder):
    """An image with a shell."""
    archive = folder / "box.tar"
    with tarfile.open(archive, "w") as tar:
        layers.add_true(tar)
        for name in ("sh", "echo", "cat", "sleep", "mkdir"):
            link = tarfile.TarInfo(f"bin/{name}")
            link.type, link.linkname = tarfile.SYMTYPE, "true"
            tar.addfile(link)
        for name in ("proc", "sys", "dev", "etc", "tmp"):
            directory = tarfile.TarInfo(name)
            directory.type, directory.mode = tarfile.DIRTYPE, 0o755
            tar.addfile(directory)
    return archive


def context(folder, name, dockerfile, files):
    place = folder / name
    place.mkdir()
    (place / "Dockerfile").write_text(f"FROM {BASE}\n" + dockerfile)
    for path, content in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(content)
    return place


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = {}

    def run(self, folder):
        kinds = (JugBuild, DockerBuild, Buildah)
        self.engines = []
        for kind in kinds:
            engine = kind(folder / kind.__name__)
            missing = engine.missing()
            if missing:
                print(f"bench: {engine.name} is left out: it needs {', '.join(missing)}", file=sys.stderr)
            else:
                self.engines.append(engine)
        archive = base(folder)
        for engine in self.engines:
            engine.start()
            engine.load(archive)
        try:
            for title, scenario in SCENARIOS.items():
                if not self.options.only or title in self.options.only:
                    print(f"bench: {title}", file=sys.stderr)
                    scenario(self, folder)
        finally:
            for engine in self.engines:
                engine.stop()
        return self.results

    def rounds(self, title, build, before=lambda number: None, rounds=None):
        for number in range(rounds or self.options.rounds):
            before(number)
            for engine in random.sample(self.engines, len(self.engines)):
                took = build(engine)
                print(f"bench:   {engine.name} {took:.0f} ms", file=sys.stderr)
                self.results.setdefault(title, {}).setdefault(engine.name, []).append(took)

    def project(self, folder, name):
        lines = "".join(f"COPY part{i} /app/part{i}\nRUN echo {i} > /app/made{i}\n" for i in range(5))
        return context(folder, name, lines + "CMD [\"/bin/true\"]\n", {f"part{i}/f{j}": f"{i} {j}" for i in range(5) for j in range(40)})

    def noop(self, folder):
        place = self.project(folder, "noop")
        for engine in self.engines:
            engine.build(place)
        self.rounds("no-op rebuild, 10 steps", lambda engine: engine.build(place))

    def change(self, folder):
        place = self.project(folder, "change")
        for engine in self.engines:
            engine.build(place)
        late = place / "part3/f0"
        self.rounds(
            "one file changed, 4 of 10 steps", lambda engine: engine.build(place), lambda number: late.write_text(f"changed {number}")
        )

    def steps(self, folder):
        place = context(folder, "steps", "".join(f"RUN echo {i} > /f{i}\n" for i in range(20)), {})
        self.rounds("20 steps of RUN", lambda engine: engine.build(place, "--no-cache"))

    def stages(self, folder):
        lines = [f"FROM {BASE} AS s{i}\nRUN sleep 0.4 && echo {i} > /out\nRUN sleep 0.4 && echo {i} >> /out\n" for i in range(4)]
        lines.append(f"FROM {BASE}\n" + "".join(f"COPY --from=s{i} /out /out{i}\n" for i in range(4)))
        place = context(folder, "stages", "".join(lines), {})
        self.rounds("4 stages of two steps of 0.4 s", lambda engine: engine.build(place, "--no-cache"))

    def large(self, folder):
        files = {f"d{i // 1000}/d{i // 100 % 10}/f{i}": f"file {i}\n" * (i % 60) for i in range(FILES)}
        place = context(folder, "large", "COPY . /all\n", files)
        few = max(self.options.rounds // 3, 2)
        self.rounds(f"{FILES} files copied", lambda engine: engine.build(place, "--no-cache"), rounds=few)
        for engine in self.engines:
            engine.build(place)
        self.rounds(f"{FILES} files, nothing changed", lambda engine: engine.build(place), rounds=few)


SCENARIOS = {
    "noop": Bench.noop,
    "change": Bench.change,
    "steps": Bench.steps,
    "stages": Bench.stages,
    "large": Bench.large,
}


def show(results, form):
    if form == "json":
        print(json.dumps(results))
        return
    for title, values in results.items():
        jug = statistics.median(values["jug"])
        print(f"\n{title}")
        for name, all in values.items():
            ratio = statistics.median(all) / jug
            print(f"  {name:10} {statistics.median(all):9.0f} ms   {min(all):9.0f} at best   {ratio:6.1f} times jug's")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="of every comparison")
    parser.add_argument("--only", type=lambda text: text.split(","), metavar="NAMES", help=f"of {', '.join(SCENARIOS)}")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        sys.exit(sandbox.within(engines.CGROUP, lambda: show(Bench(options).run(folder), options.format)))


if __name__ == "__main__":
    main()
