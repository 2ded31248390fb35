package dev.jug.engine.selinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.request.SelinuxLabels;
import dev.jug.engine.request.UserMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SELinux knows containers by, on machines made of a few files. */
class LabellingTest {
  private static final String LEVEL = "s0:c\\d+,c\\d+";

  @TempDir Path root;
  private final List<SelinuxLabels> recorded = new ArrayList<>();
  private final Map<String, SelinuxLabels> containers = new HashMap<>();
  private String known = "container_t";
  private boolean wanted = true;
  private Labelling labelling;

  @BeforeEach
  void open() throws IOException {
    has("sys/fs/selinux/enforce", "1");
    has("proc/self/attr/current", "system_u:system_r:init_t:s0\0");
    labelling = another();
  }

  private Labelling another() {
    return another(new Random(1));
  }

  private Labelling another(RandomGenerator random) {
    return new Labelling(
        SelinuxHost.of(root, context -> context.contains(":" + known + ":")),
        () -> wanted,
        recorded::stream,
        name -> Objects.requireNonNull(containers.get(name)),
        random);
  }

  private void has(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static ContainerRequest request(String... options) {
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of("sh"))
        .security(new SecurityOptions(List.of(), List.of(), false, false, List.of(options)))
        .build();
  }

  private static ContainerRequest sharing(NamespaceMode pid, NamespaceMode ipc) {
    var own = new NamespaceMode.Private();
    return request().toBuilder(new ContainerImage.Host(false))
        .namespaces(new NamespaceOptions(pid, ipc, own, own, new UserMode.Unsaid(), own))
        .build();
  }

  private static NamespaceMode of(String name) {
    return new NamespaceMode.OfContainer(name);
  }

  private SelinuxLabels labels(String... options) {
    return labelling.imagine(request(options)).security().labels();
  }

  @Test
  @DisplayName("G15: processes and files of a container have labels, which have one level")
  void aContainerHasLabels() {
    var labels = labels();

    assertThat(labels.process()).matches("system_u:system_r:container_t:" + LEVEL);
    assertThat(labels.mount())
        .isEqualTo("system_u:object_r:container_file_t:" + labels.process().split(":", 4)[3]);
  }

  @Test
  @DisplayName(
      "G16: each part of a label can be another one, and user and level are the files' too")
  void partsCanBeOthers() {
    var labels =
        labels(
            "label=user:u",
            "label=role:r",
            "label=type:t",
            "label:level:s0:c3,c4",
            "no-new-privileges");

    assertThat(labels)
        .isEqualTo(new SelinuxLabels("u:r:t:s0:c3,c4", "u:object_r:container_file_t:s0:c3,c4"));
    assertThat(labels("label=filetype:f").mount()).contains(":f:");
  }

  @Test
  @DisplayName("G16: disable leaves processes alone; their files are everybody's")
  void disabled() {
    assertThat(labels("label=disable"))
        .isEqualTo(new SelinuxLabels("", "system_u:object_r:container_file_t:s0:c1022,c1023"));
  }

  @Test
  @DisplayName("G16: what is no part of a label is refused in Docker's words")
  void badWords() {
    for (var bad : List.of("label=x", "label=colour:red", "label=type:", "label")) {
      assertThatThrownBy(() -> LabelCheck.check(request(bad).security()))
          .isInstanceOf(EngineException.Invalid.class)
          .hasMessageStartingWith("Bad label option");
    }
  }

  @Test
  void whoSharesWithTheHostIsNotConfined() {
    var host = new NamespaceMode.Host();
    var own = new NamespaceMode.Private();
    for (var request : List.of(sharing(host, own), sharing(own, host))) {
      assertThat(labelling.imagine(request).security().labels().process()).isEmpty();
    }
    var privileged = new SecurityOptions(List.of(), List.of(), true, false, List.of());
    var request = request().toBuilder(new ContainerImage.Host(false)).security(privileged).build();
    assertThat(labelling.imagine(request).security().labels().process()).isEmpty();

    var said = request("label=type:t").security().options();
    var confined =
        request.toBuilder(request.image()).security(privileged.withOptions(said)).build();
    assertThat(labelling.imagine(confined).security().labels().process()).contains(":t:");
  }

  @Test
  void aBundleSaysItself() {
    var bundle = request().toBuilder(new ContainerImage.Bundle(root)).build();
    assertThat(labelling.imagine(bundle)).isEqualTo(bundle);
  }

