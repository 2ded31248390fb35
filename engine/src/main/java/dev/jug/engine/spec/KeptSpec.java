package dev.jug.engine.spec;

import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.oci.runtime.Spec;

/**
 * A spec on its way to disk and back. The built-in system call filter is ten times as large as all
 * the rest, and follows from the capabilities: it is left out and put back.
 */
public final class KeptSpec {
  private final Filters filters;

  public KeptSpec(Filters filters) {
    this.filters = filters;
  }

  /** The spec as it is kept. */
  public Spec shrink(Spec spec, ContainerRequest request) {
    return isBuiltin(request) ? Minimal.withFilter(spec, null) : spec;
  }

  /** The spec as it was launched. */
  public Spec restore(Spec kept, ContainerRequest request) {
    return isBuiltin(request)
        ? Minimal.withFilter(kept, filters.builtin(CapabilitySet.of(request.security())))
        : kept;
  }

  private static boolean isBuiltin(ContainerRequest request) {
    return !(request.image() instanceof ContainerImage.Bundle)
        && SecurityChoice.of(request.security()).filter() instanceof SecurityChoice.Filter.Builtin;
  }
}
