package dev.jug.docker.system;

import dev.jug.docker.context.ApiVersion;
import dev.jug.docker.context.Context;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code GET /info}: the engine's view of itself, and what clients expect besides. */
record Info(Context context, String version) {
  private static final List<String> LIMITS =
      List.of("SwapLimit", "CpuCfsPeriod", "CpuCfsQuota", "CPUShares", "CPUSet", "OomKillDisable");

  void handle(Request request, Response response) throws IOException {
    var info = context.json().tree(context.engine().info());
    info.put("ID", info.get("Name").stringValue())
        .put("ServerVersion", ApiVersion.release(version));
    info.put("IndexServerAddress", "https://index.docker.io/v1/").put("IPv4Forwarding", true);
    LIMITS.forEach(limit -> info.put(limit, true));
    info.set("Runtimes", context.json().tree(Map.of("jug", Map.of("path", "jug-runtime"))));
    info.set("Swarm", context.json().tree(Map.of("LocalNodeState", "inactive")));
    info.set(
        "Plugins",
        context
            .json()
            .tree(
                Map.of(
                    "Volume", List.of("local"),
                    "Network", context.engine().networks().drivers(),
                    "Log", List.of("json-file", "local", "none"))));
    var labels = info.putArray("Labels");
    context.engine().settings().process().labels().forEach(labels::add);
    info.putArray("Warnings");
    context.json().send(response, info);
  }
}
