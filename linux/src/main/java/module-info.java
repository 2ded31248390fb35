/** The system-call layer: the only module that touches native memory. */
module dev.jug.linux {
  requires static transitive org.jspecify;
  exports dev.jug.linux;
}
