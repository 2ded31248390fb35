package dev.jug.buildkit.session;

import dev.jug.buildkit.files.Receiver;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The directories that a client lets a build have.
 *
 * @param session of the client
 */
public record SessionFiles(Session session) {
  private static final String METHOD = "/moby.filesync.v1.FileSync/DiffCopy";

  /**
   * What is wanted of a directory.
   *
   * @param name what the client calls it
   * @param excluded patterns of what to leave out, as {@code .dockerignore} has them
   * @param only paths of what is wanted, with what links lead to; none for all
   */
  public record Wanted(String name, List<String> excluded, List<String> only) {
    public Wanted {
      excluded = List.copyOf(excluded);
      only = List.copyOf(only);
    }

    private Map<String, List<String>> metadata() {
      var fields = new LinkedHashMap<String, List<String>>();
      add(fields, "dir-name", List.of(name));
      add(fields, "exclude-patterns", excluded);
      add(fields, "followpaths", only);
      return fields;
    }

    /** What is no plain text is escaped, and said to be. */
    private static void add(Map<String, List<String>> fields, String name, List<String> values) {
      boolean plain =
          values.stream().allMatch(value -> value.chars().allMatch(c -> c >= ' ' && c < 0x7f));
      if (plain) {
        fields.put(name, values);
      } else {
        fields.put(
            name,
            values.stream().map(it -> URLEncoder.encode(it, StandardCharsets.UTF_8)).toList());
        fields.put(name + "-encoded", List.of("1"));
      }
    }
  }

  /**
   * Has a directory sent.
   *
   * @param target an empty directory
   * @return how many bytes its files have
   * @throws IOException if the client cannot send it
   */
  public long fetch(Wanted wanted, Path target, Receiver.Heard heard)
      throws IOException, InterruptedException {
    try (var root = root(target);
        var call = session.call(METHOD, wanted.metadata());
        var receiver = new Receiver(call, root, heard)) {
      return receiver.receive();
    }
  }

  private static Fd root(Path target) {
    return Entries.directory(target);
  }
}
