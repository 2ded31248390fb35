package dev.jug.play.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.kube.model.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was played, on the disk and in memory. */
class DesiredTest {
  @TempDir Path folder;

  private static String web(String image, int replicas) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: REPLICAS
      selector: {matchLabels: {a: b}}
      template:
        metadata: {labels: {a: b}}
        spec: {containers: [{name: c, image: "IMAGE"}]}
    """
        .replace("IMAGE", image)
        .replace("REPLICAS", Integer.toString(replicas));
  }

  @Test
  void onlyAnotherTemplateIsAnotherVersionAndTheNextEngineKnowsIt() {
    var desired = new Desired(folder);
    assertThat(desired.put("shop", web("one", 1))).isNull();
    assertThat(desired.revision("Deployment/web")).isEqualTo(1);

    desired.put("shop", web("one", 3));
    assertThat(desired.revision("Deployment/web")).isEqualTo(1);

    desired.put("shop", web("two", 3));
    var next = new Desired(folder);
    assertThat(next.revision("Deployment/web")).isEqualTo(2);
    assertThat(next.find(Deployment.class, "web"))
        .hasValueSatisfying(found -> assertThat(found.replicas()).isEqualTo(3));
  }

  @Test
  void anObjectIsOfOneFile() {
    var desired = new Desired(folder);
    desired.put("shop", web("one", 1));

    assertThatThrownBy(() -> desired.put("other", web("one", 1)))
        .isInstanceOf(Conflict.class)
        .hasMessage("Deployment/web is of shop already");
    desired.remove("shop");
    desired.put("other", web("one", 1));
    assertThat(new Desired(folder).applications())
        .singleElement()
        .satisfies(application -> assertThat(application.name()).isEqualTo("other"));
  }

  @Test
  void aMistakeChangesNothing() {
    var desired = new Desired(folder);
    desired.put("shop", web("one", 1));

    assertThatThrownBy(() -> desired.put("shop", web("one", 1).replace("image", "imago")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("imago");
    assertThatThrownBy(() -> desired.put("../shop", web("one", 1)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("cannot be the name");
    assertThat(new Desired(folder).revision("Deployment/web")).isEqualTo(1);
  }

  @Test
  void oneFileThatCannotBeReadAnyMoreHidesNoOther() throws IOException {
    var desired = new Desired(folder);
    for (var name : List.of("a", "b", "c")) {
      desired.put(name, web("one", 1).replace("web", name));
    }
    Files.writeString(folder.resolve("b.yaml"), "kind: Nothing");

    assertThat(new Desired(folder).applications())
        .extracting(Application::name)
        .containsExactly("a", "c");
  }

  @Test
  void aFileThatWasKeptBeforeBeginsAnew() throws IOException {
    var desired = new Desired(folder);
    desired.put("shop", web("one", 1));
    desired.put("shop", web("two", 1));
    var kept = Files.readString(folder.resolve("shop.yaml"));
    desired.remove("shop");

    desired.put("shop", kept);

    assertThat(new Desired(folder).revision("Deployment/web"))
        .isEqualTo(desired.revision("Deployment/web"))
        .isEqualTo(1);
  }
}
