/** Containers inside any Java program. */
module dev.jug {
  requires static transitive org.jspecify;
  requires transitive dev.jug.engine;
  requires dev.jug.image;
  requires dev.jug.linux;
  requires dev.jug.network;
  requires dev.jug.oci;
  requires dev.jug.wire;

  exports dev.jug;
}
