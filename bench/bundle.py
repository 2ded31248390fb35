"""One OCI bundle for all runtimes: Docker's namespaces, mounts, filter and three cgroup limits."""

import json
import os
import pathlib
import re
import shutil
import subprocess

PROFILE = "runtime/src/main/resources/dev/jug/runtime/seccomp/default.profile"
CAPABILITIES = [
    "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID",
    "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL",
    "CAP_AUDIT_WRITE",
]
MASKED = ["acpi", "asound", "interrupts", "kcore", "keys", "latency_stats", "sched_debug", "scsi", "timer_list"]
READ_ONLY = ["bus", "fs", "irq", "sys", "sysrq-trigger"]


def make(directory, with_filter, command):
    """Makes directory/config.json and a busybox root file system beside it."""
    directory = pathlib.Path(directory)
    bin_directory = directory / "rootfs/bin"
    bin_directory.mkdir(parents=True)
    for name in ("proc", "sys", "dev", "tmp", "etc"):
        (directory / "rootfs" / name).mkdir()
    busybox = shutil.which("busybox") or exit("bench: needs a static busybox (package busybox-static)")
    shutil.copy(busybox, bin_directory / "busybox")
    for name in ("true", "sleep", "sh"):
        os.symlink("busybox", bin_directory / name)
    (directory / "config.json").write_text(json.dumps(config(with_filter, command)))
    return directory


def config(with_filter, command):
    linux = {
        "namespaces": [{"type": kind} for kind in ("pid", "network", "ipc", "uts", "mount", "cgroup")],
        "resources": {
            "devices": [{"allow": False, "access": "rwm"}],
            "memory": {"limit": 64 << 20},
            "pids": {"limit": 100},
            "cpu": {"shares": 512},
        },
        "maskedPaths": [f"/proc/{name}" for name in MASKED] + ["/sys/firmware"],
        "readonlyPaths": [f"/proc/{name}" for name in READ_ONLY],
    }
    if with_filter:
        linux["seccomp"] = default_filter()
    return {
        "ociVersion": "1.0.2",
        "root": {"path": "rootfs", "readonly": False},
        "hostname": "bench",
        "process": {
            "user": {"uid": 0, "gid": 0},
            "args": command,
            "env": ["PATH=/bin"],
            "cwd": "/",
            "noNewPrivileges": False,
            "capabilities": {kind: CAPABILITIES for kind in ("bounding", "effective", "permitted")},
        },
        "mounts": mounts(),
        "linux": linux,
    }


def mounts():
    def mount(destination, kind, source, *options):
        return {"destination": destination, "type": kind, "source": source, "options": list(options)}

    safe = ("nosuid", "noexec", "nodev")
    return [
        mount("/proc", "proc", "proc", *safe),
        mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
        mount("/dev/pts", "devpts", "devpts", "nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"),
        mount("/sys", "sysfs", "sysfs", *safe, "ro"),
        mount("/sys/fs/cgroup", "cgroup", "cgroup", *safe, "ro"),
        mount("/dev/mqueue", "mqueue", "mqueue", *safe),
        mount("/dev/shm", "tmpfs", "shm", *safe, "mode=1777", "size=65536k"),
    ]


def default_filter():
    """The engine's default profile in the notation of the specification, for the capabilities above."""
    text = (pathlib.Path(__file__).parent.parent / PROFILE).read_text()
    text = re.sub(r"\n +", " ", text)
    rules = [rule for line in text.splitlines() if line and line[0] != "#" for rule in rules_of(line)]
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "defaultErrnoRet": 1,
        "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"] if os.uname().machine == "x86_64" else [],
        "syscalls": rules,
    }


def rules_of(line):
    head, names = line.split(" : ")
    action, *conditions = head.split()
    arguments = []
    for condition in conditions:
        if found := re.fullmatch(r"cap(!?)=(\w+)", condition):
            if (f"CAP_{found[2]}" in CAPABILITIES) == bool(found[1]):
                return
        elif found := re.fullmatch(r"arch=(\w+)", condition):
            if found[1] != os.uname().machine:
                return
        else:
            arguments.append(argument(condition))
    rule = {"names": names.split(), "action": "SCMP_ACT_ALLOW", "args": arguments}
    if found := re.fullmatch(r"errno=(\d+)", action):
        rule |= {"action": "SCMP_ACT_ERRNO", "errnoRet": int(found[1])}
    yield rule


def argument(condition):
    if found := re.fullmatch(r"arg(\d)&(\w+)=(\w+)", condition):
        index, mask, value = found.groups()
        return {"index": int(index), "value": int(mask, 0), "valueTwo": int(value, 0), "op": "SCMP_CMP_MASKED_EQ"}
    index, operator, value = re.fullmatch(r"arg(\d)([<=>])(\d+)", condition).groups()
    operators = {"<": "SCMP_CMP_LT", "=": "SCMP_CMP_EQ", ">": "SCMP_CMP_GT"}
    return {"index": int(index), "value": int(value), "op": operators[operator]}
