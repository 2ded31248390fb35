package dev.jug.play.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.settings.RuntimeSettings;
import dev.jug.kube.model.Deployment;
import dev.jug.runtime.RuntimeHandler.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was played, on the disk and in memory. */
class DesiredTest {
  private static final RuntimeSettings RUNTIMES =
      new RuntimeSettings(
          Map.of(
              "sh",
              new Foreign("sh", "sh", List.of()),
              "gone",
              new Foreign("gone", "/gone", List.of())),
          RuntimeName.OWN);

  @TempDir Path folder;

  private Desired desired() {
    return new Desired(folder, () -> RUNTIMES);
  }

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
    var desired = desired();
    assertThat(desired.put("shop", web("one", 1))).isNull();
    assertThat(desired.revision("Deployment/web")).isEqualTo(1);

    desired.put("shop", web("one", 3));
    assertThat(desired.revision("Deployment/web")).isEqualTo(1);

    desired.put("shop", web("two", 3));
    var next = desired();
    assertThat(next.revision("Deployment/web")).isEqualTo(2);
    assertThat(next.find(Deployment.class, "web"))
        .hasValueSatisfying(found -> assertThat(found.replicas()).isEqualTo(3));
  }

  @Test
  void anObjectIsOfOneFile() {
    var desired = desired();
    desired.put("shop", web("one", 1));

    assertThatThrownBy(() -> desired.put("other", web("one", 1)))
        .isInstanceOf(Conflict.class)
        .hasMessage("Deployment/web is of shop already");
    desired.remove("shop");
    desired.put("other", web("one", 1));
    assertThat(desired().applications())
        .singleElement()
        .satisfies(application -> assertThat(application.name()).isEqualTo("other"));
  }

  @Test
  void aMistakeChangesNothing() {
    var desired = desired();
    desired.put("shop", web("one", 1));

    assertThatThrownBy(() -> desired.put("shop", web("one", 1).replace("image", "imago")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("imago");
    assertThatThrownBy(() -> desired.put("../shop", web("one", 1)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("cannot be the name");
    assertThat(desired().revision("Deployment/web")).isEqualTo(1);
  }

  /** Of a pod each is told at once, before there is one. */
  @Test
  void aRuntimeThatIsNotThereIsToldWithThoseThatAre() {
    var desired = desired();
    var one =
        web("one", 1).replace("spec: {containers", "spec: {runtimeClassName: NAME, containers");

    assertThatThrownBy(() -> desired.put("shop", one.replace("NAME", "kata")))
        .isInstanceOf(Invalid.class)
        .hasMessage(
            "Deployment/web: spec.template.spec.runtimeClassName: unknown or invalid runtime name:"
                + " kata. There are gone, jug, sh; runtimes in engine.json names more.");
    assertThatThrownBy(() -> desired.put("shop", one.replace("NAME", "gone")))
        .hasMessageContaining("Its program is not there: /gone");
    assertThatThrownBy(() -> desired.put("shop", one.replace("NAME", "sh, hostUsers: false")))
        .hasMessageContaining("spec.hostUsers: not supported");
    var part = "{name: c, volumeMounts: [{name: v, mountPath: /v, subPath: SUB}],";
    var volume =
        web("one", 1)
            .replace(
                "spec: {c", "spec: {volumes: [{name: v, emptyDir: {}}], runtimeClassName: sh, c");
    assertThatThrownBy(
            () -> desired.put("shop", volume.replace("{name: c,", part.replace("SUB", "a"))))
        .hasMessageContaining("spec.template.spec: not supported: subPath of emptyDir");
    assertThat(desired.applications()).isEmpty();
    desired.put("shop", volume.replace("{name: c,", part.replace("SUB", "\"\"")));
    desired.put("shop", one.replace("NAME", "sh"));
    desired.put("shop", one.replace("NAME", "jug"));
    desired.put("shop", web("one", 1));
  }

  @Test
  void oneFileThatCannotBeReadAnyMoreHidesNoOther() throws IOException {
    var desired = desired();
    for (var name : List.of("a", "b", "c")) {
      desired.put(name, web("one", 1).replace("web", name));
    }
    Files.writeString(folder.resolve("b.yaml"), "kind: Nothing");

    assertThat(desired().applications()).extracting(Application::name).containsExactly("a", "c");
  }

  @Test
  void aFileThatWasKeptBeforeBeginsAnew() throws IOException {
    var desired = desired();
    desired.put("shop", web("one", 1));
    desired.put("shop", web("two", 1));
    var kept = Files.readString(folder.resolve("shop.yaml"));
    desired.remove("shop");

    desired.put("shop", kept);

    assertThat(desired().revision("Deployment/web"))
        .isEqualTo(desired.revision("Deployment/web"))
        .isEqualTo(1);
  }
}
