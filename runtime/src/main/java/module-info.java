/** OCI spec to launch plan to process. */
module dev.jug.runtime {
  requires static transitive org.jspecify;
  requires transitive dev.jug.linux;
  requires transitive dev.jug.oci;
  requires transitive dev.jug.wire;
  requires tools.jackson.databind;

  exports dev.jug.runtime;
  exports dev.jug.runtime.cgroup;
  exports dev.jug.runtime.cgroup.stats;
  exports dev.jug.runtime.dbus;
  exports dev.jug.runtime.landlock;
  exports dev.jug.runtime.launch;
  exports dev.jug.runtime.lifecycle;
  exports dev.jug.runtime.plan;
  exports dev.jug.runtime.seccomp;

  opens dev.jug.runtime.landlock to
      tools.jackson.databind;
  opens dev.jug.runtime.lifecycle to
      tools.jackson.databind;
  opens dev.jug.runtime.plan to
      tools.jackson.databind;

  exports dev.jug.runtime.systemd;
}
