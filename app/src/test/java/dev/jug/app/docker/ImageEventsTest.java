package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to images, and what prune does, told to whoever listens as dockerd tells it. */
@EndToEnd
@Requires("command:docker")
class ImageEventsTest {
  private static final String WHAT = "{{.Type}} {{.Action}}";
  private static final String NAMED = "{{.Action}} {{.Actor.Attributes.name}}";

  @TempDir Path folder;
  private Docker docker;

  @BeforeEach
  void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void close() {
    docker.close();
  }

  /** All there were, in the order in which they came. */
  private List<String> events(String format, String... filters) {
    var until = Long.toString(System.currentTimeMillis() / 1000 + 1);
    var command =
        new ArrayList<>(List.of("events", "--since", "0", "--until", until, "--format", format));
    for (var filter : filters) {
      command.addAll(List.of("--filter", filter));
    }
    return docker.run(command.toArray(String[]::new)).text().lines().toList();
  }

  private String id(String image) {
    return docker.run("inspect", "-f", "{{.Id}}", image).text();
  }

  @Test
  void eachStepOfAnImagesLifeIsTold() {
    var archive = folder.resolve("saved.tar").toString();
    var id = id("box:1");
    docker.run("tag", "box:1", "other:2").ok();
    docker.run("save", "-o", archive + ".both", "box:1", "other:2").ok();
    docker.run("save", "-o", archive, "box:1").ok();
    docker.run("rmi", "other:2").ok();
    docker.run("rmi", "box:1").ok();
    docker.run("load", "-i", archive).ok();

    assertThat(events(NAMED, "type=image"))
        .containsExactly(
            "tag box:1",
            "import " + id,
            "tag other:2",
            "save " + id,
            "save " + id,
            "untag " + id,
            "untag " + id,
            "delete " + id,
            "load " + id);
    assertThat(events("{{.ID}} {{.Status}} {{.Actor.ID}}", "type=image"))
        .hasSize(9)
        .allMatch(line -> line.startsWith(id + " ") && line.endsWith(" " + id));
  }

  @Test
  void whatIsMadeHereIsTold() {
    docker.makeImage("labelled:1", List.of("LABEL tier=web"));
    docker.run("run", "--name", "one", "labelled:1", "true").ok();
    docker.run("commit", "one", "made:1").ok();
    docker
        .feed("FROM labelled:1\nLABEL more=x\n", "build", "-q", "-t", "built:1", "-t", "b:2", "-")
        .ok();

    assertThat(events(NAMED, "type=image", "label=more=x"))
        .containsExactly("create " + id("built:1"), "tag built:1", "tag b:2");
    assertThat(events(NAMED, "image=made")).containsExactly("tag made:1");
    assertThat(events(NAMED, "image=" + id("built:1"), "event=tag"))
        .containsExactly("tag built:1", "tag b:2");
    assertThat(events(WHAT, "image=labelled:1"))
        .contains("image tag", "container create", "container commit");
    assertThat(
            events("{{.Actor.Attributes.imageRef}} {{.Actor.Attributes.imageID}}", "event=commit"))
        .containsExactly("made:1 " + id("made:1"));
    assertThat(events("{{json .}}", "image=made").getFirst())
        .contains("\"status\":\"tag\"", "\"tier\":\"web\"", "\"scope\":\"local\"")
        .doesNotContain("\"from\"");
    docker.run("rm", "one").ok();
  }

  @Test
  void pruneTellsWhatItFreed() {
    docker.run("run", "--name", "one", "-v", "kept:/v", "box:1", "true").ok();
    docker.run("volume", "create", "unused").ok();
    docker.run("network", "create", "unused").ok();
    docker.run("container", "prune", "-f").ok();
    docker.run("volume", "prune", "-af").ok();
    docker.run("network", "prune", "-f").ok();
    docker.run("image", "prune", "-af").ok();
    docker.run("builder", "prune", "-f").ok();

    assertThat(events(WHAT, "event=prune"))
        .containsExactly(
            "container prune", "volume prune", "network prune", "image prune", "builder prune");
    assertThat(events(WHAT, "type=image")).endsWith("image untag", "image delete", "image prune");
    assertThat(events("{{.Actor.Attributes.reclaimed}}", "type=image", "event=prune").getFirst())
        .matches("[1-9][0-9]{5,}");
    assertThat(events("{{.Actor.Attributes.reclaimed}}", "type=network", "event=prune"))
        .containsExactly("0");
    assertThat(events("{{json .}}", "type=container", "event=prune").getFirst())
        .contains("\"status\":\"prune\"")
        .doesNotContain("\"id\"", "\"from\"");
  }

  @Test
  void oneThatLosesItsNameIsDeletedWhenNothingLeadsToIt() {
    docker.makeImage("box:1", List.of("LABEL newer=yes"));
    docker.run("image", "prune", "-f").ok();

    assertThat(events(WHAT, "type=image"))
        .containsExactly(
            "image tag",
            "image import",
            "image tag",
            "image import",
            "image delete",
            "image prune");
  }
}
