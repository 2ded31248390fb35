/** Networks of containers: sandboxes, endpoints, networks. */
module dev.jug.network {
  requires static transitive org.jspecify;
  requires transitive dev.jug.linux;
  requires com.fasterxml.jackson.annotation;
  requires org.dnsjava;
  requires transitive tools.jackson.databind;

  exports dev.jug.network;
  exports dev.jug.network.address;
  exports dev.jug.network.balance;
  exports dev.jug.network.cni;
  exports dev.jug.network.dns;
  exports dev.jug.network.egress;
  exports dev.jug.network.error;
  exports dev.jug.network.firewall;
  exports dev.jug.network.policy;
  exports dev.jug.network.port;
  exports dev.jug.network.shaping;

  opens dev.jug.network to
      tools.jackson.databind;
  opens dev.jug.network.address to
      tools.jackson.databind;
  opens dev.jug.network.policy to
      tools.jackson.databind;
  opens dev.jug.network.port to
      tools.jackson.databind;
}
