/** OCI spec to launch plan to process. */
module dev.jug.runtime {
  requires static transitive org.jspecify;
  requires transitive dev.jug.linux;
  requires transitive dev.jug.oci;
  exports dev.jug.runtime;
  exports dev.jug.runtime.plan;
}
