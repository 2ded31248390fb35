"""Engines that pull images and run them: Jug, Docker, Podman, containerd; each with a store of its own in a folder."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tarfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
JUG = str(ROOT / "app/target/jug/bin/jug")
CGROUP = f"jug-bench-{os.getpid()}"
LIMITS = ["--ulimit", "nofile=20000:20000", "--ulimit", "nproc=32768:32768"]
STREAMS = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}


def run(command, environment=None):
    """Runs to the end; returns milliseconds. A failure ends the benchmark: a fast error is no result."""
    began = time.perf_counter()
    ended = subprocess.run(command, env=environment, **STREAMS)
    took = (time.perf_counter() - began) * 1000
    if ended.returncode:
        exit(f"bench: {' '.join(command)} ended with {ended.returncode}: {ended.stderr.decode()[-500:].strip()}")
    return took


def archive(path, applets):
    """A layer of busybox, with these programs."""
    with tarfile.open(path, "w") as tar:
        tar.add(shutil.which("busybox"), "bin/busybox")
        for name in applets:
            info = tarfile.TarInfo(f"bin/{name}")
            info.type, info.linkname = tarfile.SYMTYPE, "busybox"
            tar.addfile(info)


class Engine:
    """One that may have daemons, which run between start and stop."""

    needs = ()
    formats = ("gzip", "zstd")
    warms_up = True

    def __init__(self, folder):
        self.folder = folder
        self.folder.mkdir()
        self.daemons = []

    def missing(self):
        return [program for program in self.needs if not shutil.which(program)]

    def start(self):
        pass

    def stop(self):
        for process in reversed(self.daemons):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.daemons.clear()

    def daemon(self, command, answers):
        """Starts it and waits until a command succeeds."""
        log = (self.folder / f"{pathlib.Path(command[0]).name}.log").open("wb")
        self.daemons.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log))
        for _ in range(300):
            if subprocess.run(answers, **STREAMS).returncode == 0:
                return
            if self.daemons[-1].poll() is not None:
                break
            time.sleep(0.1)
        exit(f"bench: {command[0]} does not start; the end of its log:\n{pathlib.Path(log.name).read_text()[-1000:]}")

    def programs(self):
        """The processes whose memory counts, by name."""
        raise NotImplementedError


class Jug(Engine):
    name = "jug"
    driver = None
    arguments = ()

    def start(self):
        self.environment = dict(os.environ)
        for name in ("run", "state"):
            self.environment[f"JUG_{name.upper()}"] = str(self.folder / name)
        self.environment |= {"JUG_SOCKET": str(self.folder / "run/engine.sock"), "JUG_IDLE": "0"}
        if self.driver:
            self.environment["JUG_STORAGE_DRIVER"] = self.driver
        run([JUG, "engine", "start", *self.arguments], self.environment)

    def stop(self):
        run([JUG, "engine", "stop"], self.environment)

    def call(self, *words):
        return run([JUG, *words], self.environment)

    def pull(self, image):
        return self.call("pull", image)

    def run(self, image):
        return self.call("run", "--rm", "--network", "none", image, "/bin/true")

    def remove(self, image):
        return self.call("rmi", image)

    def programs(self):
        return ("java",)


class JugNew(Jug):
    name = "jug, new"
    warms_up = False


class JugOverlay(Jug):
    name = "jug, overlay"
    driver = "overlay"


class JugVfs(Jug):
    name = "jug, vfs"
    driver = "vfs"


class Docker(Engine):
    name = "docker"
    needs = ("dockerd", "docker", "containerd", "runc")
    # Version 20.10 does not know others.
    formats = ("gzip",)
    arguments = ()

    def start(self):
        self.client = ["docker", "-H", f"unix://{self.folder}/socket"]
        command = [
            "dockerd", "--data-root", f"{self.folder}/data", "--exec-root", f"{self.folder}/exec",
            "--host", f"unix://{self.folder}/socket", "--pidfile", f"{self.folder}/pid",
            "--cgroup-parent", f"/{CGROUP}", "--bridge", "none", "--iptables=false", "--ip-forward=false",
            "--storage-driver", "overlay2", *self.arguments,
        ]
        self.daemon(command, [*self.client, "version"])

    def call(self, *words):
        return run([*self.client, *words])

    def pull(self, image):
        return self.call("pull", image)

    def run(self, image):
        return self.call("run", "--rm", "--network", "none", image, "/bin/true")

    def remove(self, image):
        return self.call("rmi", image)

    def programs(self):
        return ("dockerd", "containerd")


class Podman(Engine):
    name = "podman"
    needs = ("podman", "crun")

    def command(self, *words):
        options = ["--root", f"{self.folder}/root", "--runroot", f"{self.folder}/runroot", "--tmpdir", f"{self.folder}/tmp"]
        options += ["--runtime", "crun", "--cgroup-manager", "cgroupfs", "--storage-driver", "overlay"]
        return ["podman", *options, *words]

    def call(self, *words):
        return run(self.command(*words), os.environ | {"TMPDIR": str(self.folder)})

    def start(self):
        self.call("info")

    def pull(self, image):
        return self.call("pull", "--tls-verify=false", image)

    def run(self, image):
        options = ["--rm", "--network", "none", "--cgroup-parent", f"/{CGROUP}", *LIMITS]
        return self.call("run", *options, image, "/bin/true")

    def remove(self, image):
        return self.call("rmi", image)

    def programs(self):
        return ("podman",)


class Containerd(Engine):
    name = "containerd"
    needs = ("containerd", "ctr", "runc")

    def start(self):
        self.client = ["ctr", "--address", f"{self.folder}/socket"]
        config = {
            "version": 2,
            "root": f"{self.folder}/root",
            "state": f"{self.folder}/state",
            "disabled_plugins": ["io.containerd.grpc.v1.cri"],
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in config.items()]
        lines += ["[grpc]", f'address = "{self.folder}/socket"']
        (self.folder / "config.toml").write_text("\n".join(lines))
        self.daemon(["containerd", "--config", f"{self.folder}/config.toml"], [*self.client, "version"])

    def call(self, *words):
        return run([*self.client, *words])

    def pull(self, image):
        return self.call("images", "pull", "--plain-http", image)

    def run(self, image):
        return self.call("run", "--rm", "--cgroup", f"/{CGROUP}/ctr", image, "bench", "/bin/true")

    def remove(self, image):
        return self.call("images", "rm", "--sync", image)

    def programs(self):
        return ("containerd", "ctr")


PEERS = (Docker, Podman, Containerd)
