package dev.jug.image.layer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.linux.Fd;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.FileStatus;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A tree as a process in it would see it: a line for each path, names as Latin-1. */
final class SeenTree {
  private final Map<String, String> lines = new TreeMap<>();
  private final Map<File, List<String>> names = new HashMap<>();

  private record File(long device, long inode) {}

  /** All below a directory. */
  static Map<String, String> of(Fd root) throws IOException {
    var tree = new SeenTree();
    try (var directory = Entries.directory(root, new byte[] {'.'})) {
      tree.addBelow(directory, "");
    }
    tree.names.values().stream()
        .filter(paths -> paths.size() > 1)
        .forEach(paths ->
            paths.forEach(path -> tree.lines.merge(path, " like " + paths, String::concat)));
    return tree.lines;
  }

  private void addBelow(Fd directory, String path) throws IOException {
    for (var name : Entries.names(directory).stream().sorted(java.util.Arrays::compare).toList()) {
      var status = Entries.status(directory, name);
      var place = path + "/" + new String(name, StandardCharsets.ISO_8859_1);
      lines.put(place, line(directory, name, status, place));
      if (status.isDirectory()) {
        try (var below = Entries.directory(directory, name)) {
          addBelow(below, place);
        }
      }
    }
  }

  private String line(Fd directory, byte[] name, FileStatus status, String path)
      throws IOException {
    if (!status.isDirectory()) {
      names
          .computeIfAbsent(new File(status.device(), status.inode()), _ -> new ArrayList<>())
          .add(path);
    }
    return "%o %d:%d %d.%09d %d,%d %s%s"
        .formatted(
            status.mode(),
            status.uid(),
            status.gid(),
            status.seconds(),
            status.nanos(),
            status.major(),
            status.minor(),
            content(directory, name, status),
            attributes(directory, name));
  }

  private static String content(Fd directory, byte[] name, FileStatus status) throws IOException {
    if (status.isLink()) {
      return new String(Entries.link(directory, name), UTF_8);
    }
    if (!status.isFile()) {
      return "";
    }
    try (var content = Entries.content(directory, name)) {
      var bytes = content.readAllBytes();
      return bytes.length > 30 ? Digest.of(bytes).shortened() : new String(bytes, UTF_8);
    }
  }

  private static String attributes(Fd directory, byte[] name) {
    try (var location = Entries.location(directory, name)) {
      return Entries.attributes(location).entrySet().stream()
          .map(e -> " " + e.getKey() + "=" + HexFormat.of().formatHex(e.getValue()))
          .collect(Collectors.joining());
    }
  }
}
