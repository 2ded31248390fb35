package dev.jug.cri.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.cri.Node;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that a kubelet reads logs from. */
@Root
@LeakChecked
@Requires("busybox")
class LogTest {
  private static final String STAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z";

  @RegisterExtension private static final Node node = new Node();
  private final Pod pod = Pod.of(node, "pod");
  private String sandbox;

  @BeforeEach
  void run() {
    sandbox = pod.run();
  }

  private Path file() {
    return pod.logs().resolve("c/0.log");
  }

  @Test
  void aLineHasTimeStreamAndTag() throws IOException {
    pod.ended(pod.start(sandbox, Pod.shell("c", "echo out; sleep 0.1; echo err >&2; printf x")));
    assertThat(Files.readAllLines(file()))
        .satisfiesExactly(
            line -> assertThat(line).matches(STAMP + " stdout F out"),
            line -> assertThat(line).matches(STAMP + " stderr F err"),
            line -> assertThat(line).matches(STAMP + " stdout F x"));
  }

  @Test
  void partsOfALongLineAreMarked() throws IOException {
    pod.ended(
        pod.start(sandbox, Pod.shell("c", "head -c 40000 /dev/zero | tr '\\0' a; echo; echo end")));
    assertThat(Files.readAllLines(file()).stream().map(LogTest::tagAndLength))
        .containsExactly("P 16384", "P 16384", "F 7232", "F 3");
  }

  private static String tagAndLength(String line) {
    var words = line.split(" ", 4);
    return words[2] + " " + words[3].length();
  }

  @Test
  void afterARotationTheNextLinesAreInANewFile() throws Exception {
    var id =
        pod.start(
            sandbox, Pod.shell("c", "echo one; while [ ! -e /go ]; do sleep 0.05; done; echo two"));
    awaitText("one");
    var old = file().resolveSibling("0.log.20261130-000000");
    Files.move(file(), old);
    node.kubelet().runtime("ReopenContainerLog", in -> in.text("container_id", id));
    pod.exec(id, "touch /go");
    pod.ended(id);
    assertThat(Files.readString(old)).contains("F one").doesNotContain("two");
    assertThat(Files.readString(file())).contains("F two").doesNotContain("one");
  }

  private void awaitText(String text) throws Exception {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!Files.exists(file()) || !Files.readString(file()).contains(text)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  @Test
  void enginesComeAndGoAndEachLineIsThereOnce() throws Exception {
    var line =
        "i=0; while [ $i -lt 3000 ]; do echo $i; i=$((i+1)); [ $((i%100)) = 0 ] && sleep 0.05; done";
    var id = pod.start(sandbox, Pod.shell("c", line));
    for (int i = 0; i < 4; i++) {
      Thread.sleep(150);
      node.restart();
    }
    pod.ended(id);
    awaitText("F 2999\n");
    assertThat(numbers(List.of(file()))).isEqualTo(IntStream.range(0, 3000).boxed().toList());
  }

  private static List<Integer> numbers(List<Path> files) throws IOException {
    var numbers = new ArrayList<Integer>();
    for (var file : files) {
      for (var line : Files.readAllLines(file)) {
        numbers.add(Integer.parseInt(line.split(" ", 4)[3]));
      }
    }
    return numbers;
  }

  @Test
  void whatIsSaidWithoutAnEngineComesLater() throws Exception {
    var id = pod.start(sandbox, Pod.shell("c", "echo one; sleep 0.3; echo two"));
    awaitText("one");
    node.without(() -> Thread.sleep(700));
    pod.ended(id);
    awaitText("two");
    assertThat(pod.said("c")).isEqualTo("one\ntwo\n");
  }
}
