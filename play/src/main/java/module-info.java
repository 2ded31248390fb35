/** Keeps what Kubernetes' manifests say, on this machine. */
module dev.jug.play {
  requires static transitive org.jspecify;
  requires transitive dev.jug.engine;
  requires transitive dev.jug.kube;
  requires dev.jug.grpc;
  requires dev.jug.image;
  requires dev.jug.linux;
  requires dev.jug.network;

  exports dev.jug.play;
  exports dev.jug.play.generate;
}
