"""What an engine has at one moment: memory, and all things of which it could keep one too many."""

import pathlib
import re
import subprocess

import launch

CGROUPS = pathlib.Path("/sys/fs/cgroup")
HEAP = re.compile(r"^\s*(?:def ?new|tenured).*\bused (\d+)K", re.IGNORECASE | re.MULTILINE)


class Engine:
    """A running Jug, seen from outside."""

    def __init__(self, folder, pid, group):
        self.folder, self.pid, self.group = folder, pid, group
        self.proc = pathlib.Path(f"/proc/{pid}")
        self.jcmd = (self.proc / "exe").readlink().parent / "jcmd"

    def ask(self, command):
        return subprocess.run([self.jcmd, str(self.pid), command], capture_output=True, text=True, check=True).stdout

    def sample(self):
        """By title; memory in MB, the heap right after it was collected."""
        self.ask("GC.run")
        return {
            "heap in use (MB)": sum(map(int, HEAP.findall(self.ask("GC.heap_info")))) / 1024,
            "memory, PSS (MB)": launch.pss(self.pid) / 1024,
            "descriptors": entries(self.proc / "fd"),
            "threads": entries(self.proc / "task"),
            "mounts": len((self.proc / "mountinfo").read_text().splitlines()),
            "links": len((self.proc / "net/dev").read_text().splitlines()) - 2,
            "cgroups": sum(below(root / self.group) for root in CGROUPS.iterdir()),
            "files in run": files(self.folder / "run") + files(self.folder / "run/live"),
            "files in state": files(self.folder / "state"),
            "processes": sum(name.name.isdigit() for name in pathlib.Path("/proc").iterdir()),
        }


def entries(folder):
    return sum(1 for _ in folder.iterdir())


def below(group):
    """Directories below one, as far as they stay while they are counted."""
    return files(group, "-type", "d")


def files(folder, *which):
    found = subprocess.run(["find", str(folder), "-xdev", "-mindepth", "1", *which], capture_output=True, text=True)
    return len(found.stdout.splitlines())


def group_of(container_pid):
    """The group of all containers of the engine that has this one."""
    for line in pathlib.Path(f"/proc/{container_pid}/cgroup").read_text().splitlines():
        controllers, path = line.split(":", 2)[1:]
        if controllers in ("memory", ""):
            return path.rsplit("/", 1)[0].lstrip("/")
    raise FileNotFoundError(f"process {container_pid} is in no group")
