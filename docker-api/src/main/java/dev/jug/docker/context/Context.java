package dev.jug.docker.context;

import dev.jug.docker.json.Json;
import dev.jug.docker.scope.Gate;
import dev.jug.docker.stream.Waiting;
import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.http.Request;
import dev.jug.image.registry.OpensRegistries;

/**
 * What endpoints share.
 *
 * @param engine does the work
 * @param json writes answers
 * @param registries are reached as the engine is told to
 * @param waiting clients that attached to containers which do not run yet
 * @param gate what may be seen and done here
 */
public record Context(
    Engine engine, Json json, OpensRegistries registries, Waiting waiting, Gate gate) {
  /** The container that a request's path names. */
  public Container container(Request request) {
    var reference = request.variable("id");
    return gate.visible(engine.container(reference), reference);
  }
}
