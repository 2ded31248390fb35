package dev.jug.buildkit.solve;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.exec.ContextFiles;
import dev.jug.buildkit.progress.Task;
import dev.jug.buildkit.session.SessionFiles.Wanted;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Dockerfile, and what its context leaves out.
 *
 * @param text of the Dockerfile
 * @param patterns the lines of {@code .dockerignore}
 * @param task what warnings belong to
 */
record Definition(String text, Ignored patterns, Task task) {
  /**
   * What a context leaves out.
   *
   * @param rules as they are applied
   * @param lines as clients want them
   */
  record Ignored(IgnoreRules rules, List<String> lines) {
    static final Ignored NOTHING = new Ignored(IgnoreRules.NONE, List.of());

    private static Ignored of(String name, String text) {
      var lines =
          text.lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.replace("\uFEFF", "").strip())
              .filter(line -> !line.isEmpty())
              .toList();
      return new Ignored(IgnoreRules.parse(name, text), lines);
    }
  }

  /** Has the client send it. */
  static Definition fetch(Fetched fetched, FrontendOptions options, Task task)
      throws IOException, InterruptedException {
    var name = options.filename();
    var beside = name + ".dockerignore";
    var wanted = new Wanted(options.dockerfileDirectory(), List.of(), List.of(name, beside));
    var directory = fetched.directory(task, "transferring dockerfile:", wanted);
    var own = new ContextFiles(directory).text(beside).map(text -> Ignored.of(beside, text));
    var text = dockerfile(directory, name);
    var ignored = own.isPresent() ? own.get() : ignored(fetched, options);
    return new Definition(text, ignored, task);
  }

  /** One that is in the context. */
  static Definition in(Path context, FrontendOptions options, Task task) throws IOException {
    var ignored = Ignored.NOTHING;
    for (var name : IgnoreRules.names(options.filename()).reversed()) {
      ignored =
          new ContextFiles(context).text(name).map(text -> Ignored.of(name, text)).orElse(ignored);
    }
    return new Definition(dockerfile(context, options.filename()), ignored, task);
  }

  private static String dockerfile(Path directory, String name) throws IOException {
    return new ContextFiles(directory)
        .text(name)
        .orElseThrow(() ->
            new Invalid(
                "failed to read dockerfile: open " + name + ": no such file or directory",
                "-f says which file it is."));
  }

  private static Ignored ignored(Fetched fetched, FrontendOptions options)
      throws IOException, InterruptedException {
    var name = ".dockerignore";
    var wanted = new Wanted(options.contextDirectory(), List.of(), List.of(name));
    var directory =
        fetched.directory("[internal] load .dockerignore", "transferring context:", wanted);
    return new ContextFiles(directory)
        .text(name)
        .map(text -> Ignored.of(name, text))
        .orElse(Ignored.NOTHING);
  }
}
