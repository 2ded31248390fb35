package dev.jug.engine.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is mounted into a container besides its root file system.
 *
 * @param binds files and directories of the host ({@code -v})
 * @param tmpfs file systems in memory ({@code --tmpfs})
 * @param shmSize bytes of /dev/shm; null for 64 MiB ({@code --shm-size})
 */
public record StorageOptions(
    List<BindMount> binds, List<TmpfsMount> tmpfs, @Nullable Long shmSize) {
  /** Nothing. */
  public static final StorageOptions NONE = new StorageOptions(List.of(), List.of(), null);

  public StorageOptions {
    binds = List.copyOf(binds);
    tmpfs = List.copyOf(tmpfs);
  }
}
