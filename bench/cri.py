#!/usr/bin/python3
"""How long a kubelet waits for a pod, and what a pod costs in memory, beside containerd, now.

    sudo bench/cri.py                     everything, about three minutes
    sudo bench/cri.py --pods 30 --rounds 10
    sudo bench/cri.py --format json

Both engines get the same calls from the same client, one after the other, in a new random order each round: RunPodSandbox,
CreateContainer and StartContainer are the start of a pod, StopPodSandbox and RemovePodSandbox its end. containerd runs runc
and a pause process of 2 KiB; pods are on the machine's network, where neither has anything to do, then on the bridge of the
same plugin (needs containernetworking-plugins). "jug, own bridge" has no plugin. Then both keep many pods at once. Memory is the
proportional set size of all processes but the containers' own. Quote ratios, never times: times are this machine's.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import random
import shutil
import sys
import tarfile
import tempfile
import time

import engines
import kubelet
import launch
import layers
import sandbox

IMAGE = "docker.io/bench/box:1"
PAUSE = "docker.io/bench/pause:1"
PLUGINS = "/usr/lib/cni"
CLIENTS = 4
PAUSE_SOURCE = "#include <unistd.h>\nint main(void) { for (;;) pause(); }\n"
REST = 8
CONFIG = """version = 2
root = "{folder}/root"
state = "{folder}/state"
[grpc]
address = "{folder}/socket"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "{pause}"
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "{plugins}"
conf_dir = "{folder}/cni"
[plugins."io.containerd.grpc.v1.cri".containerd]
snapshotter = "overlayfs"
default_runtime_name = "runc"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
"""


def image(folder, name, program, content):
    """An archive as docker writes them, with an image of one program."""
    layer = folder / "layer.tar"
    with tarfile.open(layer, "w") as tar:
        layers.add(tar, program, content, 0o755)
    packed = layer.read_bytes()
    config = json.dumps({
        "architecture": "amd64", "os": "linux", "config": {"Entrypoint": [f"/{program}"]},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(packed).hexdigest()]},
    }).encode()
    digest = hashlib.sha256(config).hexdigest()
    manifest = [{"Config": f"{digest}.json", "RepoTags": [name], "Layers": ["layer.tar"]}]
    archive = folder / f"{program.replace('/', '-')}.image"
    with tarfile.open(archive, "w") as tar:
        layers.add(tar, f"{digest}.json", config)
        layers.add(tar, "layer.tar", packed)
        layers.add(tar, "manifest.json", json.dumps(manifest).encode())
    return str(archive)


def box(folder):
    busybox = shutil.which("busybox") or sys.exit("bench: needs a static busybox (package busybox-static)")
    return image(folder, IMAGE, "bin/sleep", pathlib.Path(busybox).read_bytes())


def pause(folder):
    """The process that holds the namespaces of a pod: as small as they get."""
    (folder / "pause.c").write_text(PAUSE_SOURCE)
    engines.run(["gcc", "-Os", "-static", "-s", "-o", str(folder / "pause"), str(folder / "pause.c")])
    return image(folder, PAUSE, "pause", (folder / "pause").read_bytes())


def bridge(name, subnet):
    """A configuration of the plugins that Debian has, one for each engine."""
    plugin = {
        "type": "bridge", "bridge": name, "isGateway": True, "ipMasq": False,
        "ipam": {"type": "host-local", "ranges": [[{"subnet": subnet}]], "routes": [{"dst": "0.0.0.0/0"}]},
    }
    return json.dumps({"cniVersion": "1.0.0", "name": name, "plugins": [plugin, {"type": "loopback"}]})


def weight(pid):
    try:
        return launch.pss(pid)
    except ProcessLookupError:
        return 0  # It has ended, and waits for its parent.


class Node:
    """What kubelets do with an engine."""

    bridges = ("plugin",)
    notices = 0

    def connect(self):
        return kubelet.Kubelet(self.socket)

    def open(self, archive):
        """Starts the engine with an image in it."""
        self.plugins = self.folder / "cni"
        self.plugins.mkdir()
        self.begin(archive)
        self.kubelet = self.connect()
        self.count = 0

    def use(self, network):
        """The network of pods from now on: the machine's, the plugin's, or the engine's own."""
        self.host_network = network == "host"
        file = self.plugins / "10-bench.conflist"
        if network == "own":
            file.unlink(missing_ok=True)
        elif network == "plugin" and not file.exists():
            file.write_text(bridge(f"br-{self.name}", self.subnet))
            time.sleep(self.notices)

    def called(self, network):
        return f"{self.name}, own bridge" if network == "own" else self.name

    def pod(self, name):
        options = {"network": "NODE" if self.host_network else "POD", "pid": "CONTAINER"}
        return {
            "metadata": {"name": name, "uid": name, "namespace": "bench"},
            "log_directory": f"{self.folder}/logs/{name}",
            "linux": {"cgroup_parent": f"/{engines.CGROUP}", "security_context": {"namespace_options": options}},
        }

    def start_pod(self, client):
        """Starts a pod of one container, which runs when this returns; gives its sandbox's id."""
        self.count += 1
        pod = self.pod(f"pod{self.count}")
        sandbox_id = client.call("RunPodSandbox", config=pod)
        container = {
            "metadata": {"name": "box"}, "image": {"image": IMAGE}, "args": ["100000"], "log_path": "box/0.log",
            "linux": {
                "resources": {"memory_limit_in_bytes": 64 << 20, "cpu_shares": 102},
                "security_context": {
                    "namespace_options": {"pid": "CONTAINER"}, "seccomp": {"profile_type": "RuntimeDefault"}},
            },
        }
        made = client.call("CreateContainer", pod_sandbox_id=sandbox_id, config=container, sandbox_config=pod)
        client.call("StartContainer", container_id=made)
        return sandbox_id

    @staticmethod
    def end(client, sandbox_id):
        client.call("StopPodSandbox", pod_sandbox_id=sandbox_id)
        client.call("RemovePodSandbox", pod_sandbox_id=sandbox_id)

    def life(self):
        """Milliseconds to start a pod, and to end it."""
        began = time.perf_counter()
        sandbox_id = self.start_pod(self.kubelet)
        running = time.perf_counter()
        self.end(self.kubelet, sandbox_id)
        return (running - began) * 1000, (time.perf_counter() - running) * 1000

    def crowd(self, pods):
        """Many at once: milliseconds for each to start, and KiB that each takes."""
        before = self.memory()
        clients = [self.connect() for _ in range(CLIENTS)]
        began = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            parts = pool.map(lambda client: [self.start_pod(client) for _ in range(pods // CLIENTS)], clients)
            made = [sandbox_id for part in parts for sandbox_id in part]
        took = (time.perf_counter() - began) * 1000 / len(made)
        time.sleep(REST)
        each = (self.memory() - before) / len(made)
        for sandbox_id in made:
            self.end(clients[0], sandbox_id)
        for client in clients:
            client.close()
        return took, each

    def memory(self):
        """KiB of all processes that are there because of the engine."""
        return sum(weight(pid) for name in self.processes for pid in launch.processes(name))


class JugNode(Node, engines.Jug):
    processes = ("java", "jug-monitor", "jug-launcher")
    needs = ("java",)
    subnet = "10.97.0.0/16"
    bridges = ("plugin", "own")

    def begin(self, archive):
        self.socket = self.folder / "cri.sock"
        self.arguments = ["--cri", f"unix://{self.socket}", "--cni-conf-dir", str(self.plugins)]
        engines.Jug.start(self)
        self.call("load", "-i", archive)


class ContainerdNode(Node, engines.Containerd):
    processes = ("containerd", "containerd-shim", "pause")
    needs = ("containerd", "ctr", "runc", "gcc")
    subnet = "10.98.0.0/16"
    notices = 2

    def begin(self, archive):
        self.socket = self.folder / "socket"
        self.client = ["ctr", "--address", str(self.socket), "--namespace", "k8s.io"]
        config = self.folder / "config.toml"
        config.write_text(CONFIG.format(folder=self.folder, pause=PAUSE, plugins=PLUGINS))
        self.daemon(["containerd", "--config", str(config)], [*self.client, "version"])
        for file in (archive, pause(self.folder)):
            self.call("images", "import", file)


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = {}

    def run(self, folder):
        nodes = [kind(folder / kind.name) for kind in (JugNode, ContainerdNode)]
        for node in nodes:
            if missing := node.missing():
                sys.exit(f"bench: {node.name} needs {', '.join(missing)}")
        if not os.path.exists(f"{PLUGINS}/bridge"):
            sys.exit("bench: needs the plugins of containernetworking-plugins")
        archive = box(folder)
        try:
            for node in nodes:
                node.open(archive)
            self.measure(nodes)
        finally:
            for node in nodes:
                node.stop()
        return self.results

    def measure(self, nodes):
        bridges = [(node, network) for node in nodes for network in node.bridges]
        for node in nodes:
            node.use("host")
        self.lives("on the machine's network", [(node, "host") for node in nodes])
        self.lives("on a bridge", bridges)
        for number in range(self.options.crowds):
            print(f"bench: crowd {number + 1} of {self.options.crowds}", file=sys.stderr)
            for node, network in random.sample(bridges, len(bridges)):
                node.use(network)
                took, each = node.crowd(self.options.pods)
                name = node.called(network)
                self.add(f"{self.options.pods} pods on a bridge, {CLIENTS} clients: the start of each", "ms", name, took)
                self.add("memory for each of them", "KiB", name, each)

    def lives(self, title, cases):
        """One after the other, in a new random order each round."""
        for number in range(-self.options.warmup, self.options.rounds):
            for node, network in random.sample(cases, len(cases)):
                node.use(network)
                start, end = node.life()
                if number >= 0:
                    self.add(f"start of a pod {title}", "ms", node.called(network), start)
                    self.add(f"end of a pod {title}", "ms", node.called(network), end)

    def add(self, title, unit, name, value):
        self.results.setdefault((title, unit), {}).setdefault(name, []).append(value)


def show(results, form):
    if form == "json":
        print(json.dumps({title: values for (title, _), values in results.items()}))
        return
    for (title, unit), values in results.items():
        launch.table(title, unit, values, ContainerdNode.name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30, metavar="N", help="of every comparison")
    parser.add_argument("--warmup", type=int, default=60, metavar="N", help="pods before the first that counts")
    parser.add_argument("--pods", type=int, default=100, metavar="N", help="at once")
    parser.add_argument("--crowds", type=int, default=3, metavar="N", help="how many times that")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jug-bench-", dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        sys.exit(sandbox.within(engines.CGROUP, lambda: show(Bench(options).run(folder), options.format)))


if __name__ == "__main__":
    main()
