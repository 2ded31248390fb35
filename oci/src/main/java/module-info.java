/** Records of the OCI specifications. No files, no sockets. */
module dev.jug.oci {
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.annotation;
  requires transitive tools.jackson.core;
  requires tools.jackson.databind;

  exports dev.jug.oci;
  exports dev.jug.oci.image;
  exports dev.jug.oci.runtime;

  opens dev.jug.oci.image to
      tools.jackson.databind;
  opens dev.jug.oci.runtime to
      tools.jackson.databind;
}
