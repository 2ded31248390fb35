package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.lifecycle.Bundle;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The spec that an OCI bundle brings along. It says everything; the request only replaces the
 * command, if it has one.
 *
 * @param spec what is launched
 * @param root its root file system
 */
public record BundleSpec(Spec spec, Path root) {
  /**
   * Reads a bundle.
   *
   * @throws Invalid if it is none
   */
  public static BundleSpec read(ConfigFiles files, Path bundle, ProcessOptions options) {
    var spec = files.read(bundle.resolve("config.json"));
    if (spec.root() == null || spec.process() == null) {
      throw new Invalid(
          "config.json of bundle "
              + bundle
              + " has no "
              + (spec.root() == null ? "root" : "process"),
          "runc spec writes one that is complete.");
    }
    var filled =
        new Spec(
            spec.ociVersion(),
            spec.root(),
            Bundle.absolute(bundle, spec).mounts(),
            process(spec.process(), options),
            spec.hostname(),
            spec.domainname(),
            spec.annotations(),
            spec.hooks(),
            Objects.requireNonNullElse(spec.linux(), Minimal.LINUX));
    return new BundleSpec(filled, bundle.resolve(spec.root().path()).normalize());
  }

  private static Process process(Process process, ProcessOptions options) {
    var args = options.command().isEmpty() ? process.args() : options.command();
    return new Process(
        process.terminal() || options.terminal(),
        process.consoleSize() == null
            ? SpecBuilder.consoleSize(options.rows(), options.columns())
            : process.consoleSize(),
        process.user(),
        args,
        process.env(),
        process.cwd(),
        process.capabilities(),
        process.rlimits(),
        process.noNewPrivileges(),
        process.oomScoreAdj(),
        process.apparmorProfile(),
        process.selinuxLabel(),
        process.scheduler(),
        process.ioPriority(),
        process.execCPUAffinity());
  }
}
