package dev.jug.engine.doctor;

import dev.jug.linux.Call;
import dev.jug.linux.fs.FileSystemRoom;
import dev.jug.linux.net.LinkKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A machine that is a tree of files, and a kernel that answers what it is told to. All is well. */
final class FakeMachine implements KernelAnswers {
  private static final long GIGABYTE = 1 << 30;

  private final Path root;
  final List<Call> missing = new ArrayList<>();
  String lack = "";
  @Nullable PacketFilter filter = new PacketFilter(List.of(), List.of());
  FileSystemRoom room =
      new FileSystemRoom(100 * GIGABYTE, 60 * GIGABYTE, 50 * GIGABYTE, 1_000_000, 900_000);
  String fileSystem = "ext4";
  boolean listens;
  Instant now = Instant.parse("2026-11-30T00:00:00Z");
  boolean clockKept = true;
  boolean fastDigests = true;
  int landlock;
  Runtime.Version java = Runtime.Version.parse("25.0.1");
  String mistake = "";
  String firewall = "";

  FakeMachine(Path root) throws IOException {
    this.root = root;
    has("proc/sys/kernel/osrelease", "6.18.1-amd64\n");
    has("proc/self/status", "Name:\tx\nUid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n");
    has("proc/filesystems", "nodev\toverlay\n\terofs\nnodev\tfuse\n");
    has("proc/sys/kernel/seccomp/actions_avail", "kill_process trap errno user_notif log allow\n");
    has("dev/loop-control", "");
    has("proc/sys/net/ipv6/x", "");
    has("proc/sys/fs/file-max", "9223372036854775807\n");
    has("lib/jug.aot", "");
    for (var kind : List.of("user", "pid", "net", "ipc", "uts", "cgroup", "time", "mnt")) {
      has("proc/self/ns/" + kind, "");
    }
    has("proc/self/mountinfo", "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
    has("sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory hugetlb pids\n");
    for (var program : List.of("mkfs.ext4", "mmdebstrap", "git", "iptables-restore")) {
      has("usr/sbin/" + program, "");
      Files.createDirectories(root.resolve("usr/sbin"));
      root.resolve("usr/sbin").resolve(program).toFile().setExecutable(true);
    }
  }

  /** Gives it a file. */
  FakeMachine has(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  FakeMachine lacks(String file) throws IOException {
    Files.delete(root.resolve(file));
    return this;
  }

  Machine machine() {
    var place =
        new Place(
            root.resolve("state"),
            root.resolve("run"),
            root.resolve("engine.json"),
            mistake,
            root.resolve("lib/jug.aot"),
            firewall);
    return new Machine(root, place, this);
  }

  List<Row> look(Check check) throws IOException {
    return check.look(machine());
  }

  @Override
  public List<Call> missingCalls() {
    return missing;
  }

  @Override
  public Optional<String> lackOf(LinkKind kind) {
    return Optional.of(lack).filter(text -> text.startsWith(kind.kernelName()));
  }

  @Override
  public Optional<PacketFilter> packetFilter() {
    return Optional.ofNullable(filter);
  }

  @Override
  public FileSystemRoom room(Path path) {
    return room;
  }

  @Override
  public String fileSystem(Path path) {
    return fileSystem;
  }

  @Override
  public boolean answers(Path socket) {
    return listens;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public boolean isClockKept() {
    return clockKept;
  }

  @Override
  public int landlock() {
    return landlock;
  }

  @Override
  public boolean hasFastDigests() {
    return fastDigests;
  }

  @Override
  public Runtime.Version java() {
    return java;
  }
}
