package dev.jug.image.registry;

import dev.jug.oci.image.Digest;
import java.util.List;

/** Knows where else in a registry a blob is, so that it need not be sent. */
public interface BlobOrigins {
  /** Knows nothing. */
  BlobOrigins NONE = _ -> List.of();

  /** Paths of repositories in the target's registry that may have the blob, the best first. */
  List<String> repositories(Digest blob);
}
