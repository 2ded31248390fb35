package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jug build}. */
@EndToEnd
class BuildCommandTest {
  @TempDir static Path folder;
  private static final Jug JUG = new Jug();

  @BeforeAll
  static void makeBase() throws IOException {
    var archive = folder.resolve("box.tar").toString();
    var root = BusyboxRootfs.shared().toString();
    Jug.finish(JUG.start(List.of("tar", "-C", root, "-cf", archive, ".")), new byte[0]).ok();
    JUG.run("import", archive, "box:1").ok();
    Files.createDirectories(folder.resolve("context/dir"));
  }

  @AfterAll
  static void close() {
    JUG.close();
  }

  private static Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve("context").resolve(name), content);
  }

  private static String context() {
    return folder.resolve("context").toString();
  }

  @Test
  void aDirectoryIsReadInPlaceWithoutWhatIsIgnored() throws IOException {
    write(".dockerignore", "dir\n!dir/kept\n");
    write("dir/kept", "k");
    write("dir/other", "o");
    write("Dockerfile", "FROM box:1\nCOPY dir /dir\nCMD ls /dir\n");
    JUG.run("build", "-t", "read:1", "--iidfile", folder + "/id", context()).ok();

    assertThat(JUG.run("run", "--rm", "read:1").ok().text()).isEqualTo("kept");
    assertThat(folder.resolve("id")).content().startsWith("sha256:");
  }

  @Test
  void aSecretIsSeenByItsCommandAndIsInNoLayer() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "open sesame");
    write(
        "Dockerfile",
        "FROM box:1\nRUN --mount=type=secret,id=s,required=true cut -c1-4 /run/secrets/s > /seen\n");
    JUG.run("build", "-t", "secret:1", "--secret", "id=s,src=" + secret, context()).ok();

    assertThat(JUG.run("run", "--rm", "secret:1", "cat", "/seen").ok().text()).isEqualTo("open");
    assertThat(JUG.run("run", "--rm", "secret:1", "ls", "/run").ok().text()).isEmpty();
    assertThat(JUG.run("build", "--no-cache", context()).err()).contains("secret s: not found");
  }

  @Test
  void aMistakeIsShownWithItsLineAndAFailureKeepsItsCode() throws IOException {
    write("Dockerfile", "FROM box:1\nBOGUS x\n");
    var mistake = JUG.run("build", context());
    assertThat(mistake.code()).isEqualTo(1);
    assertThat(mistake.err()).contains("Dockerfile:2", "unknown instruction: BOGUS");

    write("Dockerfile", "FROM box:1\nRUN exit 9\n");
    assertThat(JUG.run("build", context()).code()).isEqualTo(9);
  }
}
