package dev.jug.runtime;

import dev.jug.linux.Fd;
import java.util.List;
import java.util.Optional;

/** Who looks after a process once it runs. */
public sealed interface Custody extends AutoCloseable permits Streams, Released {
  /** What it inherits; empty if its standard files are the runtime's to make. */
  Optional<Inherited> inherited();

  /** What becomes descriptors 3, 4, … of the process; at most 12. */
  List<Fd> more();

  /** The descriptors that travel with the plan, in the order in which it counts on them. */
  List<Fd> descriptors();

  /** Whether the process waits to be started. */
  boolean waits();

  /** Lets go of the descriptors that were given away with a launch. */
  @Override
  void close();
}
