/** The door for clients that speak BuildKit: sessions, solves, progress. */
module dev.jug.buildkit {
  requires static transitive org.jspecify;
  requires dev.jug.build;
  requires transitive dev.jug.engine;
  requires dev.jug.grpc;
  requires transitive dev.jug.image;
  requires dev.jug.linux;
  requires dev.jug.oci;

  exports dev.jug.buildkit;
  exports dev.jug.buildkit.host;
}
