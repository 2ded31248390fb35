package dev.jug.build.tree;

import static dev.jug.linux.fs.OpenFlag.O_NONBLOCK;

import dev.jug.build.error.BuildFailure;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Rooted;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whom copied files belong to ({@code --chown}): names are those of the image's passwd(5) and
 * group(5).
 *
 * @param uid user
 * @param gid group
 */
public record Ownership(int uid, int gid) {
  public static final Ownership ROOT = new Ownership(0, 0);

  private static final int LARGEST = 1 << 20;

  /**
   * Of a text such as {@code user:group}; a user without a group is in the group of its number, or
   * of its line in passwd.
   *
   * @param root of the image
   * @throws BuildFailure if a name is not there
   */
  public static Ownership parse(String text, Fd root) throws IOException {
    var parts = text.split(":", 2);
    var user = line(root, "etc/passwd", parts[0]);
    if (user.isEmpty() && !isNumber(parts[0])) {
      throw new BuildFailure(
          "unable to convert uid/gid chown string to host mapping: can't find uid for user "
              + parts[0]
              + ": no such user: "
              + parts[0]);
    }
    int uid = Integer.parseInt(user.isEmpty() ? parts[0] : user.get(2));
    if (parts.length > 1 && !parts[1].isEmpty()) {
      return new Ownership(uid, group(root, parts[1]));
    }
    return new Ownership(uid, user.size() > 3 && !isNumber(parts[0]) ? number(user.get(3)) : uid);
  }

  private static int group(Fd root, String name) throws IOException {
    var group = line(root, "etc/group", name);
    if (group.isEmpty() && !isNumber(name)) {
      throw new BuildFailure(
          "unable to convert uid/gid chown string to host mapping: can't find gid for group "
              + name
              + ": no such group: "
              + name);
    }
    return number(group.isEmpty() ? name : group.get(2));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,9}");
  }

  private static List<String> line(Fd root, String file, String name) throws IOException {
    try (var opened = Rooted.open(root, file, O_NONBLOCK);
        var in = new FileInputStream("/proc/self/fd/" + opened.number())) {
      var text = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
      return text.lines()
          .map(line -> List.of(line.strip().split(":", -1)))
          .filter(fields -> fields.size() > 2 && fields.getFirst().equals(name))
          .filter(fields -> isNumber(fields.get(2)))
          .findFirst()
          .orElse(List.of());
    } catch (SysException _) {
      return List.of();
    }
  }
}
