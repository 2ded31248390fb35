package dev.jug.engine.pod;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.IdMap;
import dev.jug.network.EndpointRequest;
import dev.jug.network.port.PortBinding;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod sandbox to make.
 *
 * @param identity which pod it is for
 * @param hostname of its containers; empty for the machine's
 * @param logDirectory where its containers' logs lie; null if they have none
 * @param names whom its containers ask for names; null for those whom the machine asks
 * @param ports of the host that lead to it
 * @param labels free-form metadata that can be searched
 * @param annotations free-form metadata
 * @param cgroupParent the group that its containers' groups are made in; null for the engine's
 * @param sysctls kernel parameters of its namespaces
 * @param sharing what its containers share
 * @param handler how its containers are run; empty for the usual way
 * @param network how it is on a network of the engine's, where its aliases are all it is called by;
 *     null for the network that pods are on
 */
public record PodRequest(
    Identity identity,
    String hostname,
    @Nullable Path logDirectory,
    @Nullable Names names,
    List<PortBinding> ports,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable String cgroupParent,
    Map<String, String> sysctls,
    Sharing sharing,
    String handler,
    @Nullable EndpointRequest network) {
  public PodRequest {
    ports = List.copyOf(ports);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    sysctls = Map.copyOf(sysctls);
  }

  /** One on the network that pods are on. */
  public PodRequest(
      Identity identity,
      String hostname,
      @Nullable Path logDirectory,
      @Nullable Names names,
      List<PortBinding> ports,
      Map<String, String> labels,
      Map<String, String> annotations,
      @Nullable String cgroupParent,
      Map<String, String> sysctls,
      Sharing sharing,
      String handler) {
    this(
        identity,
        hostname,
        logDirectory,
        names,
        ports,
        labels,
        annotations,
        cgroupParent,
        sysctls,
        sharing,
        handler,
        null);
  }

  /**
   * Which pod, and the how manyth sandbox of it. There is one sandbox at most of each.
   *
   * @param attempt counts up when a pod gets another sandbox
   */
  public record Identity(String name, String uid, String namespace, long attempt) {}

  /**
   * A resolv.conf(5).
   *
   * @param servers addresses to ask, the first first
   * @param searches domains to try names in
   * @param options such as {@code ndots:5}
   */
  public record Names(List<InetAddress> servers, List<String> searches, List<String> options) {
    public Names {
      servers = List.copyOf(servers);
      searches = List.copyOf(searches);
      options = List.copyOf(options);
    }
  }

  /**
   * Which namespaces its containers are in.
   *
   * @param hostNetwork the machine's network, and its host name, rather than the pod's
   * @param hostIpc the machine's IPC rather than the pod's
   * @param pid whose processes containers see that do not say so themselves
   * @param ids what ids of the machine its containers' users are, in a user namespace of the pod's;
   *     null if they are the machine's
   */
  public record Sharing(boolean hostNetwork, boolean hostIpc, Processes pid, @Nullable IdMap ids) {
    /**
     * Checked.
     *
     * @throws Invalid if a namespace of the machine's would be used from a user namespace, which
     *     has no right to it
     */
    public Sharing {
      if (ids != null) {
        if (hostNetwork || hostIpc || pid == Processes.NODE) {
          throw new Invalid(
              "a pod sandbox with a user namespace cannot share the network, IPC or processes of"
                  + " the node",
              "Leave hostNetwork, hostIPC and hostPID out, or use hostUsers: true.");
        }
        ids.check();
      }
    }

    /** With the machine's user ids. */
    public Sharing(boolean hostNetwork, boolean hostIpc, Processes pid) {
      this(hostNetwork, hostIpc, pid, null);
    }
  }

  /** Whose processes a container sees. */
  public enum Processes {
    /** Those of its pod. */
    POD,
    /** Its own. */
    CONTAINER,
    /** The machine's. */
    NODE
  }
}
