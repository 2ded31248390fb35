/** Images: pulled, verified, stored once, mounted. */
module dev.jug.image {
  requires static transitive org.jspecify;
  requires transitive dev.jug.linux;
  requires transitive dev.jug.oci;
  requires com.github.luben.zstd_jni;
  requires transitive java.net.http;
  requires tools.jackson.databind;

  exports dev.jug.image;
  exports dev.jug.image.audit;
  exports dev.jug.image.catalog;
  exports dev.jug.image.content;
  exports dev.jug.image.archive;
  exports dev.jug.image.error;
  exports dev.jug.image.event;
  exports dev.jug.image.layer;
  exports dev.jug.image.change;
  exports dev.jug.image.layout;
  exports dev.jug.image.make;
  exports dev.jug.image.reclaim;
  exports dev.jug.image.registry;
  exports dev.jug.image.registry.auth;
  exports dev.jug.image.registry.config;
  exports dev.jug.image.registry.http;
  exports dev.jug.image.sign;
  exports dev.jug.image.step;
  exports dev.jug.image.tar;
  exports dev.jug.image.transfer;
  exports dev.jug.image.transport;
  exports dev.jug.image.tree;

  opens dev.jug.image.archive to
      tools.jackson.databind;
}
