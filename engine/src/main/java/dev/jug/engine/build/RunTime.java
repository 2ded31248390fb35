package dev.jug.engine.build;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.java.StagedProgram;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.StorageBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The containers that make a Java run-time image: jdeps(1) says which modules a program needs,
 * jlink(1) puts them together, and what they need of this machine's C library is copied. All of
 * that is the JDK that the engine runs on, in the image {@code host}.
 *
 * @param jdk the JDK's directory
 */
public record RunTime(Path jdk) {
  private static final String TOOLS = "/run/jug-jdk";
  private static final String PROGRAM = "/run/jug-program";
  private static final String RESULT = "/run/jug-run-time";

  /** A class path that jdeps cannot make sense of gets all of Java SE. */
  private static final String MODULES =
      """
      set -u
      cd /run/jug-program
      deps() { /run/jug-jdk/bin/jdeps -q --ignore-missing-deps --multi-release "$RELEASE" \\
        --print-module-deps "$@" 2>/dev/null | grep -E '^[a-z0-9_.]+(,[a-z0-9_.]+)*$'; }
      found=$(deps --class-path "${LIBRARIES:-classes}" classes $ARCHIVES) \\
        || found=$(deps --class-path "${LIBRARIES:-classes}" classes) || found=java.se,jdk.unsupported
      echo "$found"
      """;

  private static final String LINK =
      """
      set -eu
      cd /run/jug-run-time
      umask 022
      mkdir opt etc
      /run/jug-jdk/bin/jlink --add-modules "$MODULES" --strip-java-debug-attributes \\
        --no-header-files --no-man-pages --output opt/java
      mkdir -m 1777 tmp
      echo 'root:x:0:0:root:/root:/sbin/nologin' > etc/passwd
      echo 'root:x:0:' > etc/group
      echo 'hosts: files dns' > etc/nsswitch.conf
      need() { find opt/java \\( -name '*.so' -o -path opt/java/bin/java \\) -type f -exec ldd {} + \\
        | sed -n -e 's/.*=> *\\(\\/[^ ]*\\) (.*/\\1/p' -e 's/^[[:space:]]*\\(\\/[^ ]*\\) (.*/\\1/p'; }
      libc=$(dirname "$(need | grep /libc.so.6 | grep -v opt/java | head -n 1)")
      { need; ls "$libc"/libnss_files.so.2 "$libc"/libnss_dns.so.2 "$libc"/libresolv.so.2 \\
          2>/dev/null || true; } \\
        | grep -v '/opt/java/' | sort -u | while read -r file; do
          mkdir -p ".${file%/*}"
          cp -L "$file" ".$file"
        done
      """;

  /** Prints the modules that a program needs, behind commas. */
  public ContainerRequest modules(StagedProgram program) {
    var archives =
        program.libraries().stream()
            .map(library -> library.part().directory() + "/" + library.name())
            .toList();
    return container(
        MODULES,
        List.of(
            "RELEASE=" + Runtime.version().feature(),
            "LIBRARIES=" + String.join(":", archives),
            "ARCHIVES=" + String.join(" ", archives)),
        new BindMount(program.directory(), PROGRAM, List.of("ro")));
  }

  /**
   * Makes the tree of a run-time image.
   *
   * @param modules behind commas
   * @param directory where it goes; it is empty
   */
  public ContainerRequest link(String modules, Path directory) {
    return container(
        LINK, List.of("MODULES=" + modules), new BindMount(directory, RESULT, List.of()));
  }

  private ContainerRequest container(String script, List<String> variables, BindMount place) {
    var env = new ArrayList<>(List.of("LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"));
    env.addAll(variables);
    var shell = List.of("sh", "-c", script);
    var process = new ProcessOptions(List.of(), shell, env, null, null, false, false, false, 0, 0);
    var storage = new StorageBuilder();
    storage.add(new BindMount(jdk, TOOLS, List.of("ro")));
    storage.add(place);
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of())
        .process(process)
        .startsAtOnce(true)
        .log(LogConfig.NONE)
        .storage(storage.build())
        .labels(Map.of("dev.jug.build", "java"))
        .build();
  }

  /** What is said if one of them fails. */
  public static BuildFailure failure(String output) {
    var lines = output.strip().lines().toList();
    var reason =
        lines.stream()
            .filter(line -> line.startsWith("Error: "))
            .findFirst()
            .map(line -> line.substring("Error: ".length()))
            .orElse(lines.isEmpty() ? "no reason given" : lines.getLast());
    return new BuildFailure("cannot make a Java run-time image: " + reason);
  }
}
