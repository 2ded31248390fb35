package dev.jug.cri.runtime;

import dev.jug.cri.call.Calls;
import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.Engine;
import dev.jug.grpc.proto.ProtoException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the runtime is, and whether it works.
 *
 * @param engine what works
 * @param version of Jug
 */
public record NodeService(Engine engine, String version) {
  private static final String NAME = "jug";

  /** Of the kubelet's side of the interface; it has said so since there is v1. */
  private static final String KUBELET_API = "0.1.0";

  private static final String API = "v1";

  /** Adds its methods. */
  public void addTo(Calls calls) {
    calls.unary("Version", (_, out) -> version(out));
    calls.unary("Status", this::status);
    calls.unary("RuntimeConfig", (_, out) -> config(out));
    // Pods are on a network of the engine's, which has its own addresses.
    calls.unary("UpdateRuntimeConfig", (_, _) -> {});
  }

  private void version(Draft out) {
    out.text("version", KUBELET_API)
        .text("runtime_name", NAME)
        .text("runtime_version", version)
        .text("runtime_api_version", API);
  }

  private void status(Message request, Draft out) throws IOException {
    out.message(
        "status",
        status ->
            status
                .message("conditions", ready -> ready(ready, "RuntimeReady"))
                .message("conditions", this::network));
    Handlers.write(out, engine.pods().mapUsers(), engine.settings().runtimes());
    out.message("features", _ -> {});
    if (request.flag("verbose")) {
      out.map("info", info());
    }
  }

  private static void ready(Draft out, String type) {
    out.text("type", type).flag("status", true);
  }

  private void network(Draft out) {
    var trouble = engine.pods().networkTrouble();
    if (trouble.isEmpty()) {
      ready(out, "NetworkReady");
    } else {
      out.text("type", "NetworkReady")
          .text("reason", "NetworkPluginNotReady")
          .text("message", trouble.get());
    }
  }

  private Map<String, String> info() throws ProtoException, IOException {
    var info = new LinkedHashMap<String, String>();
    var system = engine.info();
    info.put("version", version);
    info.put("state", system.root());
    info.put("storageDriver", system.driver());
    return info;
  }

  private static void config(Draft out) {
    out.message("linux", linux -> linux.constant("cgroup_driver", "CGROUPFS"));
  }
}
