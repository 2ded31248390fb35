package dev.jug.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.kube.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is passed over in silence, and nothing breaks the reader. */
class StrictTest {
  private static final Pattern FIELD = Pattern.compile("( *)(- )?[A-Za-z]+:.*");

  /** Below these anybody's names are right. */
  private static final Set<String> FREE =
      Set.of(
          "annotations:",
          "matchLabels:",
          "labels:",
          "selector:",
          "data:",
          "stringData:",
          "binaryData:");

  private static List<Problem> problems(String text) {
    try {
      Manifest.read(text);
      return List.of();
    } catch (ManifestException e) {
      return e.problems();
    }
  }

  /** A field that nobody knows, beside each field there is: it is named, with its line. */
  @Test
  void whereverAFieldIsWrongItIsNamed() {
    var lines = Example.everything().lines().toList();
    int tried = 0;
    for (int i = 0; i < lines.size(); i++) {
      var field = FIELD.matcher(lines.get(i));
      if (!field.matches() || isFree(lines, i)) {
        continue;
      }
      var indent = field.group(1) + (field.group(2) == null ? "" : "  ");
      var changed = new ArrayList<>(lines);
      changed.set(i, lines.get(i).replaceFirst("^ *(- )?", indent));
      changed.add(i, (field.group(2) == null ? indent : field.group(1) + "- ") + "wrongField: 1");
      var found = problems(String.join("\n", changed));
      assertThat(found).as("line %d: %s", i + 1, lines.get(i)).hasSize(1);
      assertThat(found.getFirst().line()).isEqualTo(i + 1);
      assertThat(found.getFirst().path()).endsWith("wrongField");
      tried++;
    }
    assertThat(tried).isGreaterThan(190);
  }

  private static boolean isFree(List<String> lines, int line) {
    int indent = indent(lines.get(line));
    for (int i = line - 1; i >= 0; i--) {
      if (indent(lines.get(i)) < indent && !lines.get(i).startsWith("---")) {
        var parent = lines.get(i).strip();
        return FREE.contains(parent)
            || parent.equals("requests:")
            || parent.equals("limits:")
            || parent.endsWith("|");
      }
    }
    return false;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length() + (line.strip().startsWith("- ") ? 2 : 0);
  }

