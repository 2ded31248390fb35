package dev.jug.engine.user;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The users and groups of a root file system: passwd(5) and group(5). Lines that make no sense are
 * passed over.
 *
 * @param users in the file's order
 * @param groups in the file's order
 */
public record Accounts(List<User> users, List<Group> groups) {
  /** A line of passwd. */
  public record User(String name, long uid, long gid, String home) {}

  /** A line of group. */
  public record Group(String name, long gid, List<String> members) {}

  public Accounts {
    users = List.copyOf(users);
    groups = List.copyOf(groups);
  }

  /** Those of this root; files that are missing count as empty. */
  public static Accounts of(RootView root) {
    var users = new ArrayList<User>();
    var groups = new ArrayList<Group>();
    lines(root, "etc/passwd").forEach(line -> user(line).ifPresent(users::add));
    lines(root, "etc/group").forEach(line -> group(line).ifPresent(groups::add));
    return new Accounts(users, groups);
  }

  private static List<String> lines(RootView root, String path) {
    return root.read(path)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }

  private static Optional<User> user(String line) {
    var fields = line.strip().split(":", -1);
    if (fields.length < 4 || !isNumber(fields[2]) || !isNumber(fields[3])) {
      return Optional.empty();
    }
    var home = fields.length > 5 ? fields[5] : "";
    return Optional.of(
        new User(fields[0], Long.parseLong(fields[2]), Long.parseLong(fields[3]), home));
  }

  private static Optional<Group> group(String line) {
    var fields = line.strip().split(":", -1);
    if (fields.length < 3 || !isNumber(fields[2])) {
      return Optional.empty();
    }
    var members =
        fields.length > 3 && !fields[3].isEmpty()
            ? List.of(fields[3].split(","))
            : List.<String>of();
    return Optional.of(new Group(fields[0], Long.parseLong(fields[2]), members));
  }

  static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
