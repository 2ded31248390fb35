package dev.jug.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.kube.model.ConfigMap;
import dev.jug.kube.model.Pod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is written is read as it was. */
class ManifestTextTest {
  private static final List<String> AWKWARD =
      List.of(
          "",
          " ",
          "yes",
          "No",
          "on",
          "true",
          "null",
          "~",
          "0644",
          "1e3",
          "0x1f",
          ".5",
          "1.5.2",
          "-",
          "- a",
          "a: b",
          "a:",
          "a #b",
          "#",
          "'",
          "\"",
          "\\",
          "\n",
          "a\nb\n",
          "\t",
          "%",
          "@x",
          "`",
          "&a",
          "*a",
          "!x",
          "|",
          ">",
          "{}",
          "[]",
          "?",
          "=",
          "<<",
          "€",
          "\u2028",
          "\u0085",
          "\ufeff",
          "\u007f",
          "😀",
          "/bin/sh",
          "a/b:c.d-e_f",
          "x\u0000y");

  private static Map<String, String> read(Map<String, String> data) throws ManifestException {
    var object = new LinkedHashMap<String, Object>();
    object.put("apiVersion", "v1");
    object.put("kind", "ConfigMap");
    object.put("metadata", Map.of("name", "texts"));
    object.put("data", data);
    var manifest = Manifest.read(ManifestText.of(List.of(object)));
    var read = new TreeMap<String, String>();
    ((ConfigMap) manifest.resources().getFirst())
        .data()
        .forEach((key, value) -> read.put(key, value.text()));
    return read;
  }

  private static Map<String, String> numbered(List<String> texts) {
    var data = new LinkedHashMap<String, String>();
    texts.forEach(text -> data.put("k" + data.size(), text));
    return data;
  }

  @Test
  void noTextIsTakenForSomethingElse() throws ManifestException {
    var data = numbered(AWKWARD);
    assertThat(read(data)).containsExactlyInAnyOrderEntriesOf(data);
  }

  @Test
  void norAreTextsOfChance() throws ManifestException {
    var chance = new Random(25);
    var letters = "ab01 :#-.'\"\\\n\t{}[],&*!|>%@`~?=eExX_+/";
    for (int round = 0; round < 200; round++) {
      var data = new LinkedHashMap<String, String>();
      for (int i = 0; i < 50; i++) {
        var text = new StringBuilder();
        chance
            .ints(chance.nextInt(6), 0, letters.length())
            .forEach(c -> text.append(letters.charAt(c)));
        data.put("k" + i, text.toString());
      }
      assertThat(read(data)).containsExactlyInAnyOrderEntriesOf(data);
    }
  }

  @Test
  void whatIsEmptyIsLeftOut() throws ManifestException {
    var container = new LinkedHashMap<String, Object>();
    container.put("name", "box");
    container.put("image", "busybox:1.36");
    container.put("args", List.of("a", "b"));
    container.put("env", List.of());
    container.put("resources", Map.of("limits", Map.of()));
    var object = new LinkedHashMap<String, Object>();
    object.put("apiVersion", "v1");
    object.put("kind", "Pod");
    object.put("metadata", Map.of("name", "one"));
    object.put("spec", Map.of("containers", List.of(container)));
    var text = ManifestText.of(List.of(object));
    assertThat(text).doesNotContain("env", "resources");
    assertThat(Manifest.read(text).resources()).singleElement().isInstanceOf(Pod.class);
  }
}
