package dev.jug.kube.model;

import java.util.List;
import java.util.Optional;

/** Files that a pod's containers share. */
public record Volume(String name, Source source) {
  /** Where they are. */
  public sealed interface Source {}

  /** Sources that can be put together in one directory. */
  public sealed interface Projection {}

  /** A new directory, as long as the pod lives. */
  public record EmptyDir(boolean memory, Optional<Quantity> sizeLimit) implements Source {}

  /**
   * A path of the host.
   *
   * @param type what has to be there: as {@code DirectoryOrCreate}; empty for anything
   */
  public record HostPath(String path, String type) implements Source {}

  /** A claim, by its name. */
  public record Claim(String name, boolean readOnly) implements Source {}

  /** The entries of an object as files. */
  public record Objects(
      boolean secret, String name, List<Item> items, int defaultMode, boolean optional)
      implements Source, Projection {
    /** Keeps a copy. */
    public Objects {
      items = List.copyOf(items);
    }
  }

  /** What is known of the pod, as files. */
  public record DownwardApi(List<PodFile> items, int defaultMode) implements Source, Projection {
    /** Keeps a copy. */
    public DownwardApi {
      items = List.copyOf(items);
    }
  }

  /** Several in one directory. */
  public record Projected(List<Projection> sources, int defaultMode) implements Source {
    /** Keeps a copy. */
    public Projected {
      sources = List.copyOf(sources);
    }
  }

  /**
   * One entry.
   *
   * @param path below the volume
   * @param mode of the file, if it is not the volume's
   */
  public record Item(String key, String path, Optional<Integer> mode) {}

  /** One thing known of the pod. */
  public record PodFile(String path, EnvVar.Source source, Optional<Integer> mode) {}
}
