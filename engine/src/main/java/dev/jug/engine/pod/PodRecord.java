package dev.jug.engine.pod;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one pod sandbox: the content of its file.
 *
 * @param version of this form, {@link #VERSION}
 * @param id 64 hexadecimal digits
 * @param created when it was made
 * @param request what was asked for
 * @param ready whether its namespaces are there; never again once it is not
 * @param addresses on its network, IPv4 first; none on the machine's
 * @param resources what it may have, as it was last said; null if nothing was said since it is
 *     there
 */
public record PodRecord(
    int version,
    String id,
    Instant created,
    PodRequest request,
    boolean ready,
    List<String> addresses,
    @Nullable PodResources resources) {
  /** The form this engine writes. */
  public static final int VERSION = 1;

  public PodRecord {
    addresses = List.copyOf(addresses);
  }

  PodRecord stopped() {
    return new PodRecord(version, id, created, request, false, addresses, resources);
  }

  PodRecord with(PodResources said) {
    return new PodRecord(version, id, created, request, ready, addresses, said);
  }
}
