/** Networks of containers: sandboxes, endpoints, networks. */
module dev.jug.network {
  requires static transitive org.jspecify;
  requires transitive dev.jug.linux;
  requires org.dnsjava;
  requires tools.jackson.databind;

  exports dev.jug.network;
}
