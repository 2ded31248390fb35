package dev.jug.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.image.reclaim.ReclaimPolicy;
import dev.jug.image.reclaim.ReclaimPolicy.Scope;
import dev.jug.network.firewall.BackEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSettingsTest {
  @TempDir Path folder;

  private EngineSettings read(String json) {
    try {
      return EngineSettings.read(Files.writeString(folder.resolve("engine.json"), json));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutAFileAllIsAsUsual() {
    assertThat(EngineSettings.read(folder.resolve("none"))).isEqualTo(EngineSettings.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"gc\": {}}",
        "{\"gc\": {\"remove\": \"unnamed\", \"highPercent\": 85, \"lowPercent\": 80, \"plentyGiB\": 32,"
            + "\"minimumAge\": \"1h\", \"maximumAge\": \"never\", \"partialAge\": \"1d\","
            + "\"period\": \"5m\"}}"
      })
  void whatItDoesNotSayIsAsUsual(String json) {
    assertThat(read(json)).isEqualTo(EngineSettings.DEFAULT);
  }

  @Test
  void allOfItCanBeSaid() {
    var json =
        "{\"gc\": {\"remove\": \"nothing\", \"highPercent\": 50, \"lowPercent\": 0, \"plentyGiB\": 1,"
            + "\"minimumAge\": \"0s\", \"maximumAge\": \"30d\", \"partialAge\": \"2h\","
            + "\"period\": \"1s\"}}";
    assertThat(read(json).gc())
        .isEqualTo(
            new ReclaimPolicy(
                Scope.NOTHING,
                50,
                0,
                1L << 30,
                Duration.ZERO,
                Duration.ofDays(30),
                Duration.ofHours(2),
                Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | expected an object",
        "{ | engine.json, line 1, column 2: Unexpected end-of-input: expected close marker for Object",
        "{\"gb\": {}} | gb: not known; did you mean gc?",
        "{\"gc\": 1} | gc: expected an object",
        "{\"gc\": {\"high\": 1}} | gc.high: not known",
        "{\"gc\": {\"remove\": \"all\"}} | gc.remove: expected nothing, unnamed or unused, not \"all\"",
        "{\"gc\": {\"highPercent\": \"85\"}} | gc.highPercent: expected a number from 1 to 100, not \"85\"",
        "{\"gc\": {\"highPercent\": 101}} | gc.highPercent: expected a number from 1 to 100, not 101",
        "{\"gc\": {\"minimumAge\": 5}} | gc.minimumAge: expected text, not 5",
        "{\"gc\": {\"maximumAge\": \"soon\"}} | gc.maximumAge: expected a duration",
        "{\"gc\": {}, \"gc\": {}} | uplicate"
      })
  void mistakesAreNamed(String json, String why) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(folder.resolve("engine.json").toString())
        .hasMessageContaining(why.strip());
  }

  @Test
  void aMistakeIsFoundInTheFile() {
    assertThatThrownBy(() -> read("{\n  \"mtu\": 1500,\n  \"dns\": [\"one.one\"]\n}"))
        .hasMessageContaining(
            "engine.json, line 3, column 3: dns: expected IP addresses, not \"one.one\"");
    assertThatThrownBy(() -> read("{\n \"gc\": {\n\"period\": \"soon\"}}"))
        .hasMessageContaining("line 3, column 1: gc.period: expected a duration");
    assertThatThrownBy(() -> read("{\n  \"mtu\": 1500\n  \"dns\": []}"))
        .hasMessageContaining("engine.json, line 3, column ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"hots\": []} | hots: not known; did you mean hosts?",
        "{\"xyzzy\": 1} | xyzzy: not known; known are audit-log, bip, cgroup-parent,",
        "{\"raw-logs\": true} | raw-logs: Docker's, but there is nothing like it here",
        "{\"userns-remap\": \"a:b:c\"} | userns-remap: expected default or USER[:GROUP], not \"a:b:c\"",
        "{\"exec-root\": \"/x\"} | exec-root: commands must find the engine",
        "{\"data-root\": \"x\"} | data-root: expected an absolute path, not \"x\"",
        "{\"data-root\": \"\"} | data-root: expected text",
        "{\"storage-driver\": \"btrfs\"} | storage-driver: expected erofs, overlay2 or vfs",
        "{\"hosts\": \"unix:///x\"} | hosts: expected a list of texts",
        "{\"hosts\": [\"/x\"]} | hosts: expected unix://PATH, tcp://ADDRESS:PORT or fd://, not \"/x\"",
        "{\"hosts\": [\"tcp://box:2375\"]} | hosts: expected unix://PATH",
        "{\"hosts\": [\"tcp://10.0.0.1\"]} | whoever reaches tcp://10.0.0.1:2375 would be root",
        "{\"hosts\": [\"tcp://:2375\"]} | would be root on this machine: set tlsverify",
        "{\"tls\": \"yes\"} | tls: expected true or false, not \"yes\"",
        "{\"tlscert\": \"cert.pem\"} | tlscert: expected an absolute path",
        "{\"mtu\": 9} | mtu: expected a number from 68 to 65535, not 9",
        "{\"mtu\": 1500.5} | mtu: expected a number from 68 to 65535, not 1500.5",
        "{\"bip\": \"10.5.0.1\"} | bip: expected an address with its network",
        "{\"bip\": \"10.5.0.1/33\"} | a prefix has 0 to 32 bits, not 33",
        "{\"bip\": \"10.5.0.1/16\", \"fixed-cidr\": \"10.6.0.0/24\"} | fixed-cidr: 10.6.0.0/24 does not lie",
        "{\"default-address-pools\": [{\"base\": \"10.0.0.0/8\"}]} | default-address-pools[0].size: it is missing",
        "{\"default-address-pools\": [{\"base\": \"10.0.0.0/8\", \"size\": 4}]} | size: expected a number from 8 to 32",
        "{\"default-address-pools\": [{\"size\": 4}]} | default-address-pools[0].base: it is missing",
        "{\"log-driver\": \"journald\"} | log-driver: log driver journald is not there",
        "{\"log-driver\": \"xlog\"} | no log driver named 'xlog' is registered",
        "{\"log-opts\": {\"max-size\": \"1\"}} | log-opts: invalid max-size: 1",
        "{\"log-opts\": {\"max-file\": 3}} | expected text, not 3",
        "{\"live-restore\": false} | live-restore: containers always go on",
        "{\"labels\": [\"x\"]} | labels: expected NAME=VALUE, not \"x\"",
        "{\"default-ulimits\": {\"nofile\": {\"Soft\": 9, \"Hard\": 8}}} | default-ulimits.nofile.Soft: ulimit soft limit",
        "{\"default-ulimits\": {\"files\": {\"Soft\": 9}}} | invalid ulimit type: files",
        "{\"default-shm-size\": \"many\"} | default-shm-size: expected a size, such as 64M",
        "{\"storage-opts\": [\"size=1k\"]} | storage-opts: size=1k is less than 8m",
        "{\"storage-opts\": [\"dm.fs=xfs\"]} | storage-opts: Unknown option dm.fs",
        "{\"audit-log\": \"log\"} | audit-log: expected an absolute path",
        "{\"scoped-sockets\": [{\"path\": \"/x\"}]} | scoped-sockets[0].access: one of access and label",
        "{\"scoped-sockets\": [{\"label\": \"a=b\"}]} | scoped-sockets[0].path: it is missing",
        "{\"scoped-sockets\": [{\"path\": \"/x\", \"label\": \"a\"}]} | it has no name, or no value",
        "{\"default-ipc-mode\": \"host\"} | default-ipc-mode: expected one of private, shareable",
        "{\"registry-mirrors\": [\"http://m\"]} | registry-mirrors: expected https://HOST[:PORT]",
        "{\"insecure-registries\": [\"a b\"]} | insecure-registries: expected HOST[:PORT]",
        "{\"firewall-backend\": \"pf\"} | firewall-backend: expected nftables or iptables, not \"pf\"",
        "{\"max-concurrent-downloads\": 0} | max-concurrent-downloads: expected a number from 1 to 64"
      })
  void mistakesInDockersSettingsAreNamed(String json, String why) {
    mistakesAreNamed(json, why);
  }

  @Test
  void dockersSettingsAreRead() {
    var read =
        read(
            """
            {"hosts": ["unix:///run/x.sock", "tcp://127.0.0.1", "tcp://[::]:99", "fd://"],
             "tlsverify": true, "tlscacert": "/k/ca", "tlscert": "/k/c", "tlskey": "/k/k",
             "group": "users", "data-root": "/data", "storage-driver": "overlay2",
             "cgroup-parent": "/boxes", "log-driver": "local", "log-opts": {"max-size": "1m"},
             "labels": ["a=b"], "debug": true, "log-level": "warn", "log-format": "json",
             "default-ulimits": {"nofile": {"Name": "nofile", "Hard": 64, "Soft": 32}},
             "default-shm-size": "1m", "default-ipc-mode": "private",
             "default-cgroupns-mode": "private", "init": true, "no-new-privileges": true,
             "insecure-registries": ["a.lan:5000", "10.0.0.0/8"],
             "registry-mirrors": ["https://mirror.lan/"], "max-concurrent-downloads": 5,
             "live-restore": true, "shutdown-timeout": 3, "seccomp-profile": "unconfined",
             "view": "host",
             "bip": "10.5.0.1/16", "fixed-cidr": "10.5.1.0/24", "mtu": 9000, "icc": false,
             "default-address-pools": [{"base": "10.8.0.0/14", "size": 24}], "ip": "127.0.0.1",
             "ipv6": true, "fixed-cidr-v6": "fd00::/64", "dns": ["192.0.2.1", "::1"],
             "dns-opts": ["ndots:1"], "dns-search": ["lan"], "metrics-addr": "127.0.0.1:9323",
             "firewall-backend": "iptables", "storage-opts": ["overlay2.size=10G"]}
            """);

    assertThat(read.doors().hosts().toString())
        .contains("/run/x.sock", "127.0.0.1:2376", "[0:0:0:0:0:0:0:0]:99", "Inherited");
    assertThat(read.doors().tls())
        .isEqualTo(new TlsSettings(true, true, Path.of("/k/ca"), Path.of("/k/c"), Path.of("/k/k")));
    assertThat(read.places().storageDriver()).contains("overlay");
    assertThat(read.process().level()).isEqualTo(System.Logger.Level.DEBUG);
    assertThat(read.containers().limits()).containsExactly(new ResourceLimit("nofile", 32, 64));
    assertThat(read.registries().mirrors()).hasToString("[mirror.lan]");
    assertThat(read.network().pools()).hasToString("[Pool[base=10.8.0.0/14, size=24]]");
    assertThat(read.network().backEnd()).contains(BackEnd.IPTABLES);
    assertThat(read.logs().config().maxBytes()).isEqualTo(1 << 20);
    assertThat(read.containers().layerLimit()).hasToString("Optional[size=10737418240]");
  }

  @Test
  void kubeletsLeadTheirClientsToTheLoopback() {
    assertThat(read("{}").doors().cri()).isEmpty();
    var cri = read("{\"cri\": \"unix:///c\"}").doors().cri().orElseThrow();
    assertThat(cri.socket()).isEqualTo(Path.of("/c"));
    assertThat(cri.streams()).hasToString("/127.0.0.1:0");
    var said = read("{\"cri\": \"unix:///c\", \"cri-stream-address\": \"[::1]:10010\"}");
    assertThat(said.doors().cri().orElseThrow().streams()).hasToString("/[0:0:0:0:0:0:0:1]:10010");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1, , kubelets come over Unix sockets only",
    "unix:///c, 127.0.0.1, there is no port",
    "unix:///c, 10.0.0.1:99, is not encrypted",
    ", 127.0.0.1:99, nobody would be led there"
  })
  void whereKubeletsCannotBeServedIsSaid(
      @Nullable String socket, @Nullable String streams, String why) {
    var both =
        Stream.of(pair("cri", socket), pair("cri-stream-address", streams))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", ", "{", "}"));
    assertThatThrownBy(() -> read(both)).hasMessageContaining(why);
  }

  private static Optional<String> pair(String name, @Nullable String value) {
    return Optional.ofNullable(value).map(text -> "\"" + name + "\": \"" + text + "\"");
  }

  @Test
  void whatTheCommandLineSaysCountsToo() throws IOException {
    var file = Files.writeString(folder.resolve("engine.json"), "{\"mtu\": 1500}");
    var words =
        new EngineSettings.Words(
            Map.of("hosts", List.of("unix:///x"), "debug", true), Map.of("hosts", "-H"));

    var read = EngineSettings.read(file, false, words);

    assertThat(read.network().mtu()).isEqualTo(1500);
    assertThat(read.doors().hosts()).hasSize(1);
    assertThat(read.process().level()).isEqualTo(System.Logger.Level.DEBUG);
  }

  @Test
  void whatIsSaidTwiceIsRefused() throws IOException {
    var file = Files.writeString(folder.resolve("engine.json"), "{\"hosts\": [\"fd://\"]}");
    var words = new EngineSettings.Words(Map.of("hosts", List.of("fd://")), Map.of("hosts", "-H"));

    assertThatThrownBy(() -> EngineSettings.read(file, false, words))
        .hasMessageContaining(
            "line 1, column 2: hosts is specified both as a flag (-H) and in the configuration");
  }

  @Test
  void mistakesOfTheCommandLineAreNamedByTheirOption() {
    var words = new EngineSettings.Words(Map.of("hosts", List.of("x")), Map.of("hosts", "-H"));

    assertThatThrownBy(() -> EngineSettings.read(folder.resolve("none"), false, words))
        .hasMessageStartingWith("-H: hosts: expected unix://PATH");
    assertThatThrownBy(
            () -> EngineSettings.read(folder.resolve("none"), true, EngineSettings.Words.NONE))
        .hasMessageContaining("there is no file " + folder.resolve("none"));
  }
}
