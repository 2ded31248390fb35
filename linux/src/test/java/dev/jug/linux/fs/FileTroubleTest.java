package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK throws, in words that a person knows. */
class FileTroubleTest {
  @TempDir Path folder;

  private static String of(ThrowingCallable call) {
    return FileTrouble.of(catchThrowableOfType(IOException.class, call));
  }

  @Test
  void reasonsAreSaidThatTheJdkHasAClassFor() throws IOException {
    var missing = folder.resolve("missing");
    var file = Files.createFile(folder.resolve("file"));

    assertThat(of(() -> Files.readString(missing)))
        .isEqualTo(missing + ": No such file or directory");
    assertThat(of(() -> Files.createFile(file))).isEqualTo(file + ": File exists");
    assertThat(of(() -> Files.newDirectoryStream(file))).isEqualTo(file + ": Not a directory");
    assertThat(of(() -> Files.delete(folder))).isEqualTo(folder + ": Directory not empty");
  }

  @Test
  void otherReasonsAreTheKernels() throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    var below = file.resolve("below");

    assertThat(of(() -> Files.readString(below))).isEqualTo(below + ": Not a directory");
    assertThat(FileTrouble.of(new IOException("Is a directory"))).isEqualTo("Is a directory");
  }
}
