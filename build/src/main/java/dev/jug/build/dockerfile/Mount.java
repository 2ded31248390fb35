package dev.jug.build.dockerfile;

import org.jspecify.annotations.Nullable;

/** What a step sees besides the image ({@code RUN --mount}). Nothing of it stays in the image. */
public sealed interface Mount {
  /**
   * Where; absolute once a step is resolved. Null where a secret is a variable only, and for an
   * agent whose place is the engine's choice.
   */
  @Nullable String target();

  /** How caches are shared by steps that run at the same time. */
  enum Sharing {
    /** All use it. */
    SHARED,
    /** Each has its own. */
    PRIVATE,
    /** One after another. */
    LOCKED
  }

  /**
   * Files of a stage, an image or a context.
   *
   * @param from null for the build context
   * @param source path in it, {@code /} for all
   * @param writable whether the step may write; what it writes is dropped
   */
  record Bind(String target, @Nullable String from, String source, boolean writable)
      implements Mount {}

  /**
   * A directory that stays for other builds.
   *
   * @param id what it is known by
   * @param from what it is filled with at first; null for nothing
   * @param source path in that
   * @param mode of the directory when it is made
   */
  record Cache(
      String target,
      String id,
      boolean readOnly,
      Sharing sharing,
      @Nullable String from,
      String source,
      int mode,
      long uid,
      long gid)
      implements Mount {}

  /**
   * Memory.
   *
   * @param size most bytes; 0 for no limit of its own
   */
  record Tmpfs(String target, long size) implements Mount {}

  /**
   * A secret, as a file or a variable.
   *
   * @param target the file; null if only a variable is wanted
   * @param id what it is known by
   * @param env the variable; null if only a file is wanted
   * @param required whether the step fails without it
   */
  record Secret(
      @Nullable String target,
      String id,
      @Nullable String env,
      boolean required,
      int mode,
      long uid,
      long gid)
      implements Mount {}

  /**
   * A socket of an SSH agent.
   *
   * @param target the socket; null for one that the engine names
   * @param id what it is known by
   * @param required whether the step fails without it
   */
  record Ssh(@Nullable String target, String id, boolean required, int mode, long uid, long gid)
      implements Mount {}
}
