"""A place that leaves nothing behind: namespaces of its own for mounts, processes and network."""

import ctypes
import os
import pathlib
import signal
import subprocess
import sys

NEWNS, NEWPID, NEWNET = 0x20000, 0x20000000, 0x40000000
PRIVATE, NOSUID_NODEV = 0x4000 | 0x40000, 6
DEATH_SIGNAL = 1
CGROUPS = pathlib.Path("/sys/fs/cgroup")
libc = ctypes.CDLL(None, use_errno=True)


def within(cgroup, work):
    """Calls work() in a process that takes all others with it when it ends, however it ends; returns its exit status."""
    if libc.unshare(NEWPID):
        sys.exit("bench: needs root")
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        alone(work)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: os.kill(child, signal.SIGKILL))
    try:
        return os.waitstatus_to_exitcode(await_end(child))
    finally:
        remove_cgroups(cgroup)


def await_end(child):
    """Ctrl-C reaches the child as well, which says so and ends."""
    while True:
        try:
            return os.waitpid(child, 0)[1]
        except KeyboardInterrupt:
            os.kill(child, signal.SIGKILL)


def alone(work):
    """The first process of the namespace: it buries who ends, and what is left running when it ends the kernel kills."""
    libc.prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    worker = os.fork()
    if worker == 0:
        perform(work)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        ended, status = os.wait()
        if ended == worker:
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def perform(work):
    status = 1
    try:
        prepare()
        work()
        status = 0
    except SystemExit as ended:
        if isinstance(ended.code, str):
            print(ended.code, file=sys.stderr)
    except KeyboardInterrupt:
        print("bench: interrupted", file=sys.stderr)
    except Exception as failed:
        sys.excepthook(type(failed), failed, failed.__traceback__)
    finally:
        sys.stdout.flush()
        os._exit(status)


def prepare():
    """Whatever programs write below /run or keep in caches of their own stays in here."""
    if libc.unshare(NEWNS | NEWNET) or libc.mount(None, b"/", None, PRIVATE, None):
        sys.exit("bench: needs root")
    mount("proc", "/proc")
    mount("tmpfs", "/run")
    for path in ("/var/lib/containers", "/var/lib/containerd", "/var/lib/cni"):
        if os.path.isdir(path):
            mount("tmpfs", path)
    # Its second hierarchy makes crun refuse the whole layout.
    libc.umount2(b"/sys/fs/cgroup/unified", 2)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def mount(kind, path):
    if libc.mount(kind.encode(), path.encode(), kind.encode(), NOSUID_NODEV, None):
        sys.exit(f"bench: cannot mount {path}: {os.strerror(ctypes.get_errno())}")


def remove_cgroups(name):
    for root in [CGROUPS, *CGROUPS.iterdir()]:
        for folder, _, _ in os.walk(root / name, topdown=False):
            os.rmdir(folder)
