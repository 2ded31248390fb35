package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jug build --java}: images of programs without a Dockerfile. */
@EndToEnd
class JavaImageTest {
  private static final Jug JUG = new Jug();

  private static final String MAIN =
      """
      package app;
      public class Main {
        public static void main(String[] words) throws Exception {
          System.getLogger("app").log(System.Logger.Level.DEBUG, "uses java.logging");
          java.util.logging.Logger.getLogger("app").fine("");
          try (var in = Main.class.getResourceAsStream("/greeting")) {
            System.out.println(new String(in.readAllBytes()) + lib.Lib.name() + lib2.Lib.name());
          }
        }
      }
      """;

  private static final String WAITING =
      "String[] words) throws Exception { if (words.length > 0) { Thread.sleep(60_000); }";

  private static final String FAILING =
      "String[] words) throws Exception { if (words.length == 0) { System.exit(3); }";

  @TempDir Path folder;
  private Path classes;

  @AfterAll
  static void close() {
    JUG.close();
  }

  @BeforeEach
  void compile() throws IOException {
    classes = folder.resolve("classes");
    source("app/Main.java", MAIN);
    source("lib/Lib.java", library("lib", "one"));
    source("lib2/Lib.java", library("lib2", "two"));
    compileAll();
    Files.writeString(classes.resolve("greeting"), "hello ");
  }

  private static String library(String named, String value) {
    return "package "
        + named
        + "; public class Lib { public static String name() { return \""
        + value
        + "\"; } }";
  }

  private void source(String name, String text) throws IOException {
    var file = folder.resolve("src").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void compileAll() {
    var source = folder.resolve("src").toString();
    tool(
        "javac",
        "-d",
        classes.toString(),
        "--release",
        "25",
        "-sourcepath",
        source,
        source + "/app/Main.java");
  }

  private static void tool(String name, String... words) {
    var err = new StringWriter();
    int code =
        ToolProvider.findFirst(name)
            .orElseThrow()
            .run(new PrintWriter(err), new PrintWriter(err), words);
    assertThat(code).as(err.toString()).isZero();
  }

  /** An archive of directories of the classes. */
  private Path jar(String name, String manifest, String... parts) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    var text = Files.writeString(folder.resolve("manifest"), manifest);
    var words = new ArrayList<>(List.of("-c", "-f", file.toString(), "-m", text.toString()));
    words.add("--date=2020-01-01T00:00:00Z");
    for (var part : parts) {
      words.addAll(List.of("-C", classes.toString(), part));
    }
    tool("jar", words.toArray(String[]::new));
    return file;
  }

  private static Result build(Path jar, String... options) {
    var words = new ArrayList<>(List.of("build", "--java", jar.toString()));
    words.addAll(List.of(options));
    return Jug.finish(JUG.begin(words.toArray(String[]::new)), new byte[0], 55);
  }

  private static List<String> layers(String image) {
    return JUG.run("inspect", "-f", "{{range .RootFS.Layers}}{{.}} {{end}}", image)
        .ok()
        .text()
        .lines()
        .flatMap(line -> List.of(line.split(" ")).stream())
        .toList();
  }

  private Path program() throws IOException {
    jar("lib/lib-1.0.jar", "Implementation-Title: lib\n", "lib");
    jar("lib/lib2-1-SNAPSHOT.jar", "Implementation-Title: lib2\n", "lib2");
    return jar(
        "app.jar",
        "Main-Class: app.Main\nClass-Path: lib/lib-1.0.jar lib/lib2-1-SNAPSHOT.jar lib/none.jar\n",
        "app",
        "greeting");
  }

  @Test
  void aChangedLineMovesTheLayerOfClassesAlone() throws IOException {
    var first = build(program(), "-t", "app:1").ok();
    assertThat(first.err()).contains("WARN: app.jar has lib/none.jar in its class path");
    assertThat(JUG.run("run", "--rm", "app:1").ok().text()).isEqualTo("hello onetwo");
    source("app/Main.java", MAIN.replace("\"uses", "\"still uses"));
    compileAll();
    build(program(), "-t", "app:2").ok();

    var before = layers("app:1");
    var after = layers("app:2");
    assertThat(before).hasSize(5);
    assertThat(after.subList(0, 4)).isEqualTo(before.subList(0, 4));
    assertThat(after.getLast()).isNotEqualTo(before.getLast());
    assertThat(JUG.run("run", "--rm", "app:2").ok().text()).isEqualTo("hello onetwo");
  }

  @Test
  void theSameProgramIsTheSameImageWithoutAnyCache() throws IOException {
    build(program(), "-t", "same:1").ok();
    JUG.run("builder", "prune", "-af").ok();
    build(program(), "-t", "same:2", "--no-cache").ok();

    assertThat(layers("same:2")).isEqualTo(layers("same:1"));
  }

