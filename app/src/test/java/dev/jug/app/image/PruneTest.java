package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not needed any more goes when it is asked for, and nothing else. */
@EndToEnd
class PruneTest {
  @TempDir Path folder;
  private ImageUser user;

  @BeforeEach
  void open() {
    user = new ImageUser(folder);
    user.makeImage("app:1", "one");
    user.makeImage("app:1", "two");
  }

  @AfterEach
  void close() {
    user.close();
  }

  private String container(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "--name", name));
    words.addAll(List.of(options));
    words.add("app:1");
    user.run(words.toArray(String[]::new)).ok();
    return user.run("inspect", name).text().replaceAll("(?s).*?\"Id\": \"(\\w+)\".*", "$1");
  }

  @Test
  void containersThatDoNotRunGoWithTheirLabels() {
    var marked = container("marked", "--label", "kind=test");
    container("plain");
    user.run("run", "-d", "--name", "running", "--label", "kind=test", "app:1", "sleep", "99").ok();

    assertThat(user.run("container", "prune", "-f", "--filter", "label=kind=other").text())
        .isEqualTo("Total reclaimed space: 0B");
    assertThat(user.run("container", "prune", "-f", "--filter", "until=24h").text())
        .isEqualTo("Total reclaimed space: 0B");
    assertThat(user.run("container", "prune", "-f", "--filter", "label=kind=test").text())
        .matches("Deleted Containers:\n" + marked + "\n\nTotal reclaimed space: [1-9].*B");
    assertThat(user.run("ps", "-a").text()).contains("plain", "running").doesNotContain("marked");
  }

  @Test
  void imagesGoThatHaveNoNameOrNoContainer() {
    container("user");
    user.makeImage("lonely:1", "lonely");

    assertThat(user.run("image", "prune", "-f", "--filter", "until=1h").text())
        .isEqualTo("Total reclaimed space: 0B");
    assertThat(user.run("image", "prune", "-f").text())
        .containsPattern("^Deleted Images:\nuntagged: sha256:\\w+\ndeleted: sha256:")
        .containsPattern("\n\nTotal reclaimed space: [1-9]");
    assertThat(user.run("images").text()).contains("app", "lonely").doesNotContain("<none>");
    assertThat(user.run("image", "prune", "--all", "--force").text())
        .contains("untagged: lonely:1");
    assertThat(user.run("images").text()).contains("app").doesNotContain("lonely");
  }

  @Test
  void itAsksFirst() {
    var stopped = container("stopped");

    assertThat(user.run("prune").text())
        .contains("WARNING! This will remove:", "continue? [y/N]")
        .endsWith("Total reclaimed space: 0B");
    assertThat(user.feed("n\n", "system", "prune").text()).endsWith("space: 0B");
    assertThat(user.run("ps", "-aq").out()).isNotEmpty();

    assertThat(user.feed("y\n", "system", "prune", "-a").text())
        .contains("Deleted Containers:\n" + stopped, "untagged: app:1");
    assertThat(user.run("ps", "-aq").out() + user.run("images", "-q").out()).isEmpty();
  }

  @Test
  void whatAContainerNeedsOfARemovedImageGoesWithIt() {
    container("user");

    user.run("rmi", "-f", "app:1").ok();
    user.run("system", "prune", "-a", "--filter", "label=none", "-f").ok();
    assertThat(user.run("start", "-a", "user").text()).isEqualTo("two");
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");

    user.run("engine", "stop").ok();
    user.run("rm", "user").ok();
    assertThat(user.run("images", "-q").out().lines()).hasSize(1);
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }
}
