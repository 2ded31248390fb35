package dev.jug.engine.container;

import dev.jug.linux.fs.MountTable;
import dev.jug.linux.fs.Tmpfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory whose content ends with the machine: a tmpfs. Mostly /run is one already; where it
 * is not, one is mounted, for two reasons. Making a small file costs a hundred times less than on
 * disk, and it is on the way of every start. And the masks of the built-in image must not lie on
 * the file system they mask.
 *
 * <p>Without root nothing is mounted; nothing that needs the mount works then anyway.
 */
public final class LiveDirectory implements AutoCloseable {
  private final Layout layout;
  private boolean mounted;

  private LiveDirectory(Layout layout) {
    this.layout = layout;
  }

  /** Makes it, or takes on that of an earlier engine. */
  public static LiveDirectory open(Layout layout) throws IOException {
    var directory = new LiveDirectory(layout);
    Disk.ensurePrivate(layout.live());
    directory.mount(layout.live());
    Disk.ensurePrivate(layout.runs());
    Disk.ensurePrivate(layout.fleeting());
    return directory;
  }

  private void mount(Path live) throws IOException {
    mounted = MountTable.ofSelf().stream().anyMatch(entry -> entry.target().equals(live));
    boolean needed = !mounted && !"tmpfs".equals(Files.getFileStore(live).type());
    if (needed && (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0) {
      Tmpfs.mount(live, "mode=700");
      mounted = true;
    }
  }

  /**
   * Takes the mount away.
   *
   * @param inUse whether a container runs, whose socket lies there; then it stays for the next
   *     engine
   */
  public void close(boolean inUse) {
    if (mounted && !inUse) {
      Tmpfs.detach(layout.live());
    }
    mounted = false;
  }

  @Override
  public void close() {
    close(false);
  }
}
