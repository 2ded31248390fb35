#!/usr/bin/env python3
"""Whether builds make the same: the corpus of Dockerfiles built by Jug and by dockerd's classic builder, file by file.

    sudo bench/corpus.py                  everything, a few minutes
    sudo bench/corpus.py --only copy-glob,user

Compares kind, permissions, owner and content of each file, where links lead, and how the image runs; not times, which Jug
sets. What dockerd cannot build at all, such as here-documents, is listed. Ends with 1 if something differs.
"""

import argparse
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile

import engines
import sandbox

CORPUS = engines.ROOT / "app/src/test/resources/dev/jug/app/docker/dockerfiles"
BASE = "box:1"
USERS = {
    "passwd": "root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false\n"
    "jug:x:1000:1000:a user:/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n",
    "group": "root:x:0:\ndaemon:x:1:\ntty:x:5:\nstaff:x:50:jug\njug:x:1000:\nnogroup:x:65534:\n",
}
FOLDERS = ("bin", "dev", "etc", "home", "proc", "root", "run", "sys", "tmp", "usr", "var")
FIELDS = (
    "Env", "Cmd", "Entrypoint", "Labels", "User", "WorkingDir", "ExposedPorts", "Volumes", "StopSignal", "Healthcheck", "Shell",
    "OnBuild",
)
# What dockerd 20.10 does otherwise, and BuildKit as Jug does.
KNOWN = {
    "arg-inherited": "arguments of the stage that a stage begins with have no values there",
    "arg-platform": "there are no arguments of platforms",
}
# Mounted over while a container is made, for which dockerd makes them.
NOT_OURS = {"etc/hostname", "etc/hosts", "etc/resolv.conf", ".dockerenv", "dev/console", "dev/pts", "dev/shm", "etc/mtab"}
MOUNTED = {"dev", "etc", "proc", "sys"}


def words(command, environment=None):
    ended = subprocess.run(command, env=environment, capture_output=True, text=True)
    return ended.returncode, ended.stdout.strip(), ended.stderr.strip()


class Jug(engines.Jug):
    needs = ("java",)

    def ask(self, *command):
        return words([engines.JUG, *command], self.environment)


class Docker(engines.Docker):
    def ask(self, *command):
        return words([*self.client, *command], os.environ | {"DOCKER_BUILDKIT": "0"})


def base(folder):
    root = folder / "root"
    for name in FOLDERS:
        (root / name).mkdir(parents=True)
    (root / "tmp").chmod(0o777)
    busybox = shutil.which("busybox") or sys.exit("bench: needs busybox")
    shutil.copy(busybox, root / "bin/busybox")
    for applet in subprocess.run([busybox, "--list"], capture_output=True, text=True).stdout.split():
        if applet != "busybox":
            (root / "bin" / applet).symlink_to("busybox")
    for name, text in USERS.items():
        (root / "etc" / name).write_text(text)
    with tarfile.open(folder / "box.tar", "w") as tar:
        tar.add(root, ".")
    return folder / "box.tar"


class Case:
    """One of the corpus; BuildCase has the form."""

    def __init__(self, file):
        self.name, self.options, self.files, self.fails = file.name, [], {}, False
        for section in ("\n" + file.read_text()).split("\n== ")[1:]:
            title, _, body = section.partition("\n")
            kind, _, rest = title.partition(" ")
            if kind == "options":
                self.options += rest.split(" ")
            elif kind == "file":
                self.files[rest] = body
            elif kind == "dockerfile":
                self.files["Dockerfile"] = body + "\n"
            elif kind == "fails":
                self.fails = True

    def write(self, folder):
        for name, text in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)


def made(engine, image, folder):
    """What is in an image, by path, and how it runs."""
    code, container, error = engine.ask("create", image, "nothing")
    if code:
        sys.exit(f"bench: {engine.name}: {error}")
    archive = folder / "export.tar"
    engine.ask("export", "-o", str(archive), container)
    engine.ask("rm", container)
    files = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            path = member.name.removeprefix("./").strip("/")
            if not path or path in NOT_OURS:
                continue
            content = tar.extractfile(member).read() if member.isfile() else member.linkname if member.issym() else ""
            mode = "" if member.issym() else oct(stat.S_IMODE(member.mode))
            kind = member.type if not member.islnk() else tarfile.REGTYPE
            files[path] = (kind, mode, member.uid, member.gid, content if not member.islnk() else files.get(member.linkname, ("",) * 5)[4])
    archive.unlink()
    config = json.loads(engine.ask("image", "inspect", image)[1])[0]["Config"]
    return files, {field: config.get(field) or None for field in FIELDS}


def differences(ours, theirs):
    for what, mine, other in zip(("file", "config"), ours, theirs):
        for name in sorted(mine.keys() | other.keys()):
            if mine.get(name) != other.get(name) and not (name in MOUNTED and name not in mine):
                yield f"{what} {name}: jug {short(mine.get(name))}, docker {short(other.get(name))}"


def short(value):
    text = repr(value)
    return text if len(text) < 150 else text[:147] + "..."


def build(engine, case, folder):
    context = pathlib.Path(tempfile.mkdtemp(dir=folder))
    case.write(context)
    code, out, error = engine.ask("build", "-q", "--network", "none", *case.options, str(context))
    return code, out.splitlines()[-1] if out else "", error


def compare(jug, docker, case, folder):
    """The lines to print."""
    code, ours, error = build(jug, case, folder)
    other, theirs, why = build(docker, case, folder)
    if other:
        return [] if code else [f"-- {case.name}: dockerd cannot: {why.splitlines()[-1][:120]}"]
    if code:
        return [f"!! {case.name}: jug cannot, dockerd can: {error[-200:]}"]
    mark = f"-- {case.name}: {KNOWN[case.name]}" if case.name in KNOWN else f"!! {case.name}"
    return [f"{mark}: {line}" for line in differences(made(jug, ours, folder), made(docker, theirs, folder))]


def everything(options, folder):
    archive = base(folder)
    both = [Jug(folder / "jug"), Docker(folder / "docker")]
    for engine in both:
        missing = engine.missing()
        if missing:
            sys.exit(f"bench: {engine.name} needs {', '.join(missing)}")
        engine.start()
        engine.call("import", str(archive), BASE)
    lines = []
    try:
        for file in sorted(CORPUS.iterdir()):
            if not options.only or file.name in options.only:
                lines += compare(*both, Case(file), folder)
    finally:
        for engine in both:
            engine.stop()
    print("\n".join(sorted(lines)))
    wrong = sum(line.startswith("!!") for line in lines)
    if wrong:
        sys.exit(f"bench: {wrong} differences")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", type=lambda text: text.split(","), metavar="NAMES", help="files of the corpus")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/var/tmp") as name:
        sys.exit(sandbox.within(engines.CGROUP, lambda: everything(options, pathlib.Path(name))))


if __name__ == "__main__":
    main()
