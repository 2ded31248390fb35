package dev.jug.runtime.seccomp;

import dev.jug.linux.seccomp.SeccompProbe;
import dev.jug.oci.runtime.InvalidSpecException;
import java.util.Arrays;

/** Flags of SECCOMP_SET_MODE_FILTER (seccomp(2)). */
public enum FilterFlag {
  /** All threads of the process get the filter. */
  TSYNC(1),
  /** What is not simply allowed is logged. */
  LOG(2),
  /** Speculation is not restricted. */
  SPEC_ALLOW(4),
  /** While an agent decides, only a fatal signal interrupts the call. */
  WAIT_KILLABLE_RECV(32);

  /** Loading the filter gives a listener; asked for by {@code listenerPath}, not by name. */
  public static final long NEW_LISTENER = 8;

  private static final String PREFIX = "SECCOMP_FILTER_FLAG_";

  private final long bit;

  FilterFlag(long bit) {
    this.bit = bit;
  }

  /** Its bit. */
  public long bit() {
    return bit;
  }

  /** Its name in an OCI spec. */
  public String specName() {
    return PREFIX + name();
  }

  /** Whether this kernel has it. */
  boolean isKnownToKernel() {
    return SeccompProbe.knows(this == WAIT_KILLABLE_RECV ? bit | NEW_LISTENER : bit);
  }

  /** The flag with this name in an OCI spec. */
  public static FilterFlag ofSpec(String name) {
    return Arrays.stream(values())
        .filter(flag -> flag.specName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new InvalidSpecException("linux.seccomp.flags: unknown flag \"" + name + '"'));
  }
}
