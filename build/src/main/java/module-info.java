/** Dockerfiles, from text to images. */
module dev.jug.build {
  requires static transitive org.jspecify;
  requires transitive dev.jug.image;
  requires transitive dev.jug.linux;
  requires transitive dev.jug.oci;
  requires tools.jackson.databind;

  exports dev.jug.build.attest;
  exports dev.jug.build.cache;
  exports dev.jug.build.context;
  exports dev.jug.build.dockerfile;
  exports dev.jug.build.dockerfile.check;
  exports dev.jug.build.dockerfile.expand;
  exports dev.jug.build.error;
  exports dev.jug.build.exec;
  exports dev.jug.build.graph;
  exports dev.jug.build.java;
  exports dev.jug.build.option;
  exports dev.jug.build.output;
  exports dev.jug.build.remote;
  exports dev.jug.build.tree;
}
