package dev.jug.docker.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.docker.context.Context;
import dev.jug.engine.Container;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The engine's figures, in the text format of Prometheus (version 0.0.4), under dockerd's names
 * where it has them. Written by hand: a library for two dozen lines would stay in memory.
 *
 * @param version of Jug
 */
record Metrics(Context context, String version) {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final Path OPEN = Path.of("/proc/self/fd");
  private static final Path MEMORY = Path.of("/proc/self/statm");
  private static final int PAGE_BYTES = 4096;

  void handle(Request request, Response response) throws IOException {
    response.send(TYPE, text().getBytes(UTF_8));
  }

  private String text() throws IOException {
    var out = new StringBuilder();
    add(
        out,
        "engine_daemon_engine_info",
        "The engine and the machine it runs on",
        "{version=\"%s\",architecture=\"%s\",kernel=\"%s\",os=\"linux\"} 1"
            .formatted(version, Platform.host().architecture(), System.getProperty("os.version")));
    addStates(out, context.engine().containers());
    add(
        out,
        "engine_daemon_engine_cpus_cpus",
        "Processors of the machine",
        " " + Runtime.getRuntime().availableProcessors());
    add(out, "process_resident_memory_bytes", "Memory of the engine", " " + residentBytes());
    add(out, "process_open_fds", "Descriptors of the engine", " " + descriptors());
    add(
        out,
        "process_start_time_seconds",
        "When the engine began, in seconds since 1970",
        " " + began().getEpochSecond());
    out.append(new ResourceMetrics(context.engine().resources()).text());
    return out.toString();
  }

  private static void addStates(StringBuilder out, List<Container> containers) {
    var name = "engine_daemon_container_states_containers";
    out.append("# HELP ").append(name).append(" How many containers are in which state\n");
    out.append("# TYPE ").append(name).append(" gauge\n");
    for (var status : ContainerStatus.values()) {
      long count = containers.stream().filter(each -> each.status() == status).count();
      var state = status.name().toLowerCase(Locale.ROOT);
      out.append(name).append("{state=\"%s\"} %d\n".formatted(state, count));
    }
  }

  private static void add(StringBuilder out, String name, String help, String sample) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(" gauge\n");
    out.append(name).append(sample).append('\n');
  }

  private static long residentBytes() throws IOException {
    return Long.parseLong(Files.readString(MEMORY).split(" ", -1)[1]) * PAGE_BYTES;
  }

  private static long descriptors() throws IOException {
    try (var open = Files.list(OPEN)) {
      return open.count();
    }
  }

  private static Instant began() {
    return ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);
  }
}
