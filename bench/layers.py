"""Layers as images have them: a Debian base, a JDK, a tree of small files; and one image of many layers."""

import gzip
import io
import os
import pathlib
import random
import shutil
import subprocess
import tarfile

SEED = 25
FILES = 30_000
MANY = 60
SUITE = "bookworm"
JDKS = ("JUG_JAVA_HOME", "JAVA_HOME")
EXTENSIONS = [".js"] * 10 + [".d.ts"] * 5 + [".json"] * 3 + [".md"] * 2 + [".js.map"] * 2 + [".mjs", ".cjs", ".css", ""]


class Missing(Exception):
    """A layer that this machine cannot make, and why."""


def debian(path):
    """The smallest Debian that can install packages; its repository must be within reach."""
    if not shutil.which("mmdebstrap"):
        raise Missing("the Debian base needs mmdebstrap")
    command = ["mmdebstrap", "--quiet", "--variant=minbase", "--format=tar", SUITE, str(path)]
    made = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"SOURCE_DATE_EPOCH": "0"})
    if made.returncode:
        raise Missing(f"mmdebstrap failed: {made.stderr.strip().splitlines()[-1]}")


def jdk(path):
    """The JDK that Jug itself runs with."""
    homes = [pathlib.Path(os.environ[name]) for name in JDKS if name in os.environ]
    homes += sorted(pathlib.Path("/usr/lib/jvm").glob("temurin-25*"))
    home = next((home for home in homes if (home / "lib/modules").exists()), None)
    if home is None:
        raise Missing("the layer with a JDK needs JAVA_HOME")
    with tarfile.open(path, "w") as tar:
        add_true(tar)
        tar.add(home, "usr/lib/jvm/jdk")


def files(path):
    """Packages with sources, as package managers of scripting languages leave them; the same ones each time."""
    chance = random.Random(SEED)
    text = Text(chance)
    with tarfile.open(path, "w") as tar:
        add_true(tar)
        for name in names(chance, FILES):
            add(tar, "srv/app/" + name, text.of(size(chance)))


def many(folder, count, name):
    """The layers of an image that was built in small steps."""
    chance = random.Random(name)
    text = Text(chance)
    for index in range(count):
        path = folder / f"{name}{index:02}.tar"
        with tarfile.open(path, "w") as tar:
            if index == 0:
                add_true(tar)
            for file in names(chance, 200):
                add(tar, f"srv/{name}{index}/{file}", text.of(size(chance)))
        yield path


def size(chance):
    return min(int(chance.lognormvariate(7.6, 1.6)), 1 << 21)


def names(chance, count):
    """Paths of that many files: some directories deep, some ten in each."""
    package = 0
    made = 0
    while made < count:
        package += 1
        root = f"node_modules/@scope{package % 97}/package-{package}" if package % 4 == 0 else f"node_modules/pkg-{package}"
        directories = [root] + [f"{root}/{word}" for word in ("lib", "lib/internal", "dist", "test")[: chance.randrange(5)]]
        for number in range(min(chance.randrange(5, 60), count - made)):
            yield f"{chance.choice(directories)}/file{number}{chance.choice(EXTENSIONS)}"
            made += 1


class Text:
    """Lines of words, some frequent and most rare, indented: they shrink to a fourth, as sources do."""

    PIECE = 1024

    def __init__(self, chance):
        self.chance = chance
        letters = "etaoinshrdlucmfwypvbgkqjxz"
        words = ["".join(chance.choices(letters, range(52, 0, -2), k=chance.randrange(2, 11))) for _ in range(4000)]
        weights = [1 / (rank + 1) ** 1.3 for rank in range(len(words))]
        ends = [";\n", "(\n", ") {\n", ",\n", " =\n", ".\n", "\n", " */\n", "',\n", "}\n"]
        said = chance.choices(words, weights, k=1_000_000)
        breaks = chance.choices([" "] * 90 + [end + indent for end in ends for indent in ("", "  ", "    ")], k=len(said))
        self.bytes = "".join(map("".join, zip(said, breaks))).encode()

    def of(self, size):
        last = len(self.bytes) - self.PIECE
        begins = [self.chance.randrange(last) for _ in range(size // self.PIECE + 1)]
        return b"".join(self.bytes[begin : begin + self.PIECE] for begin in begins)[:size]


def add_true(tar):
    """Something that a container can run."""
    busybox = shutil.which("busybox") or exit("bench: needs a static busybox (package busybox-static)")
    add(tar, "bin/true", pathlib.Path(busybox).read_bytes(), 0o755)


def add(tar, name, content, mode=0o644):
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = len(content), mode, 1_700_000_000
    tar.addfile(member, io.BytesIO(content))


def packed(path, compression):
    """The layer's blob beside its archive."""
    target = path.with_suffix(f".{compression}")
    if target.exists():
        return target
    if compression == "zstd":
        if not shutil.which("zstd"):
            raise Missing("layers with zstd need the program zstd")
        subprocess.run(["zstd", "-q", "-3", str(path), "-o", str(target)], check=True)
        return target
    with path.open("rb") as plain, gzip.GzipFile(target, "wb", 6, mtime=0) as out:
        shutil.copyfileobj(plain, out, 1 << 20)
    return target