  @Test
  @DisplayName("G17: the types are those that the policy's files name")
  void typesOfThePolicy() throws IOException {
    has("etc/selinux/config", "# SELINUXTYPE=mls\nSELINUXTYPE=mine\n");
    has(
        "etc/selinux/mine/contexts/lxc_contexts",
        "process = \"a_u:a_r:a_t:s0\"\ncontent = \"x:y:z:s0\"\nfile = \"a_u:object_r:a_file_t:s0\"\n");

    assertThat(labels().process()).startsWith("a_u:a_r:a_t:s0:c");
    assertThat(labels().mount()).startsWith("a_u:object_r:a_file_t:s0:c");

    has(
        "usr/share/containers/selinux/contexts",
        "process=\"b:b:b_t:s0\"\nfile=\"b:b:b_file_t:s0\"");
    assertThat(labels().process()).startsWith("b:b:b_t:s0:c");
  }

  @Test
  @DisplayName("G17: without such a file they are the newest that the policy knows")
  void olderTypes() {
    known = "svirt_lxc_net_t";

    assertThat(labels().process()).contains(":svirt_lxc_net_t:");
    assertThat(labels().mount()).contains(":svirt_sandbox_file_t:");
  }

  @Test
  @DisplayName("G23: a policy that knows no containers is said, not passed over")
  void aPolicyWithoutContainers() {
    known = "nothing";

    assertThatThrownBy(this::labels)
        .isInstanceOf(EngineException.Unavailable.class)
        .hasMessageContaining("its policy has no types for containers");
    wanted = false;
    assertThat(labels()).isEqualTo(SelinuxLabels.NONE);
  }

  @Test
  @DisplayName("G23: labels are given wherever SELinux is active, unless somebody says no")
  void whereSelinuxIsActive() throws IOException {
    assertThat(labelling.isOn()).isTrue();
    wanted = false;
    assertThat(labelling.isOn()).isFalse();
    wanted = true;
    has("proc/self/attr/current", "kernel\0");
    assertThat(another().isOn()).isFalse();
    has("proc/self/attr/current", "system_u:system_r:init_t:s0\0");
    Files.delete(root.resolve("sys/fs/selinux/enforce"));
    labelling = another();
    assertThat(labels()).isEqualTo(SelinuxLabels.NONE);
  }

  @Test
  @DisplayName("G18: of 10 000 containers no two have the same categories, whoever allots them")
  void noTwoAreAlike() {
    for (int i = 0; i < 10_000; i++) {
      if (i % 1000 == 0) {
        labelling = another(); // An engine that begins with the same random numbers.
      }
      var request = labelling.decide("c" + i, request());
      recorded.add(request.security().labels());
      labelling.settled("c" + i);
    }

    assertThat(new HashSet<>(recorded)).hasSize(10_000);
  }

  @Test
  @DisplayName("G18: what is decided is nobody else's before its record is written")
  void promisesHold() {
    var first = labelling.decide("one", request()).security().labels();
    labelling.settled("one");
    assertThat(another().decide("two", request()).security().labels()).isEqualTo(first);

    recorded.add(first);
    assertThat(another().decide("three", request()).security().labels()).isNotEqualTo(first);

    // Each of the first three begins with the same numbers.
    var numbers = List.of(1L, 2L, 1L, 2L, 1L, 2L, 3L, 4L).iterator();
    labelling = another(() -> numbers.next() << 40);
    var promised = labelling.decide("four", request()).security().labels();
    labelling.settled("four");
    assertThat(labelling.decide("five", request()).security().labels()).isEqualTo(promised);
    assertThat(labelling.decide("six", request()).security().labels()).isNotEqualTo(promised);
  }

  @Test
  @DisplayName("G18: who shares memory or processes with a container has its label")
  void neighboursAreAlike() {
    containers.put("web", labels());
    containers.put("other", labels());

    var own = new NamespaceMode.Private();
    assertThat(labelling.imagine(sharing(own, of("web"))).security().labels())
        .isEqualTo(containers.get("web"));
    assertThat(labelling.imagine(sharing(of("web"), of("web"))).security().labels())
        .isEqualTo(containers.get("web"));
    var said = request("label=type:t").security();
    var other = sharing(own, of("web"));
    other = other.toBuilder(other.image()).security(said).build();
    assertThat(labelling.imagine(other).security().labels().process()).contains(":t:");
    assertThatThrownBy(() -> labelling.imagine(sharing(of("web"), of("other"))))
        .hasMessage("--ipc and --pid containers SELinux labels aren't the same");
  }
}
