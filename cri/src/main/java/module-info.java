/** The door for kubelets: the Container Runtime Interface. */
@SuppressWarnings("module") // Modules that are compiled later.
module dev.jug.cri {
  requires static transitive org.jspecify;
  requires transitive dev.jug.engine;
  requires transitive dev.jug.grpc;
  requires transitive dev.jug.image;
  requires dev.jug.linux;
  requires dev.jug.network;
  requires dev.jug.oci;
  requires dev.jug.runtime;
  requires dev.jug.streaming;
  requires dev.jug.wire;

  exports dev.jug.cri;
  // Tests of the whole call it as a kubelet does.
  exports dev.jug.cri.message to
      dev.jug.app;
}
