package dev.jug.architecture;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.RequiresTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arrows between modules point one way; what is not in this table is not allowed. */
class ModuleArrowsTest {
  private static final Map<String, Set<String>> MAY_REQUIRE =
      Map.ofEntries(
          entry("dev.jug.linux", Set.of()),
          entry(
              "dev.jug.oci",
              Set.of(
                  "com.fasterxml.jackson.annotation",
                  "tools.jackson.core",
                  "tools.jackson.databind")),
          entry("dev.jug.wire", Set.of("dev.jug.linux")),
          entry("dev.jug.http", Set.of()),
          entry("dev.jug.grpc", Set.of()),
          entry("dev.jug.kube", Set.of("org.snakeyaml.engine")),
          entry("dev.jug.streaming", Set.of("dev.jug.http")),
          entry("dev.jug.dashboard", Set.of("dev.jug.http")),
          entry(
              "dev.jug.image",
              Set.of(
                  "dev.jug.linux",
                  "dev.jug.oci",
                  "com.github.luben.zstd_jni",
                  "tools.jackson.databind")),
          entry(
              "dev.jug.build",
              Set.of("dev.jug.image", "dev.jug.linux", "dev.jug.oci", "tools.jackson.databind")),
          entry(
              "dev.jug.network", Set.of("dev.jug.linux", "org.dnsjava", "tools.jackson.databind")),
          entry(
              "dev.jug.runtime",
              Set.of("dev.jug.linux", "dev.jug.oci", "dev.jug.wire", "tools.jackson.databind")),
          entry(
              "dev.jug.engine",
              Set.of(
                  "dev.jug.build",
                  "dev.jug.image",
                  "dev.jug.linux",
                  "dev.jug.network",
                  "dev.jug.oci",
                  "dev.jug.wire",
                  "dev.jug.runtime",
                  "tools.jackson.databind")),
          entry(
              "dev.jug",
              Set.of(
                  "dev.jug.engine",
                  "dev.jug.image",
                  "dev.jug.linux",
                  "dev.jug.network",
                  "dev.jug.oci",
                  "dev.jug.wire")),
          entry(
              "dev.jug.cli",
              Set.of(
                  "dev.jug.build",
                  "dev.jug.door",
                  "dev.jug.engine",
                  "dev.jug.image",
                  "dev.jug.kube",
                  "dev.jug.network",
                  "dev.jug.oci",
                  "dev.jug.play",
                  "dev.jug.wire",
                  "info.picocli",
                  "tools.jackson.databind")),
          entry(
              "dev.jug.door",
              Set.of("dev.jug.linux", "dev.jug.wire", "info.picocli", "tools.jackson.databind")),
          entry(
              "dev.jug.ocicli",
              Set.of(
                  "dev.jug.door",
                  "dev.jug.runtime",
                  "com.fasterxml.jackson.annotation",
                  "info.picocli",
                  "tools.jackson.databind")),
          entry(
              "dev.jug.cri",
              Set.of(
                  "dev.jug.engine",
                  "dev.jug.grpc",
                  "dev.jug.image",
                  "dev.jug.linux",
                  "dev.jug.network",
                  "dev.jug.oci",
                  "dev.jug.runtime",
                  "dev.jug.streaming",
                  "dev.jug.wire")),
          entry(
              "dev.jug.play",
              Set.of(
                  "dev.jug.engine",
                  "dev.jug.grpc",
                  "dev.jug.image",
                  "dev.jug.kube",
                  "dev.jug.linux",
                  "dev.jug.network")),
          entry(
              "dev.jug.buildkit",
              Set.of(
                  "dev.jug.build",
                  "dev.jug.engine",
                  "dev.jug.grpc",
                  "dev.jug.image",
                  "dev.jug.linux",
                  "dev.jug.oci")),
          entry(
              "dev.jug.docker",
              Set.of(
                  "dev.jug.build",
                  "dev.jug.buildkit",
                  "dev.jug.engine",
                  "dev.jug.http",
                  "dev.jug.image",
                  "dev.jug.linux",
                  "dev.jug.network",
                  "dev.jug.oci",
                  "dev.jug.runtime",
                  "dev.jug.wire",
                  "tools.jackson.databind")),
          entry(
              "dev.jug.app",
              Set.of(
                  "dev.jug.docker",
                  "dev.jug.http",
                  "dev.jug.linux",
                  "dev.jug.oci",
                  "dev.jug.wire",
                  "dev.jug.runtime",
                  "dev.jug.engine",
                  "dev.jug.door",
                  "dev.jug.ocicli",
                  "dev.jug.cri",
                  "dev.jug.dashboard",
                  "dev.jug.play",
                  "dev.jug.cli")));

  @Test
  void modulesRequireOnlyWhatTheyMay() {
    for (var source : modules()) {
      var module = requireNonNull(source.module());
      var name = module.getName().toString();
      var required = new TreeSet<String>();
      for (var directive : module.getDirectives()) {
        if (directive instanceof RequiresTree requires) {
          required.add(requires.getModuleName().toString());
        }
      }
      required.removeIf(other ->
          other.startsWith("java.")
              || other.startsWith("jdk.")
              || other.startsWith("com.fasterxml.jackson.annotation")
              || other.equals("org.jspecify"));
      assertThat(MAY_REQUIRE).as("modules with a place in the table").containsKey(name);
      assertThat(MAY_REQUIRE.get(name)).as("what %s may require", name).containsAll(required);
    }
  }

  @Test
  void theTableNamesWhatExists() {
    assertThat(
            modules().stream().map(source -> requireNonNull(source.module()).getName().toString()))
        .containsAll(MAY_REQUIRE.keySet());
  }

  private static List<JavaSource> modules() {
    Stream<Path> infos = Repository.mainSources().filter(path -> path.endsWith("module-info.java"));
    return JavaSource.parse(infos);
  }
}
