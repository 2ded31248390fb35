"""Calls the Container Runtime Interface as a kubelet does, with the fields of our own table and gRPC from python3-grpcio."""

import pathlib

import grpc

TABLE = pathlib.Path(__file__).resolve().parent.parent / "cri/src/main/resources/dev/jug/cri/message/runtime-v1.txt"
VARINT, BYTES = 0, 2
NUMBERS = ("bool", "int32", "int64", "uint32", "uint64")


def read_table():
    """Messages by name, each with number and type of its fields; enums by name, each with its numbers."""
    messages, enums = {}, {}
    for line in TABLE.read_text().splitlines():
        name, colon, rest = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        entries = [entry.split() for entry in rest.split(",") if entry.strip()]
        if name.startswith("enum "):
            enums[name[5:]] = {constant: int(number) for constant, number in entries}
        else:
            messages[name] = {field: (int(number), kind) for field, number, kind in entries}
    return messages, enums


MESSAGES, ENUMS = read_table()


def varint(value):
    out = bytearray()
    value &= (1 << 64) - 1
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(number, kind, value):
    if kind in NUMBERS or kind in ENUMS:
        return varint(number << 3 | VARINT) + varint(ENUMS[kind][value] if kind in ENUMS else int(value))
    content = value.encode() if kind == "string" else encode(kind, value)
    return varint(number << 3 | BYTES) + varint(len(content)) + content


def encode(message, values):
    """A dictionary as a message of that name."""
    out = b""
    for name, value in values.items():
        number, kind = MESSAGES[message][name]
        for one in value if kind.endswith("[]") else [value]:
            out += field(number, kind.removesuffix("[]"), one)
    return out


def texts(content):
    """The fields of a message that are texts, by number; all answers that matter here have no others before them."""
    found, at = {}, 0
    while at < len(content):
        tag, at = number_at(content, at)
        size, at = number_at(content, at)
        if tag & 7 == BYTES:
            found[tag >> 3] = content[at : at + size]
            at += size
    return found


def number_at(content, at):
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


class Kubelet:
    """A connection to a socket, used by one thread."""

    def __init__(self, socket):
        # Channels with the same options share a connection if nobody says otherwise.
        self.channel = grpc.insecure_channel(f"unix://{socket}", [("grpc.use_local_subchannel_pool", 1)])
        grpc.channel_ready_future(self.channel).result(20)
        self.methods = {}

    def close(self):
        self.channel.close()

    def call(self, rpc, **fields):
        """Calls the RuntimeService; gives the first text of the answer, which is an id where there is one."""
        if rpc not in self.methods:
            self.methods[rpc] = self.channel.unary_unary(f"/runtime.v1.RuntimeService/{rpc}")
        answer = self.methods[rpc](encode(f"{rpc}Request", fields), timeout=60)
        return texts(answer).get(1, b"").decode(errors="replace")
