package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.engine.pod.PodRequest.Identity;
import dev.jug.engine.pod.PodSandbox;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pod sandboxes as the CRI has them. */
final class SandboxViews {
  private SandboxViews() {}

  /** {@code PodSandbox}. */
  static void item(Draft out, PodSandbox pod) {
    common(out, pod);
  }

  private static void common(Draft out, PodSandbox pod) {
    var request = pod.request();
    out.text("id", pod.id())
        .message("metadata", metadata -> metadata(metadata, request.identity()))
        .constant("state", pod.isReady() ? "SANDBOX_READY" : "SANDBOX_NOTREADY")
        .number("created_at", Times.nanos(pod.record().created()))
        .map("labels", request.labels())
        .map("annotations", request.annotations())
        .text("runtime_handler", request.handler());
  }

  static void metadata(Draft out, Identity identity) {
    out.text("name", identity.name())
        .text("uid", identity.uid())
        .text("namespace", identity.namespace())
        .number("attempt", identity.attempt());
  }

  /** {@code PodSandboxStatus}. */
  static void status(Draft out, PodSandbox pod) {
    common(out, pod);
    out.message("network", network -> network(network, pod));
    out.message(
        "linux",
        linux ->
            linux.message(
                "namespaces",
                namespaces -> namespaces.message("options", options -> namespaces(options, pod))));
  }

  /** Where it is no more, it has no address. */
  private static void network(Draft out, PodSandbox pod) {
    var addresses = pod.record().addresses();
    if (pod.isReady() && !addresses.isEmpty()) {
      out.text("ip", addresses.getFirst());
      out.messages(
          "additional_ips",
          addresses.subList(1, addresses.size()),
          (more, address) -> more.text("ip", address));
    }
  }

  private static void namespaces(Draft out, PodSandbox pod) {
    var sharing = pod.request().sharing();
    var ids = sharing.ids();
    if (ids != null) {
      out.message("userns_options", users -> UserNamespaces.write(users, ids));
    }
    out.constant("network", sharing.hostNetwork() ? "NODE" : "POD")
        .constant("pid", sharing.pid().name())
        .constant("ipc", sharing.hostIpc() ? "NODE" : "POD");
  }

  /** What {@code crictl inspectp} shows besides. */
  static Map<String, String> info(PodSandbox pod) {
    var info = new LinkedHashMap<String, String>();
    info.put("namespaces", String.valueOf(pod.directory()));
    info.put("cgroupParent", String.valueOf(pod.request().cgroupParent()));
    var resources = pod.record().resources();
    if (resources != null) {
      info.put("resources", ResourceLimits.json(resources.pod()));
      info.put("overhead", ResourceLimits.json(resources.overhead()));
    }
    return info;
  }
}
