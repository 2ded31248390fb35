package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The files of an image, unpacked, against lines of what is expected of them. */
record ImageFiles(Path root) {
  private static final int BELOW_TYPE = 07777;

  /** Checks a line, as {@link BuildCase} has them. */
  void check(String line) throws IOException {
    var kind = line.substring(0, line.indexOf(' '));
    switch (kind) {
      case "file" -> {
        var words = line.split(" ", 5);
        owned(words, line);
        assertThat(Files.readString(path(words[3]))).as(line).isEqualTo(unescaped(words[4]));
      }
      case "dir" -> {
        var words = line.split(" ", 4);
        owned(words, line);
        assertThat(path(words[3])).as(line).isDirectory();
      }
      case "link" -> {
        var words = line.split(" ", 3);
        assertThat(Files.readSymbolicLink(path(words[1]))).as(line).hasToString(words[2]);
      }
      case "exists" -> assertThat(path(line.split(" ", 2)[1])).as(line).exists();
      case "absent" ->
          assertThat(Files.exists(path(line.split(" ", 2)[1]), LinkOption.NOFOLLOW_LINKS))
              .as(line)
              .isFalse();
      default -> throw new IllegalArgumentException(line);
    }
  }

  private void owned(String[] words, String line) throws IOException {
    var file = path(words[3]);
    var all = Files.readAttributes(file, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
    int mode = (int) all.get("mode") & BELOW_TYPE;
    assertThat(Integer.toOctalString(mode) + " " + all.get("uid") + ":" + all.get("gid"))
        .as(line)
        .isEqualTo(words[1] + " " + words[2]);
  }

  private Path path(String word) {
    return root.resolve(unescaped(word).substring(1));
  }

  private static String unescaped(String word) {
    return word.replace("\\s", " ").translateEscapes();
  }
}
