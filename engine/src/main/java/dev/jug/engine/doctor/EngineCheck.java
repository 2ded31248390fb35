package dev.jug.engine.doctor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether an engine runs, where its doors are, and whether its settings make sense. */
final class EngineCheck implements Check {
  /** sockaddr_un of unix(7), with the byte at its end. */
  private static final int LONGEST = 107;

  @Override
  public String area() {
    return "engine";
  }

  @Override
  public List<Row> look(Machine machine) {
    var rows = new ArrayList<Row>();
    var place = machine.place();
    rows.add(engine(machine, place.run().resolve("engine.sock")));
    rows.add(docker(machine, place.run().resolve("docker.sock")));
    rows.add(settings(place));
    return rows;
  }

  private static Row engine(Machine machine, Path socket) {
    int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST) {
      return Row.wrong(
          "engine",
          "the path of its socket has " + length + " bytes: " + socket,
          "no engine can listen there",
          "a shorter JUG_RUN; " + LONGEST + " bytes are what the kernel takes");
    }
    if (machine.kernel().answers(socket)) {
      return Row.ok("engine", "runs, at " + socket);
    }
    return Row.ok("engine", "does not run; the next command starts one at " + socket);
  }

  private static Row docker(Machine machine, Path socket) {
    if (machine.kernel().answers(socket)) {
      return Row.ok("Docker API", "DOCKER_HOST=unix://" + socket);
    }
    if (Files.exists(socket)) {
      return Row.note(
          "Docker API",
          "nobody listens at " + socket,
          "docker clients are refused until an engine runs",
          "jug engine start");
    }
    return Row.ok("Docker API", "closed while no engine runs; `jug engine start` opens it");
  }

  private static Row settings(Place place) {
    if (!place.mistake().isEmpty()) {
      return Row.wrong(
          "settings",
          place.mistake(),
          "no engine starts",
          "correct " + place.settings() + "; `jug engine start --validate` looks at it again");
    }
    return Row.ok(
        "settings",
        Files.exists(place.settings())
            ? place.settings() + " makes sense"
            : "the built-in ones; there is no " + place.settings());
  }
}
