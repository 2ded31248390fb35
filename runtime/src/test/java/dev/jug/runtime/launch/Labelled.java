package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Spec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Containers whose processes and mounts have security labels. */
record Labelled(
    @Nullable String apparmor, @Nullable String selinux, @Nullable String mounts, boolean locked) {
  private Process process(String script) {
    var plain = TestSpecs.process("sh", "-c", script);
    return new Process(
        plain.terminal(),
        plain.consoleSize(),
        plain.user(),
        plain.args(),
        plain.env(),
        plain.cwd(),
        plain.capabilities(),
        plain.rlimits(),
        locked,
        null,
        apparmor,
        selinux);
  }

  private Linux linux() {
    var plain = TestSpecs.linux();
    return new Linux(
        plain.namespaces(),
        plain.uidMappings(),
        plain.gidMappings(),
        plain.devices(),
        plain.cgroupsPath(),
        plain.resources(),
        plain.maskedPaths(),
        plain.readonlyPaths(),
        plain.sysctl(),
        plain.seccomp(),
        plain.rootfsPropagation(),
        plain.timeOffsets(),
        mounts,
        null,
        null,
        null,
        plain.netDevices());
  }

  Spec spec(String script) {
    var plain = TestSpecs.container(process(script));
    return new Spec(
        plain.ociVersion(),
        plain.root(),
        plain.mounts(),
        plain.process(),
        plain.hostname(),
        null,
        plain.annotations(),
        linux());
  }

  Sandbox.Outcome run(LaunchingRuntime runtime, String script) throws IOException {
    try (var sandbox = new Sandbox(runtime, spec(script))) {
      return sandbox.run();
    }
  }
}
