package dev.jug.app.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads is what a user gets. */
@EndToEnd
@Requires({"command:bash", "command:python3"})
class DocumentTest {
  private static final Path DOCUMENTS = Path.of(System.getProperty("jug.root", ".."), "docs");
  private static final String PORT = "8080";

  private Jug jug;
  private String port = PORT;

  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    jug = new Jug();
    try (var free = new ServerSocket(0)) {
      port = Integer.toString(free.getLocalPort());
    }
  }

  @AfterEach
  void close() {
    jug.close();
  }

  /** Somebody else may have the port, and only one engine of a machine has the usual directory. */
  private String here(String text) {
    return text.replace(PORT, port)
        .replace("/run/jug-nowhere", jug.place().resolve("no").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"getting-started.md", "tour.md", "troubleshooting.md"})
  void whatIsTypedPrintsWhatIsShown(String page) throws IOException {
    var examples = Example.of(DOCUMENTS.resolve(page));
    assertThat(examples).hasSizeGreaterThan(10);
    for (var example : examples) {
      var typed =
          new Example(here(example.command()), example.shown().stream().map(this::here).toList());
      var path = "PATH=" + Path.of(Jug.program()).getParent() + ":" + System.getenv("PATH");
      var script = "cd '" + folder + "'; exec 2>&1; " + typed.command();
      var result = Jug.finish(jug.start(List.of("env", path, "bash", "-c", script)), new byte[0]);
      assertThat(typed.missingIn(result.out()))
          .as("%s prints%n%s", typed.command(), result)
          .isEmpty();
      if (!typed.fails()) {
        result.ok();
      }
    }
    assertThat(jug.run("ps", "-aq").text()).as("a page leaves nothing").isEmpty();
  }

  @Test
  void bothToursAreOne() throws IOException {
    assertThat(Example.of(DOCUMENTS.resolve("tour.zh.md")))
        .isEqualTo(Example.of(DOCUMENTS.resolve("tour.md")));
  }

  @Test
  void whatIsNotThereIsMissed() throws IOException {
    var page =
        Files.writeString(
            folder.resolve("page.md"),
            "```console\n# one\nfirst …x\nlast\n# two\n```\n```sh\n# not this\n```\n");
    var examples = Example.of(page);
    assertThat(examples).extracting(Example::command).containsExactly("one", "two");
    var one = examples.getFirst();
    assertThat(one.missingIn("first and x\nmore\nlast\n")).isEmpty();
    assertThat(one.missingIn("last\nfirst and x\n")).isEqualTo("last");
    assertThat(one.missingIn("first and y\nlast\n")).isEqualTo("first …x");
    assertThat(new Example("jug", List.of("jug run: no")).fails()).isTrue();
  }
}
