package dev.jug.app.docker;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds of the docker client with its plugin buildx, which is found on the path.
 *
 * @param docker the client, and the engine
 */
record BuildKit(Docker docker) {
  private static final String PLUGIN = "docker-buildx";

  /** Gives the client its plugin. */
  static BuildKit of(Docker docker, Path folder) throws IOException {
    var plugins = Files.createDirectories(folder.resolve("client/cli-plugins"));
    var plugin =
        Stream.of(System.getenv("PATH").split(":", -1))
            .map(directory -> Path.of(directory, PLUGIN))
            .filter(Files::isExecutable)
            .findFirst();
    if (plugin.isPresent()) {
      var wrapper = plugins.resolve(PLUGIN);
      Files.writeString(wrapper, "#!/bin/sh\nexec " + plugin.get() + " \"$@\"\n");
      Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return new BuildKit(docker);
  }

  private Process begin(String program, List<String> words) {
    var command =
        new ArrayList<>(
            List.of(
                "env",
                "DOCKER_BUILDKIT=1",
                "BUILDX_CONFIG=" + docker.folder().resolve("buildx"),
                "TOKEN=of-the-environment",
                "DOCKER_HOST=unix://" + docker.socket(),
                "DOCKER_CONFIG=" + docker.folder().resolve("client"),
                program));
    command.addAll(words);
    return docker.jug().start(command);
  }

  /** Begins {@code docker buildx build}. */
  Process beginBuild(String... words) {
    var all = new ArrayList<>(List.of("buildx", "build", "--progress", "plain"));
    all.addAll(List.of(words));
    return begin("docker", all);
  }

  /** Runs it to its end. */
  Result build(String... words) {
    return Jug.finish(beginBuild(words), new byte[0]);
  }

  /** The same, with something to read. */
  Result feed(byte[] input, String... words) {
    return Jug.finish(beginBuild(words), input);
  }

  /** The same, with a text to read. */
  Result feed(String input, String... words) {
    return feed(input.getBytes(StandardCharsets.UTF_8), words);
  }

  /** Runs {@code docker buildx}. */
  Result buildx(String... words) {
    var all = new ArrayList<>(List.of("buildx"));
    all.addAll(List.of(words));
    return Jug.finish(begin("docker", all), new byte[0]);
  }

  /** Runs {@code docker build} of another client, one that may speak BuildKit by itself. */
  Result buildWith(String program, String... words) {
    return feedWith(program, new byte[0], words);
  }

  /** The same, with something to read. */
  Result feedWith(String program, byte[] input, String... words) {
    var all = new ArrayList<>(List.of("build", "--progress", "plain"));
    all.addAll(List.of(words));
    return Jug.finish(begin(program, all), input);
  }
}
