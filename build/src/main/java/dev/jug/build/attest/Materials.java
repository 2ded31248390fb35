package dev.jug.build.attest;

import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.AddStep;
import dev.jug.oci.image.Digest;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** What one build has used. Thread-safe. */
public final class Materials {
  private static final String COMMIT = "[0-9a-f]{40}|[0-9a-f]{64}";

  private final SortedSet<Material> all = new ConcurrentSkipListSet<>();

  /** Adds one. */
  public void add(Material material) {
    all.add(material);
  }

  /** Adds what a step names so exactly that it need not be fetched. */
  public void add(AddStep step) {
    for (var source : step.sources()) {
      var checksum = step.checksum();
      if (source instanceof AddSource.Remote(var url) && checksum != null) {
        add(Material.of(url, Digest.parse(checksum)));
      } else if (source instanceof AddSource.Git(var repository, var ref, _)
          && ref != null
          && ref.matches(COMMIT)) {
        add(Material.commit(repository, ref, ref));
      }
    }
  }

  /** All of them, in order. */
  public List<Material> all() {
    return List.copyOf(all);
  }
}
