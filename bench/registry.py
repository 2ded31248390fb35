"""A registry on loopback, and images in it that consist of given layers."""

import hashlib
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import time

ADDRESS = "127.0.0.1"
PORT = 5000
TYPES = {
    "gzip": "application/vnd.oci.image.layer.v1.tar+gzip",
    "zstd": "application/vnd.oci.image.layer.v1.tar+zstd",
}
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"


def name(image, compression):
    return f"{ADDRESS}:{PORT}/{image}:{compression}"


def digest(path):
    with path.open("rb") as stream:
        return "sha256:" + hashlib.file_digest(stream, "sha256").hexdigest()


class Registry:
    """The Debian package docker-registry. Its folder should be in memory: its disk is not what is measured."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        config = {
            "version": "0.1",
            "log": {"level": "error"},
            "storage": {"filesystem": {"rootdirectory": str(folder)}},
            "http": {"addr": f"{ADDRESS}:{PORT}"},
        }
        (folder / "config.yml").write_text(json.dumps(config))
        self.process = None

    def __enter__(self):
        program = shutil.which("docker-registry") or exit("bench: needs a registry (package docker-registry)")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = os.environ | {"OTEL_TRACES_EXPORTER": "none"}
        self.process = subprocess.Popen([program, "serve", str(self.folder / "config.yml")], env=environment, **quiet)
        for _ in range(200):
            try:
                self.request("GET", "/v2/")
                return self
            except OSError:
                time.sleep(0.05)
        exit("bench: the registry does not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def request(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection(ADDRESS, PORT, timeout=60)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            answer.read()
            if answer.status >= 300:
                exit(f"bench: the registry answers {method} {path} with {answer.status}")
            return answer.headers
        finally:
            connection.close()

    def push(self, image, compression, layers):
        """Layers are pairs of archive and blob; returns the number of bytes of all blobs."""
        descriptors = []
        for _, blob in layers:
            with blob.open("rb") as stream:
                descriptors.append(self.blob(image, TYPES[compression], digest(blob), blob.stat().st_size, stream))
        config = {
            "architecture": {"x86_64": "amd64", "aarch64": "arm64"}[os.uname().machine],
            "os": "linux",
            "config": {"Cmd": ["/bin/true"]},
            "rootfs": {"type": "layers", "diff_ids": [digest(archive) for archive, _ in layers]},
        }
        text = json.dumps(config).encode()
        described = self.blob(image, CONFIG, "sha256:" + hashlib.sha256(text).hexdigest(), len(text), text)
        manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": described, "layers": descriptors}
        self.request("PUT", f"/v2/{image}/manifests/{compression}", json.dumps(manifest), Content_Type=MANIFEST)
        return sum(layer["size"] for layer in descriptors)

    def blob(self, image, media_type, its_digest, size, content):
        upload = self.request("POST", f"/v2/{image}/blobs/uploads/", Content_Length="0")["Location"]
        path = upload.removeprefix(f"http://{ADDRESS}:{PORT}")
        sign = "&" if "?" in path else "?"
        self.request("PUT", f"{path}{sign}digest={its_digest}", content, Content_Length=str(size))
        return {"mediaType": media_type, "digest": its_digest, "size": size}
