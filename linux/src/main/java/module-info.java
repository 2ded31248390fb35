/** The system-call layer: the only module that touches native memory. */
module dev.jug.linux {
  requires static transitive org.jspecify;

  exports dev.jug.linux;
  exports dev.jug.linux.bpf;
  exports dev.jug.linux.cap;
  exports dev.jug.linux.crypto;
  exports dev.jug.linux.fs;
  exports dev.jug.linux.io;
  exports dev.jug.linux.landlock;
  exports dev.jug.linux.mount;
  exports dev.jug.linux.net;
  exports dev.jug.linux.netfilter;
  exports dev.jug.linux.ns;
  exports dev.jug.linux.proc;
  exports dev.jug.linux.seccomp;
}
