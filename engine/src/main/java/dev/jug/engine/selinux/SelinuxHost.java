package dev.jug.engine.selinux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * SELinux of this machine, by its files.
 *
 * @param root of the machine
 * @param knows whether the policy has a context
 * @param isActive whether the kernel has SELinux, and a policy is loaded
 */
public record SelinuxHost(Path root, Predicate<String> knows, boolean isActive) {
  /** As container-selinux has the types, then as its predecessors had them. */
  private static final List<Pair> USUAL =
      List.of(
          pair("container_t", "container_file_t"),
          pair("svirt_lxc_net_t", "svirt_sandbox_file_t"),
          pair("svirt_lxc_net_t", "svirt_lxc_file_t"));

  private static final String KERNEL = "kernel";

  /** Looked at once: no module of security comes or goes while the machine runs. */
  private static final SelinuxHost HERE = of(Path.of("/"), SelinuxHost::isKnown);

  private static Pair pair(String process, String files) {
    return Pair.of("system_u:system_r:" + process + ":s0", "system_u:object_r:" + files + ":s0");
  }

  /** This machine. */
  public static SelinuxHost here() {
    return HERE;
  }

  /** That of a machine whose files are somewhere else. */
  public static SelinuxHost of(Path root, Predicate<String> knows) {
    boolean isActive =
        Files.exists(root.resolve("sys/fs/selinux/enforce"))
            && !text(root.resolve("proc/self/attr/current"))
                .replace("\0", "")
                .strip()
                .equals(KERNEL);
    return new SelinuxHost(root, knows, isActive);
  }

  /** The kernel is asked by writing (security_check_context(3)). */
  private static boolean isKnown(String context) {
    var file = Path.of("/sys/fs/selinux/context");
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(context.getBytes(StandardCharsets.UTF_8)));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** What containers are known by here, without categories; empty if the policy has no types. */
  Optional<Pair> containers() {
    return Policies.of(root)
        .or(() -> USUAL.stream().filter(pair -> knows.test(pair.process().text())).findFirst());
  }

  static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException _) {
      return "";
    }
  }
}
