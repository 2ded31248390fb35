package dev.jug.runtime.lifecycle;

import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Spec;
import dev.jug.oci.runtime.SpecCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Specs of containers that were worked with lately; reading one again takes longer than a start.
 */
final class KnownSpecs {
  private final SpecCodec codec;
  private final Recent<Key, Spec> specs = new Recent<>();

  /** An id may be used again. */
  private record Key(String id, String bundle, Instant created) {
    static Key of(SavedContainer container) {
      return new Key(container.id(), container.bundle(), container.created());
    }
  }

  KnownSpecs(SpecCodec codec) {
    this.codec = codec;
  }

  void keep(SavedContainer container, Spec spec) {
    specs.put(Key.of(container), spec);
  }

  void forget(SavedContainer container) {
    specs.forget(Key.of(container));
  }

  /** The spec of a container, in the cgroup it has. */
  Spec of(SavedContainer container, Supplier<byte[]> config) {
    return specs.get(Key.of(container), _ -> read(container, config.get()));
  }

  private Spec read(SavedContainer container, byte[] config) {
    var spec = Bundle.recall(Path.of(container.bundle()), config, codec);
    Linux linux = Objects.requireNonNull(spec.linux());
    return spec.withLinux(linux.withCgroupsPath(container.cgroup()));
  }
}
