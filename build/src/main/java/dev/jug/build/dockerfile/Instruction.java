package dev.jug.build.dockerfile;

import java.util.Locale;

/**
 * An instruction of a Dockerfile, as it is written: variables in it are not expanded, flags are
 * apart from arguments.
 */
public sealed interface Instruction
    permits Add,
        Arg,
        Cmd,
        Copy,
        Entrypoint,
        Env,
        Expose,
        From,
        Healthcheck,
        Label,
        Maintainer,
        OnBuild,
        Run,
        Shell,
        StopSignal,
        User,
        Volume,
        Workdir {
  /** Where it is written. */
  Origin origin();

  /** Its name in capitals, such as {@code RUN}. */
  default String name() {
    return origin().keyword().toUpperCase(Locale.ROOT);
  }
}
