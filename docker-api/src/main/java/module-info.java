/** The Docker Engine API: translates between HTTP and the engine. */
module dev.jug.docker {
  requires static transitive org.jspecify;
  requires dev.jug.build;
  requires dev.jug.buildkit;
  requires transitive dev.jug.engine;
  requires transitive dev.jug.http;
  requires dev.jug.image;
  requires dev.jug.linux;
  requires dev.jug.network;
  requires dev.jug.oci;
  requires dev.jug.runtime;
  requires dev.jug.wire;
  requires tools.jackson.databind;

  exports dev.jug.docker;

  opens dev.jug.docker.container to
      tools.jackson.databind;
  opens dev.jug.docker.exec to
      tools.jackson.databind;
  opens dev.jug.docker.image to
      tools.jackson.databind;
  opens dev.jug.docker.volume to
      tools.jackson.databind;
}
