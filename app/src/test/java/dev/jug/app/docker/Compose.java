package dev.jug.app.docker;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Compose program, with a project whose files lie in the client's folder.
 *
 * @param program its name: docker-compose, of version 1, or docker-compose-v2
 * @param docker the engine
 * @param project its name
 * @param files of the project, each of which changes those before
 */
record Compose(String program, Docker docker, String project, List<String> files) {
  private static final int PATIENCE_SECONDS = 55;

  /** The same project with one more file. */
  Compose with(String file) {
    var more = new ArrayList<>(files);
    more.add(file);
    return new Compose(program, docker, project, more);
  }

  /** The same files as another project. */
  Compose as(String other) {
    return new Compose(program, docker, other, files);
  }

  /** Runs a command to its end. */
  Result run(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                "env", "-C", docker.folder().toString(), "DOCKER_HOST=unix://" + docker.socket()));
    command.addAll(List.of("DOCKER_CONFIG=" + docker.folder().resolve("client"), program));
    files.forEach(file -> command.addAll(List.of("-f", Path.of(file).toString())));
    command.addAll(List.of("-p", project));
    command.addAll(List.of(words));
    return Jug.finish(docker.jug().start(command), new byte[0], PATIENCE_SECONDS);
  }

  /** The id of a service's container; empty if there is none, a line each if there are several. */
  String id(String service) {
    return containers("com.docker.compose.service=" + service);
  }

  /** The ids of its containers that have this label, whether they run or not. */
  String containers(String label) {
    var mine = "label=com.docker.compose.project=" + project;
    return docker.run("ps", "-aq", "--no-trunc", "-f", mine, "-f", "label=" + label).text();
  }
}
