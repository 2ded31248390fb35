package dev.jug.engine.container;

import java.nio.file.Path;

/**
 * Where things lie.
 *
 * <pre>{@code
 * state/containers/<id>/           outlives the machine's restart
 *     container.json               the record; a directory without one is half made or half removed
 *     log                          output (docs/protocols.md, "The log file")
 *     upper, work                  overlayfs layers of an image-based container
 *     hostname, hosts, resolv.conf bound over the container's
 * run/containers/<short id>/       emptied by a restart of the machine; mode 0700
 *     monitor.sock, exit           the monitor's
 *     exec/<exec id>/              the same for each further process
 * }</pre>
 *
 * <p>The run directory uses the short id because socket paths have 107 bytes at most; ids are chosen so that short ids are
 * unique too.
 *
 * @param state root of what stays
 * @param run root of what does not
 */
public record Layout(Path state, Path run) {
  private static final String CONTAINERS = "containers";

  /** Parent of all containers' state directories. */
  public Path containers() {
    return state.resolve(CONTAINERS);
  }

  /** A container's state directory. */
  public Path stateOf(String id) {
    return containers().resolve(id);
  }

  /** A container's record. */
  public Path recordOf(String id) {
    return stateOf(id).resolve("container.json");
  }

  /** A container's kept output. */
  public Path logOf(String id) {
    return stateOf(id).resolve("log");
  }

  /** Parent of all containers' run directories. */
  public Path runs() {
    return run.resolve(CONTAINERS);
  }

  /** A container's run directory. */
  public Path runOf(String id) {
    return runs().resolve(Ids.shortened(id));
  }

  /** Parent of the run directories of processes started inside a container. */
  public Path execsOf(String id) {
    return runOf(id).resolve("exec");
  }

  /** Where the generations of the built-in image {@code host} lie: {@link dev.jug.engine.host.HostImage}. */
  public Path hostImage() {
    return run.resolve("host-image");
  }
}
