package dev.jug.app.command;

import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine with an image {@code box}, for containers with users of their own. */
record UserBox(Jug jug) implements AutoCloseable {
  static UserBox open(Path folder) {
    var jug = new Jug();
    var archive = folder.resolve("box.tar").toString();
    var words = List.of("tar", "-cf", archive, "-C", BusyboxRootfs.shared().toString(), ".");
    Jug.finish(jug.start(words), new byte[0]).ok();
    jug.run("import", archive, "box").ok();
    return new UserBox(jug);
  }

  /** Removes what a test has made. */
  void clear() {
    jug.run("ps", "-aq").text().lines().forEach(id -> jug.run("rm", "-f", id).ok());
    jug.run("volume", "prune", "-af").ok();
  }

  Result run(String mode, String... words) {
    var all = new ArrayList<>(List.of("run", "--rm", "--network", "none", "--userns", mode));
    all.addAll(List.of(words));
    return jug.run(all.toArray(String[]::new));
  }

  String sh(String mode, String script) {
    return run(mode, "box", "sh", "-c", script).ok().out();
  }

  static int owner(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid");
  }

  @Override
  public void close() {
    jug.close();
  }
}
