package dev.jug.runtime.lifecycle;

import dev.jug.runtime.Custody;
import dev.jug.runtime.LaunchOption;
import java.util.Set;

/**
 * A container to create.
 *
 * @param id letters, digits and the characters {@code _ + . -}; at most 1024
 * @param bundle what it is made of
 * @param custody who looks after its process; closed by whoever gets the request
 * @param options what no spec can ask for
 * @param owner user id of who asks
 */
public record CreateRequest(
    String id, Bundle bundle, Custody custody, Set<LaunchOption> options, long owner) {
  public CreateRequest {
    options = Set.copyOf(options);
  }
}
