package dev.jug.engine.resource;

import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.spec.Limits;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.ProcessPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known about one resource container: the content of its file. Fields that an older engine
 * did not write are null when it is read.
 *
 * @param version of this form, {@link #VERSION}
 * @param name its name
 * @param created when it was made
 * @param limits what all in it may use together
 * @param rates the same for block devices
 * @param origins where processes were before they came, by their numbers
 */
public record ResourceRecord(
    int version,
    ResourceName name,
    Instant created,
    ResourceOptions limits,
    FixedLimits rates,
    Map<Integer, ProcessPlace> origins) {
  /** The form this engine writes. */
  public static final int VERSION = 1;

  public ResourceRecord {
    origins = origins == null ? Map.of() : Map.copyOf(origins);
    rates = rates == null ? FixedLimits.NONE : rates;
  }

  /** Its limits in the terms of the kernel's door. */
  Resources written() {
    return Limits.of(limits, rates, List.of());
  }

  ResourceRecord limited(ResourceOptions other, FixedLimits otherRates) {
    return new ResourceRecord(version, name, created, other, otherRates, origins);
  }

  ResourceRecord remembering(Map<Integer, ProcessPlace> others) {
    return new ResourceRecord(version, name, created, limits, rates, others);
  }
}
