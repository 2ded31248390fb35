package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** linux.namespaces: made, joined, left out, and wrong. */
@EndToEnd
class NamespacesTest {
  private OciRuntime runtime;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private Result run(Bundle bundle, String script) {
    var path = runtime.bundle(bundle, "sh", "-c", script);
    return runtime.run("run", "-b", path.toString(), "joins");
  }

  private String target(Bundle bundle) {
    var path = runtime.bundle(bundle, "sleep", "1000");
    var file = runtime.folder().resolve("pid");
    runtime.leave("run", "-d", "--pid-file", file.toString(), "-b", path.toString(), "t").ok();
    return OciRuntime.read(file);
  }

  private String link(String kind) {
    return runtime.run("exec", "t", "readlink", "/proc/self/ns/" + kind).text();
  }

  private static String joined(String type, String path) {
    return "{\"type\": \"" + type + "\", \"path\": \"" + path + "\"}";
  }

  @Test
  void anothersNamespacesAreJoined() {
    var pid = target(new Bundle());
    var joins =
        new Bundle()
            .namespaces(
                joined("network", "/proc/" + pid + "/ns/net"),
                joined("ipc", "/proc/" + pid + "/ns/ipc"),
                joined("pid", "/proc/" + pid + "/ns/pid"),
                "{\"type\": \"mount\"}",
                "{\"type\": \"uts\"}");

    var seen = run(joins, "cd /proc/self/ns; for n in net ipc pid; do readlink $n; done").text();

    assertThat(seen).isEqualTo(String.join("\n", link("net"), link("ipc"), link("pid")));
    assertThat(run(joins, "readlink /proc/self/ns/uts").text()).isNotEqualTo(link("uts"));
  }

  @Test
  void anothersUserNamespaceIsJoined() {
    var pid = target(new Bundle().users("0, 100000, 65536"));
    var joins =
        new Bundle()
            .namespaces(
                joined("user", "/proc/" + pid + "/ns/user"),
                "{\"type\": \"mount\"}",
                "{\"type\": \"pid\"}",
                "{\"type\": \"uts\"}",
                "{\"type\": \"network\"}",
                "{\"type\": \"ipc\"}");

    var seen = run(joins, "id -u; cat /proc/self/uid_map; readlink /proc/self/ns/user").text();

    assertThat(seen).startsWith("0\n").contains("100000      65536").endsWith(link("user"));
  }

  @Test
  void rootInsideIsNobodyOutside() {
    var pid = target(new Bundle().users("0, 100000, 65536"));

    assertThat(OciRuntime.read(java.nio.file.Path.of("/proc", pid, "status")))
        .contains("Uid:\t100000\t100000");
    assertThat(runtime.run("exec", "t", "id", "-u").text()).isEqualTo("0");
  }

  @Test
  void whatIsLeftOutIsTheHosts() throws java.io.IOException {
    var bundle = new Bundle().namespaces("{\"type\": \"mount\"}", "{\"type\": \"uts\"}");

    var net = run(bundle, "readlink /proc/self/ns/net").text();

    assertThat(net)
        .isEqualTo(
            java.nio.file.Files.readSymbolicLink(java.nio.file.Path.of("/proc/self/ns/net"))
                .toString());
  }

  @Test
  void wrongOnesAreRefused() {
    assertThat(
            run(new Bundle().namespaces("{\"type\": \"mount\"}", "{\"type\": \"mount\"}"), "true")
                .err())
        .contains("linux.namespaces: mount is there twice");
    assertThat(
            run(
                    new Bundle()
                        .namespaces(
                            "{\"type\": \"mount\"}",
                            "{\"type\": \"uts\"}",
                            joined("network", "/proc/self/ns/uts")),
                    "true")
                .err())
        .contains("linux.namespaces: join network", "must be that of a network namespace");
    assertThat(
            run(
                    new Bundle()
                        .namespaces(
                            "{\"type\": \"mount\"}",
                            "{\"type\": \"uts\"}",
                            joined("ipc", "/nonexistent")),
                    "true")
                .err())
        .contains("linux.namespaces: join ipc of /nonexistent", "No such file");
    assertThat(run(new Bundle().namespaces("{\"type\": \"uts\"}"), "true").err())
        .contains("needs a new mount namespace");
    assertThat(
            run(new Bundle().linux("\"timeOffsets\": {\"boottime\": {\"secs\": 5}}"), "true").err())
        .contains("linux.timeOffsets: needs a new time namespace");
  }
}
