/** Kubernetes' manifests, read strictly. */
module dev.jug.kube {
  requires static transitive org.jspecify;
  requires org.snakeyaml.engine;

  exports dev.jug.kube.manifest;
  exports dev.jug.kube.model;
  exports dev.jug.kube.problem;
}
