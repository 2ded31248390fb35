package dev.jug.engine.doctor;

import dev.jug.linux.Call;
import dev.jug.linux.fs.FileSystemRoom;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.netfilter.Chain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What no file says: somebody has to be asked, or it has to be tried. */
public interface KernelAnswers {
  /** Calls that containers need and the kernel does not have. */
  List<Call> missingCalls();

  /** Why there is no network device of a kind here; empty if there can be one. */
  Optional<String> lackOf(LinkKind kind);

  /** The version of Landlock's interface (landlock(7)); 0 where it is not active. */
  int landlock();

  /** What is in nf_tables; empty if the kernel has none, or does not let us look. */
  Optional<PacketFilter> packetFilter();

  /** How much room there is. */
  FileSystemRoom room(Path path);

  /** The type of the file system that a path is on, such as {@code ext4}. */
  String fileSystem(Path path) throws IOException;

  /** Whether somebody listens at a socket. */
  boolean answers(Path socket);

  /** What time it is. */
  Instant now();

  /** Whether somebody keeps the clock right. */
  boolean isClockKept();

  /** Whether the system's libcrypto computes digests. */
  boolean hasFastDigests();

  /** The version of the JVM that looks. */
  Runtime.Version java();

  /**
   * Rules of everybody.
   *
   * @param chains all there are
   * @param dropping those that see what passes through, and drop what no rule decides on
   */
  record PacketFilter(List<Chain> chains, List<Chain> dropping) {
    public PacketFilter {
      chains = List.copyOf(chains);
      dropping = List.copyOf(dropping);
    }

    /** Whether somebody has made a chain of this name. */
    boolean has(String chain) {
      return chains.stream().anyMatch(each -> each.name().equals(chain));
    }
  }
}
