package dev.jug.build.exec;

import dev.jug.build.dockerfile.NetworkMode;
import dev.jug.build.dockerfile.SecurityMode;
import dev.jug.oci.image.Digest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command to run in a tree.
 *
 * @param image manifest of an image whose layers are the tree; its configuration says nothing
 * @param argv its words
 * @param env {@code NAME=value}
 * @param cwd absolute; made if it is not there
 * @param user name or number with an optional group; null for root
 * @param mounts in the order they are made
 * @param network that it is on
 * @param security what it may do
 */
public record Command(
    Digest image,
    List<String> argv,
    List<String> env,
    String cwd,
    @Nullable String user,
    List<Mounted> mounts,
    NetworkMode network,
    SecurityMode security) {
  public Command {
    argv = List.copyOf(argv);
    env = List.copyOf(env);
    mounts = List.copyOf(mounts);
  }

  /** Something that is there while a command runs, and not in its layer. */
  public sealed interface Mounted {
    /** Where, absolute. */
    String target();
  }

  /** A file or directory of this machine, which may be named by a descriptor of this process. */
  public record Bound(Path source, String target, boolean readOnly) implements Mounted {}

  /**
   * A file system in memory.
   *
   * @param size its limit in bytes; 0 for the kernel's
   */
  public record Memory(String target, long size) implements Mounted {}
}