  @Test
  void oneArchiveWithEverythingRuns() throws IOException {
    var jar = jar("fat.jar", "Main-Class: app.Main\n", "app", "lib", "lib2", "greeting");
    build(jar, "-t", "fat:1").ok();

    assertThat(JUG.run("run", "--rm", "fat:1").ok().text()).isEqualTo("hello onetwo");
    assertThat(layers("fat:1")).hasSize(3);
    assertThat(
            JUG.run("run", "--rm", "--entrypoint", "/opt/java/bin/java", "fat:1", "--list-modules")
                .ok()
                .out())
        .contains("java.logging")
        .doesNotContain("java.desktop");
  }

  @Test
  void anArchiveWithArchivesInItIsTakenApart() throws IOException {
    program();
    Files.createDirectories(classes.resolve("BOOT-INF/classes"));
    Files.createDirectories(classes.resolve("BOOT-INF/lib"));
    Files.move(classes.resolve("app"), classes.resolve("BOOT-INF/classes/app"));
    Files.move(classes.resolve("greeting"), classes.resolve("BOOT-INF/classes/greeting"));
    for (var name : List.of("lib-1.0.jar", "lib2-1-SNAPSHOT.jar")) {
      Files.copy(folder.resolve("lib/" + name), classes.resolve("BOOT-INF/lib/" + name));
    }
    Files.writeString(
        classes.resolve("BOOT-INF/classpath.idx"),
        "- \"BOOT-INF/lib/lib2-1-SNAPSHOT.jar\"\n- \"BOOT-INF/lib/lib-1.0.jar\"\n");
    var manifest =
        """
        Main-Class: loader.Launcher
        Start-Class: app.Main
        Spring-Boot-Classes: BOOT-INF/classes/
        Spring-Boot-Lib: BOOT-INF/lib/
        """;
    build(jar("boot.jar", manifest, "BOOT-INF"), "-t", "boot:1").ok();

    assertThat(JUG.run("run", "--rm", "boot:1").ok().text()).isEqualTo("hello onetwo");
    assertThat(layers("boot:1")).hasSize(5);
    assertThat(JUG.run("inspect", "-f", "{{.Config.Entrypoint}}", "boot:1").text())
        .contains("/app/resources:/app/classes:/app/snapshot-dependencies/lib2-1-SNAPSHOT.jar:");
  }

  private static Result runCached(String image) {
    var options = "JDK_JAVA_OPTIONS=-XX:AOTMode=on -Xlog:class+load";
    return JUG.run("run", "--rm", "-e", options, image).ok();
  }

  @Test
  void aCacheOfItsOwnComesFromARunInTheBuild() throws IOException {
    build(program(), "-t", "cached:1", "--aot").ok();
    source("app/Main.java", MAIN.replace("\"uses", "\"still uses"));
    compileAll();
    build(program(), "-t", "cached:2", "--aot").ok();

    var before = layers("cached:1");
    var after = layers("cached:2");
    assertThat(before).hasSize(6);
    assertThat(after.subList(0, 4)).isEqualTo(before.subList(0, 4));
    assertThat(after).doesNotContainAnyElementsOf(before.subList(4, 6));
    assertThat(runCached("cached:2").out())
        .contains("hello onetwo")
        .contains("app.Main source: shared objects file", "lib.Lib source: shared objects file");
    assertThat(build(program(), "--aot", "--no-cache", "--output", "type=image").ok().err())
        .contains("AOTCache creation is complete");
  }

  @Test
  void aProgramThatDoesNotEndIsToldTo() throws IOException {
    source("app/Main.java", MAIN.replace("String[] words) throws Exception {", WAITING));
    compileAll();
    build(program(), "-t", "server:1", "--aot", "--aot-arg", "wait", "--aot-seconds", "2").ok();

    assertThat(runCached("server:1").out()).contains("hello onetwo", "shared objects file");
  }

  @Test
  void aRunThatFailsSaysWhatToDo() throws IOException {
    source("app/Main.java", MAIN.replace("String[] words) throws Exception {", FAILING));
    compileAll();
    var failed = build(program(), "--aot");

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err())
        .contains("the program ended with 3 when it was to show what it does. --aot-arg gives");
    build(program(), "--aot", "--aot-arg", "--version").ok();
    assertThat(build(program(), "--aot-arg", "x").err()).contains("need --aot");
  }

  @Test
  void whatIsNoProgramIsRefused() throws IOException {
    assertThat(build(jar("library.jar", "Implementation-Title: x\n", "lib")).err())
        .contains("library.jar has no main class");
    assertThat(build(Files.writeString(folder.resolve("text.jar"), "text")).err())
        .contains("text.jar is no Java archive");
    assertThat(build(folder.resolve("none.jar")).err()).contains("no such file");
    var jar = jar("fat.jar", "Main-Class: app.Main\n", "app", "lib", "lib2", "greeting");
    assertThat(build(jar, "--java-modules", "no.such").err())
        .contains("cannot make a Java run-time image", "no.such");
  }
}
