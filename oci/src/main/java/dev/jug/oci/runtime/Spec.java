package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a bundle's {@code config.json} (config.md).
 *
 * @param ociVersion the specification version the document was written for, such as {@code 1.3.0}
 * @param root the container's root file system; null only for documents that describe no container
 * @param mounts file systems to mount over the root, in order
 * @param process what to run; null for a container that is only created
 * @param hostname the name in a new UTS namespace, null to keep the inherited one
 * @param domainname the NIS domain name in a new UTS namespace, null to keep the inherited one
 * @param annotations free-form metadata
 * @param hooks programs to run during its life, null for none
 * @param linux the Linux-specific part
 */
public record Spec(
    String ociVersion,
    @Nullable Root root,
    List<Mount> mounts,
    @Nullable Process process,
    @Nullable String hostname,
    @Nullable String domainname,
    Map<String, String> annotations,
    @Nullable Hooks hooks,
    @Nullable Linux linux) {
  public Spec {
    mounts = Absent.empty(mounts);
    annotations = Absent.empty(annotations);
    hooks = hooks == null ? Hooks.NONE : hooks;
  }

  /** A container without hooks. */
  public Spec(
      String ociVersion,
      @Nullable Root root,
      List<Mount> mounts,
      @Nullable Process process,
      @Nullable String hostname,
      @Nullable String domainname,
      Map<String, String> annotations,
      @Nullable Linux linux) {
    this(ociVersion, root, mounts, process, hostname, domainname, annotations, Hooks.NONE, linux);
  }

  /** The same with another Linux-specific part. */
  public Spec withLinux(Linux other) {
    return new Spec(
        ociVersion, root, mounts, process, hostname, domainname, annotations, hooks, other);
  }

  /** The same with another process. */
  public Spec withProcess(Process other) {
    return new Spec(
        ociVersion, root, mounts, other, hostname, domainname, annotations, hooks, linux);
  }

  /** The same with other mounts. */
  public Spec withMounts(List<Mount> other) {
    return new Spec(
        ociVersion, root, other, process, hostname, domainname, annotations, hooks, linux);
  }
}
