"""What clients do with an engine, one thing after the other; each leaves nothing, or it has failed."""

import contextlib
import http.client
import socket
import subprocess
import time

import api
import engines

IMAGE = "bench/box:1"
APPLETS = ("sh", "cat", "echo", "ping", "nc", "sleep", "true")
PATIENCE = 20
COUNT = 'i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); done; sleep 0.2; echo end'
ECHO = 'while read word; do [ "$word" = quit ] && exit 7; echo "got $word"; done'


class Failed(Exception):
    """What was done did not do what it is to do."""


def expect(what, found, wanted):
    if found != wanted:
        raise Failed(f"{what}: {str(found)[-300:]!r} instead of {wanted!r}")


def eventually(what, question):
    end = time.monotonic() + PATIENCE
    while not question():
        if time.monotonic() > end:
            raise Failed(f"{what} does not become true")
        time.sleep(0.05)


class Mix:
    """Works of one client. Each gets a name that nobody else has."""

    def __init__(self, engine, client, registry):
        self.engine, self.client, self.registry = engine, client, registry
        self.path = engine.folder / "run/docker.sock"
        self.api = api.Api(engine, self.path, IMAGE)
        self.works = [
            self.run, self.exec, self.follow, self.attach, self.build, self.network, self.port, self.volume, self.restart,
            self.kill, self.pause, self.copy, self.pull, self.health, self.hang_up, self.look, self.prune,
        ]

    def jug(self, *words, code=0, text=None):
        ended = subprocess.run([engines.JUG, *words], env=self.engine.environment, capture_output=True, text=True, input=text, timeout=120)
        if ended.returncode != code:
            raise Failed(f"jug {' '.join(words)} ended with {ended.returncode}: {ended.stderr[-300:].strip()}")
        return ended.stdout

    @contextlib.contextmanager
    def container(self, name, *words, options=()):
        """One that runs, and is removed whatever happens."""
        self.jug("run", "-d", "--name", name, *options, IMAGE, *words)
        try:
            yield
        finally:
            self.jug("rm", "-f", name)

    def life(self):
        """By the API and without a network; what is timed."""
        return api.milliseconds(self.api.life)

    def run(self, name):
        expect("run", self.jug("run", "--rm", "--name", name, IMAGE, "echo", "hello"), "hello\n")

    def exec(self, name):
        with self.container(name, "sleep", "1000"):
            expect("exec", self.jug("exec", "-i", name, "cat", text="through"), "through")
            self.jug("exec", name, "sh", "-c", "exit 3", code=3)
            self.jug("exec", "-d", name, "sleep", "1000")

    def follow(self, name):
        with self.container(name, "sh", "-c", COUNT):
            expect("logs -f", len(self.jug("logs", "-f", name).splitlines()), 101)

    def attach(self, name):
        with self.container(name, "sh", "-c", ECHO, options=["-i"]):
            expect("attach", self.jug("attach", name, text="one\ntwo\nquit\n", code=7), "got one\ngot two\n")

    def build(self, name):
        context = self.engine.folder / f"context-{name}"
        context.mkdir()
        (context / "Dockerfile").write_text(f"FROM {IMAGE}\nCOPY note /note\nRUN cat /note > /copy\n")
        (context / "note").write_text(name)
        tag = f"made:{name}"
        self.jug("build", "-q", "-t", tag, str(context))
        expect("build", self.jug("run", "--rm", "--network", "none", tag, "cat", "/copy"), name)
        self.jug("rmi", tag)
        for file in context.iterdir():
            file.unlink()
        context.rmdir()

    def network(self, name):
        net, other = f"net-{name}", f"{name}-other"
        self.jug("network", "create", net)
        with self.container(name, "sleep", "1000"), self.container(other, "sleep", "1000", options=["--network", net]):
            self.jug("network", "connect", net, name)
            self.jug("exec", name, "ping", "-c", "1", "-W", "5", other)
            self.jug("network", "disconnect", net, name)
        self.jug("network", "rm", net)

    def port(self, name):
        serve = "while :; do nc -l -p 80 -e cat; done"
        with self.container(name, "sh", "-c", serve, options=["-p", "127.0.0.1::80"]):
            address, port = self.jug("port", name, "80").split()[-1].rsplit(":", 1)
            eventually("an echo through a port", lambda: echoes(address, int(port)))

    def volume(self, name):
        self.jug("volume", "create", name)
        words = ("run", "--rm", "-v", f"{name}:/data", IMAGE)
        self.jug(*words, "sh", "-c", "echo kept > /data/file")
        expect("volume", self.jug(*words, "cat", "/data/file"), "kept\n")
        self.jug("volume", "rm", name)

    def restart(self, name):
        with self.container(name, "sh", "-c", "exit 1", options=["--restart", "on-failure:2"]):
            state = ("inspect", "-f", "{{.RestartCount}} {{.State.Status}}", name)
            eventually("two restarts and an end", lambda: self.jug(*state) == "2 exited\n")

    def kill(self, name):
        with self.container(name, "sleep", "1000"):
            self.jug("kill", name)
            expect("wait", self.jug("wait", name), "137\n")
            self.jug("start", name)
            self.jug("restart", "-t", "0", name)

    def pause(self, name):
        with self.container(name, "sleep", "1000", options=["-m", "64m"]):
            self.jug("pause", name)
            self.jug("unpause", name)
            self.jug("top", name)
            self.jug("stats", "--no-stream", name)
            self.jug("update", "-m", "80m", "--memory-swap", "80m", name)
            self.jug("stop", "-t", "0", name)

    def copy(self, name):
        there, back = (self.engine.folder / f"{word}-{name}" for word in ("there", "back"))
        there.write_text(name)
        with self.container(name, "sleep", "1000"):
            self.jug("cp", str(there), f"{name}:/file")
            self.jug("cp", f"{name}:/file", str(back))
            self.jug("diff", name)
        expect("cp", back.read_text(), name)
        there.unlink()
        back.unlink()

    def pull(self, _):
        self.jug("pull", "-q", self.registry)
        self.jug("run", "--rm", "--network", "none", self.registry, "/bin/true")
        self.jug("rmi", self.registry)

    def health(self, name):
        check = ["--health-cmd", "true", "--health-interval", "1s", "--health-timeout", "5s"]
        with self.container(name, "sleep", "1000", options=check):
            state = ("inspect", "-f", "{{.State.Health.Status}}", name)
            eventually("a check", lambda: self.jug(*state) == "healthy\n")

    def hang_up(self, name):
        """Clients that ask for streams and are gone."""
        with self.container(name, "sh", "-c", "while :; do echo again; sleep 0.02; done"):
            for path in ("logs?follow=1&stdout=1", "stats", "attach?stream=1&stdout=1&logs=1"):
                self.glance("POST" if path.startswith("attach") else "GET", f"/containers/{name}/{path}")
            self.glance("GET", "/events?since=1")

    def glance(self, method, path):
        connection = api.Connection(self.path)
        try:
            connection.request(method, "/v1.41" + path)
            if not connection.getresponse().read(10):
                raise Failed(f"{path} says nothing")
        except http.client.HTTPException as e:
            raise Failed(f"{path}: {e!r}") from e
        finally:
            connection.close()

    def look(self, _):
        for words in (("ps", "-a"), ("images",), ("network", "ls"), ("volume", "ls"), ("system", "df"), ("info",)):
            self.jug(*words)

    def prune(self, _):
        """Beside whoever builds: what is in use stays."""
        self.jug("builder", "prune", "-f")
        self.jug("image", "prune", "-f")


def echoes(address, port):
    try:
        with socket.create_connection((address, port), timeout=2) as connection:
            connection.sendall(b"echo")
            return connection.recv(4) == b"echo"
    except OSError:
        return False