  /** The example with one text for another, and the problem that comes of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "imagePullPolicy: IfNot | imagePullPolcy: IfNot | line 58: spec.containers[0].imagePullPolcy: there is no such field; did you mean 'imagePullPolicy'?",
        "imagePullPolicy: IfNotPresent | imagePullPolicy: Sometimes | 'Sometimes' is none of Always, IfNotPresent, Never",
        "value: \"8080\" | value: 8080 | spec.containers[0].env[0].value: 8080 is a number here, and a text is needed: put it in quotes",
        "note: \"yes\" | note: yes | yes is a truth value here",
        "containerPort: 8080 | containerPort: 80800 | 80800 is not between 1 and 65535",
        "containerPort: 8080 | containerPort: \"8080\" | here should be a whole number, and there is '8080'",
        "args: [\"shop.jar\"] | args: [a, null] | spec.containers[0].args[1]: there is nothing here, and a text is needed",
        "cpu: 1.5 | cpu: 1.5 cores | '1.5 cores' is no amount",
        "cpu: 1.5 | cpu: 100m | more cpu is requested than the limit allows",
        "cpu: 1.5 | nvidia.com/gpu: 1 | not supported: there are cpu, memory",
        "command: [java, -jar] | command: java | spec.containers[0].command: here should be a list, and there is 'java'",
        "stdin: true | stdin: maybe | here should be true or false",
        "name: web | name: Web | 'Web' is no name",
        "name: web | name: proxy | two containers are called 'proxy'",
        "image: registry.example.org:5000/shop/web | tty: true | spec.containers[0]: the field 'image' is missing",
        "- name: scratch | - name: scratches | line 113: spec.containers[0].volumeMounts[0].name: the pod has no volume 'scratches'",
        "medium: Memory | medium: Disk | 'Disk' is none of , Memory",
        "path: /srv | path: /srv/../etc | a path of the host has no '..' in it",
        "path: sub/level | path: ../level | a path below a volume",
        "fieldPath: status.podIP | fieldPath: status.phase | 'status.phase' is no field of a pod",
        "emptyDir: | nfs: | not supported: volumes of clusters and clouds",
        "operator: NotIn | operator: Not | is none of DoesNotExist, Exists, In, NotIn",
        "app: web | app: wob | the selector does not match the template's labels",
        "replicas: 3 | replicas: -1 | -1 is not between 0 and 10000",
        "type: NodePort | type: ExternalName | 'ExternalName' is none of ClusterIP, LoadBalancer, NodePort",
        "password: c2VjcmV0 | password: c2Vjc!V0 | data.password: this is not Base64",
        "kind: Secret | kind: Ingress | objects of the kind 'Ingress' are not supported: there are ConfigMap, Deployment",
        "apiVersion: apps/v1 | apiVersion: extensions/v1beta1 | a Deployment has the apiVersion apps/v1",
        "successThreshold: 1 | successThreshold: 2 | 2 is not between 1 and 1",
        "type: Unconfined | type: Localhost | 'localhostProfile' belongs to the type Localhost",
        "restartPolicy: Always | restartPolicy: Never | 'Never' is none of Always",
        "name: settings | name: settings_1 | 'settings_1' is no name",
        "sizeLimit: 16Mi | sizeLimit: -16Mi | an amount is not below zero",
        "subPath: level | subPath: ../level | line 119: spec.containers[0].volumeMounts[1].subPath: a path below a volume",
        "subPathExpr: $(PORT) | subPathExpr: /$(PORT) | a path below a volume",
        "sessionAffinity: ClientIP | sessionAffinity: None | spec.sessionAffinityConfig: it is for 'sessionAffinity: ClientIP' only",
        "timeoutSeconds: 600 | timeoutSeconds: 86401 | 86401 is not between 1 and 86400",
        "level: info | le/vel: info | 'le/vel' is no key",
        "immutable: true | data: {} | the field is there twice",
      })
  void mistakesAreExplained(String right, String wrong, String message) {
    var text = Example.everything();
    assertThat(text).contains(right);
    int from = right.startsWith("name: settings") ? text.indexOf("kind: ConfigMap") : 0;
    int at =
        text.indexOf(right, right.equals("name: web") ? text.indexOf("\n  containers:") : from);
    var changed = text.substring(0, at) + wrong + text.substring(at + right.length());
    assertThat(problems(changed))
        .extracting(Problem::toString)
        .anyMatch(line -> line.contains(message));
  }

  @Test
  void whatMeansNothingHereIsANote() throws ManifestException {
    var manifest =
        Manifest.read(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              namespace: shop
              creationTimestamp: null
            spec:
              nodeSelector: {disk: ssd}
              containers:
              - name: a
                image: a
            status: {phase: Running}
            """);
    assertThat(manifest.notes())
        .extracting(Problem::toString)
        .containsExactly(
            "line 5: metadata.namespace: left out: there is one namespace on one machine",
            "line 8: spec.nodeSelector: left out: there is one machine to run on",
            "line 12: status: left out: a cluster keeps it");
  }

  @Test
  void twoOfTheSameNameAreAMistake() {
    var one = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
    assertThat(problems(one + "---\n" + one))
        .extracting(Problem::toString)
        .containsExactly("line 5: the ConfigMap 'a' is there already, from line 1 on");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThat(problems("apiVersion: v1\nkind: Pod\nmetadata: {}\nspec: {containers: [{}]}\n"))
        .extracting(Problem::toString)
        .containsExactly(
            "line 3: metadata: the field 'name' is missing",
            "line 4: spec.containers[0]: the field 'image' is missing",
            "line 4: spec.containers[0]: the field 'name' is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "'a: [', 'line 1: this is not YAML'", "'a: b: c', this is not YAML",
        "'- a', should be a mapping",
    "'a', should be a mapping", "'a: *b', this is not YAML",
        "'a: &a {b: *a}', more than 100 levels",
    "'? [a]', this is not YAML", "'%', this is not YAML", "'\u0001', this is not YAML",
  })
  void whatIsNoManifestIsExplained(String text, String message) {
    assertThat(problems(text))
        .extracting(Problem::toString)
        .anyMatch(line -> line.contains(message));
  }

  @Test
  void aBombDoesNotGoOff() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(problems(bomb.toString())).isNotEmpty();
    assertThat(problems("[".repeat(100_000))).isNotEmpty();
    assertThat(problems("a: ".repeat(3) + "{".repeat(5000))).isNotEmpty();
  }

  /** An alias may stand inside of what it stands for, and twice in what comes next. */
  @Test
  void aliasesThatMeanTooMuchAreRefused() {
    var endless =
        """
        apiVersion: v1
        kind: List
        items: &all
        - apiVersion: v1
          kind: List
          items: *all
        """;
    var doubled = new StringBuilder("a0: &a0 {apiVersion: v1, kind: List, items: []}\n");
    for (int i = 1; i < 24; i++) {
      doubled.append(
          "a%d: &a%d {apiVersion: v1, kind: List, items: [*a%d, *a%d]}\n"
              .formatted(i, i, i - 1, i - 1));
    }
    var vast = doubled + "apiVersion: v1\nkind: List\nitems: [*a23]\n";

    assertThat(problems(endless)).singleElement().asString().contains("more than 100 levels");
    assertThat(problems(vast)).singleElement().asString().contains("more than 100000 values");
  }

  @Test
  void theMessageHasALineForEach() {
    assertThatThrownBy(
            () -> Manifest.read("kind: Pod\napiVersion: v1\nmetadata: {name: a}\nx: 1\n"))
        .isInstanceOf(ManifestException.class)
        .hasMessage("line 1: the field 'spec' is missing\nline 4: x: there is no such field");
  }
}
