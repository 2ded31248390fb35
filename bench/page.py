"""The page of benchmarks: chapters, their pictures and tables, and what is to be said where Jug is not first."""

import collections
import json

import picture
import trend

Chapter = collections.namedtuple("Chapter", "name title about")

CHAPTERS = [
    Chapter("launch", "Starting a process in isolation", "The whole command, of one OCI bundle: with the engine warm, as it is after some hundred runs."),
    Chapter("runtime", "As an OCI runtime", "Each operation is a process of its own, as containerd and Podman call runtimes."),
    Chapter("seccomp", "Behind the default filter", "What a system call costs, and what the filter adds to it."),
    Chapter("docker", "With docker's client", "The stock client; it takes a part of each time for itself, which `docker version` shows."),
    Chapter("api", "By the Docker API", "The same without a client, and memory: of the daemons, and of what stands beside each container."),
    Chapter("network", "Networks", "Containers on bridges with the rules of their networks, started by client and API, and what they carry."),
    Chapter("images", "Images", "Pulls from a registry on loopback into an empty store, first runs, removals."),
    Chapter("build", "Builds", "The same contexts on the same base, against dockerd's classic builder and buildah."),
    Chapter("load", "A thousand at once", "1,000 small containers with Jug, 100 with each engine (\"jug, 100\" is Jug with as few), one engine after the other."),
    Chapter("cri", "Under a kubelet", "Pods by the CRI, beside containerd with runc."),
]

# Not beside anybody: what was measured over time.
SOAKS = [
    Chapter("soak", "A soak of mixed work", "Clients that run, build, pull, join networks, copy, hang up and more, each work right after the last, and check what comes of it."),
    Chapter("soak-cycles", "Starts and stops", "The same few containers, started and stopped again and again by the API."),
]

# What is there to compare with and does less is nobody's peer.
FLOORS = {"bwrap": "bwrap makes no cgroup, loads no filter and keeps nothing: it is there as the floor."}

# A chapter, a part of a title, and the peer that is first; none stands for any.
WHY = {
    ("network", " MB ", "docker"): "The same kernel path on both sides: veth, bridge, rules. Runs differ by more than the engines do.",
    ("network", "round trips", "docker"): "Jug looks whose address each frame has, so that nobody speaks for another; dockerd does not. How much of it that is has not been measured.",
    ("images", "removal", "podman"): "A large layer is one file, and ext4 takes its time to free its blocks.",
    ("load", "memory of the engine", "podman"): "Podman's service knows nothing of a container that nobody asks for; Jug's engine waits for each to end, keeps its log, and restarts it.",
    ("images", "memory", ""): "One engine does all; podman's process is gone when it is done.",
}


def peers(by):
    return {name: summed for name, summed in by.items() if not name.startswith("jug") and name not in FLOORS}


def fastest(by):
    others = peers(by)
    return min(others, key=lambda name: others[name]["median"]) if others else None


def ratios(by):
    """Of each, the median and what lies around it, as parts of the fastest peer's median."""
    best = fastest(by)
    base = by[best]["median"] if best and "jug" in by else 0
    if not base:
        return {}
    return {name: tuple(summed[key] / base for key in ("median", "p10", "p90")) for name, summed in by.items()}


def number(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def table(results):
    names = sorted(dict.fromkeys(name for by in results.values() for name in by), key=lambda name: not name.startswith("jug"))
    yield f"| median, as a part of the fastest peer's | {' | '.join(names)} |"
    yield "| --- " * (len(names) + 1) + "|"
    for title, by in results.items():
        found = ratios(by)
        yield f"| {title} | {' | '.join(number(found[name][0]) if name in found else '' for name in names)} |"


def behind(chapter, results):
    """The rows in which a peer is ahead by more than a twentieth."""
    for title, by in results.items():
        found = ratios(by)
        if "jug" in found and found["jug"][0] > 1.05:
            best = fastest(by)
            reasons = [why for (name, start, peer), why in WHY.items() if name == chapter.name and start in title and peer in ("", best)]
            yield f"- {chapter.title}, {title}: {best} takes {number(1 / found['jug'][0])} of it. {reasons[0] if reasons else 'The cause has not been found yet.'}"


def chapter_lines(chapter, measured):
    results = {title: by for title, by in measured["results"].items() if ratios(by)}
    versions = ", ".join(f"{name} {version}" for name, version in measured["peers"].items() if any(name in by for by in results.values()))
    yield from (f"## {chapter.title}", "", chapter.about, "", "```sh", f"sudo bench/{chapter.name}.py", "```", "")
    yield from (f"![{chapter.title}: bars]({'benchmarks/' + chapter.name + '.svg'})", "", *table(results), "")
    yield from (line + "\n" for name, line in FLOORS.items() if any(name in by for by in results.values()))
    yield from (f"{measured['machine']}; {versions}; {measured['date']}.", "")


def soak_lines(chapter, measured):
    series = {title: points for title, points in measured["series"].items() if "(ms)" not in title}
    for title, points in measured["series"].items():
        if "(ms)" in title:
            base = trend.thirds(points)[0] / 100
            series[title.replace("(ms)", "(the first third's median is 100)")] = [(at, value / base) for at, value in points]
    done, failed = sum(measured["done"].values()), len(measured["failures"])
    command = f"sudo bench/soak.py{' --cycles 10000' if measured['axis'] == 'cycles' else ''} --out docs/benchmarks"
    yield from (f"## {chapter.title}", "", chapter.about, "", "```sh", command, "```", "")
    yield from (f"![{chapter.title}: lines](benchmarks/{chapter.name}.svg)", "", *trend.table(measured), "")
    yield f"Before and after are an engine at rest with one container. {done:,} things done by {measured['clients']} clients, {failed} of them failed."
    yield from (f"{measured['machine']}; {measured['date']}.", "")
    return series


def write_soaks(folder):
    """Sections for what was soaked, and their pictures."""
    for chapter in SOAKS:
        file = folder / f"{chapter.name}.json"
        if file.exists():
            measured = json.loads(file.read_text())
            series = yield from soak_lines(chapter, measured)
            (folder / f"{chapter.name}.svg").write_text(picture.lines(series, measured["axis"]))


def write(folder):
    """Writes the page beside the folder, and a picture for each of its results."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `bench/run` from what it measured; do not edit. Bars and numbers are parts of the fastest peer's median in the same run,",
        "so shorter is better and Jug is first where it is below 1; thin lines reach from the tenth to the ninetieth percentile. Times belong",
        "to a machine, so there are none here. [performance.md](performance.md) says what lies behind the numbers.",
        "",
    ]
    ahead = []
    for chapter in CHAPTERS:
        file = folder / f"{chapter.name}.json"
        if file.exists():
            measured = json.loads(file.read_text())
            results = {title: found for title, by in measured["results"].items() if (found := ratios(by))}
            (folder / f"{chapter.name}.svg").write_text(picture.bars(results))
            lines += chapter_lines(chapter, measured)
            ahead += behind(chapter, measured["results"])
    lines += write_soaks(folder)
    lines += ["## Where Jug is not first", "", *(ahead or ["Nowhere here."]), ""]
    (folder.parent / "benchmarks.md").write_text("\n".join(lines))
