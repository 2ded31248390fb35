package dev.jug.docker.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Queries;
import dev.jug.docker.json.Times;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.files.ContainerFiles;
import dev.jug.engine.files.Copy;
import dev.jug.engine.files.PathStat;
import dev.jug.engine.files.Place;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import dev.jug.linux.Fd;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files of containers, as archives: {@code docker cp}, {@code export}, {@code diff}. */
public record FileEndpoints(Context context) {
  private static final String TAR = "application/x-tar";
  private static final String STAT = "X-Docker-Container-Path-Stat";

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes
        .on("HEAD", "/containers/{id}/archive", this::stat)
        .on("GET", "/containers/{id}/archive", this::read)
        .on("PUT", "/containers/{id}/archive", Router.UNLIMITED, this::write)
        .on("GET", "/containers/{id}/changes", this::changes)
        .on("GET", "/containers/{id}/export", this::export);
  }

  private static Place place(Request request, ContainerFiles files, Fd root) {
    var path =
        new Queries(request.query())
            .word("path")
            .orElseThrow(() -> new Invalid("bad parameter: path cannot be empty", ""));
    return files.place(root, path, "container " + request.variable("id"));
  }

  private Copy copy() throws IOException {
    return new Copy(context.engine().images().scratch());
  }

  private void stat(Request request, Response response) throws IOException {
    var files = context.container(request).files();
    try (var root = files.open()) {
      response.header(STAT, header(PathStat.of(place(request, files, root)))).send();
    }
  }

  private String header(PathStat stat) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", stat.name());
    fields.put("size", stat.size());
    fields.put("mode", FileMode.of(stat.mode()));
    fields.put("mtime", Times.shown(stat.modified()));
    fields.put("linkTarget", stat.linkTarget());
    var json = new String(context.json().bytes(fields), UTF_8).strip();
    return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
  }

  private void read(Request request, Response response) throws IOException {
    var files = context.container(request).files();
    try (var root = files.open()) {
      var place = place(request, files, root);
      response.header(STAT, header(PathStat.of(place))).header("Content-Type", TAR);
      try (var out = response.stream()) {
        copy().read(place, false, out);
      }
    }
  }

  private void write(Request request, Response response) throws IOException {
    var files = context.container(request).files();
    try (var root = files.openWritable();
        var plain = context.engine().images().plain(request.body(), "the body")) {
      copy().write(plain, place(request, files, root));
    }
    response.send();
  }

  private void changes(Request request, Response response) throws IOException {
    var changes =
        context.container(request).files().changes().stream()
            .map(change -> Map.of("Path", "/" + change.path(), "Kind", change.kind().ordinal()))
            .toList();
    context.json().send(response, changes);
  }

  private void export(Request request, Response response) throws IOException {
    var files = context.container(request).files();
    try (var out = response.header("Content-Type", TAR).stream()) {
      files.export(out);
    }
  }
}
