package dev.jug.docker.system;

import dev.jug.docker.context.ApiVersion;
import dev.jug.docker.context.Context;
import dev.jug.engine.request.RuntimeName;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.engine.settings.RuntimeSettings;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /info}: the engine's view of itself, and what clients expect besides. */
record Info(Context context, String version) {
  private static final List<String> LIMITS =
      List.of("SwapLimit", "CpuCfsPeriod", "CpuCfsQuota", "CPUShares", "CPUSet", "OomKillDisable");

  private static final Map<String, String> PROXIES =
      Map.of("HttpProxy", "HTTP_PROXY", "HttpsProxy", "HTTPS_PROXY", "NoProxy", "NO_PROXY");

  void handle(Request request, Response response) throws IOException {
    var info = context.json().tree(context.engine().info());
    info.put("ID", info.get("Name").stringValue())
        .put("ServerVersion", ApiVersion.release(version));
    info.put("IndexServerAddress", "https://index.docker.io/v1/").put("IPv4Forwarding", true);
    LIMITS.forEach(limit -> info.put(limit, true));
    addRuntimes(info.putObject("Runtimes"), context.engine().settings().runtimes());
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
    addSettings(info, context.engine().settings());
    addProcess(info);
    info.putArray("Warnings");
    context.json().send(response, info);
  }

  private static void addRuntimes(ObjectNode to, RuntimeSettings runtimes) {
    to.putObject(RuntimeName.OWN).put("path", "jug-runtime");
    for (var other : runtimes.others().values()) {
      var shown = to.putObject(other.name()).put("path", other.program());
      if (!other.arguments().isEmpty()) {
        other.arguments().forEach(shown.putArray("runtimeArgs")::add);
      }
    }
  }

  private void addSettings(ObjectNode info, EngineSettings settings) {
    var labels = info.putArray("Labels");
    settings.process().labels().forEach(labels::add);
    info.put("Debug", settings.process().level() == System.Logger.Level.DEBUG);
    var registries = info.putObject("RegistryConfig");
    var indexes = registries.putObject("IndexConfigs");
    var ranges = registries.putArray("InsecureRegistryCIDRs");
    for (var server : settings.registries().insecure()) {
      if (server.contains("/")) {
        ranges.add(server);
      } else {
        indexes.putObject(server).put("Name", server).put("Official", false).put("Secure", false);
      }
    }
    var mirrors = registries.putArray("Mirrors");
    settings.registries().mirrors().forEach(mirror -> mirrors.add("https://" + mirror + "/"));
  }

  private void addProcess(ObjectNode info) {
    PROXIES.forEach((field, variable) -> info.put(field, proxy(variable)));
    info.put("InitBinary", "jug-launcher").put("ExperimentalBuild", false).put("Isolation", "");
    for (var part : List.of("ContainerdCommit", "InitCommit", "RuncCommit")) {
      info.putObject(part).put("ID", "");
    }
    info.putNull("GenericResources");
  }

  private static String proxy(String variable) {
    return Objects.requireNonNullElse(System.getenv(variable), "");
  }
}
