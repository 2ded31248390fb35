package dev.jug.engine.container;

import java.nio.file.Path;

/**
 * Where things lie.
 *
 * <pre>{@code
 * state/containers/<id>/           on disk: outlives the machine's restart
 *     log, log.1, …                output (docs/protocols.md, "The log file")
 *     forwarded                    how far the log was sent on (dev.jug.engine.syslog)
 *     upper, work                  overlayfs layers of an image-based container
 *     layer/                       where they are if they have a size (SizedDirectory)
 *     container.json               the record
 *     hostname, hosts, resolv.conf bound over the container's
 * state/volumes/                   volumes (dev.jug.engine.volume.VolumeStore)
 * state/images/                    images and their layers (dev.jug.image.content.StoreLayout)
 * state/build/                     contents of cache mounts of builds
 * state/networks/                  a file for each network
 * state/resources/                 a record and a ledger for each resource container
 * state/pods/                      a file for each pod sandbox
 * state/engine.lock                held by the engine that has this directory
 * run/live/                        in memory (LiveDirectory)
 *     containers/<short id>/       mode 0700
 *         monitor.sock, exit       the monitor's
 *         network.json             its endpoints and published ports
 *         view/                    what covers files of its /proc (dev.jug.engine.sight)
 *         exec/<exec id>/          the same for each further process
 *     fleeting/<id>/               container.json and the bound files of a container that is removed when it ends
 *     lessons/                     what is learned of containers just now
 *     pods/<short id>/             of a pod sandbox
 *         net, ipc, uts            its namespaces, mounted
 *         shm, resolv.conf         bound over its containers'
 *         network.json             its endpoints and published ports
 *     mounts/                      what is mounted for as long as a launch takes
 *     host-image/                  masks of the built-in image
 *     build/                       secrets and scripts of builds
 *     networks/                    what was changed in the kernel for networks
 * }</pre>
 *
 * <p>A state directory without a record is half made, half removed, or made ahead. The run
 * directory uses the short id because socket paths have 107 bytes at most; ids are chosen so that
 * short ids are unique too.
 *
 * @param state root of what stays
 * @param run root of what does not
 */
public record Layout(Path state, Path run) {
  private static final String RECORD = "container.json";

  /** Root of all that a restart of the machine ends anyway. */
  public Path live() {
    return run.resolve("live");
  }

  /** The images. */
  public Path images() {
    return state.resolve("images");
  }

  /** The volumes. */
  public Path volumes() {
    return state.resolve("volumes");
  }

  /** What is mounted for as long as a launch takes. */
  public Path mounts() {
    return live().resolve("mounts");
  }

  /** Parent of all containers' state directories. */
  public Path containers() {
    return state.resolve("containers");
  }

  /** A container's state directory. */
  public Path stateOf(String id) {
    return containers().resolve(id);
  }

  /** Parent of the small files of containers that are removed when they end. */
  public Path fleeting() {
    return live().resolve("fleeting");
  }

  /**
   * Where a container's record and bound files lie.
   *
   * @param fleeting whether it is removed when it ends: it cannot outlive the machine's restart, so
   *     its files need no disk
   */
  public Path filesOf(String id, boolean fleeting) {
    return fleeting ? fleeting().resolve(id) : stateOf(id);
  }

  /** A container's record. */
  public Path recordOf(String id, boolean fleeting) {
    return filesOf(id, fleeting).resolve(RECORD);
  }

  /** Parent of all containers' run directories. */
  public Path runs() {
    return live().resolve("containers");
  }

  /** A container's run directory. */
  public Path runOf(String id) {
    return runs().resolve(Ids.shortened(id));
  }

  /** Parent of the run directories of processes started inside a container. */
  public Path execsOf(String id) {
    return runOf(id).resolve("exec");
  }

  /** Contents of cache mounts of builds. */
  public Path buildCaches() {
    return state.resolve("build");
  }

  /** Secrets of builds, in memory. */
  public Path buildMemory() {
    return live().resolve("build");
  }

  /** The networks. */
  public Path networks() {
    return state.resolve("networks");
  }

  /** The resource containers. */
  public Path resources() {
    return state.resolve("resources");
  }

  /** The records of pod sandboxes. */
  public Path pods() {
    return state.resolve("pods");
  }

  /** Parent of the run directories of pod sandboxes. */
  public Path livePods() {
    return live().resolve("pods");
  }

  /** What of networks does not outlive the machine's restart. */
  public Path liveNetworks() {
    return live().resolve("networks");
  }

  /** Where the masks of the built-in image lie. */
  public Path hostImage() {
    return live().resolve("host-image");
  }
}
