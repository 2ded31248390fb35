package dev.jug.oci.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a seccomp agent is told beside the listener (config-linux.md, "The Container Process
 * State").
 *
 * @param ociVersion version of the specification this document follows
 * @param fds names of the descriptors that come along
 * @param pid the process that loaded the filter, as the host sees it
 * @param metadata {@code linux.seccomp.listenerMetadata}, null for none
 * @param state the container's
 */
public record ListenerState(
    String ociVersion, List<String> fds, int pid, @Nullable String metadata, State state) {
  public ListenerState {
    fds = List.copyOf(fds);
  }

  /** The document for the listener of a process. */
  public static ListenerState of(int pid, @Nullable String metadata, State state) {
    return new ListenerState(state.ociVersion(), List.of("seccompFd"), pid, metadata, state);
  }
}
