package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.nil;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.PlanBuilder;
import java.nio.file.Path;

/** An empty file system, for a process with mounts of its own. */
final class Scratch {
  private static final long PRIVATE_TREE = 0x4000 | 0x40000;

  private Scratch() {}

  /** Has nothing travel from its mount namespace to others, and mounts a tmpfs. */
  static void mount(PlanBuilder plan, Path place) {
    plan.call(
        Call.MOUNT, nil(), plan.text("/"), nil(), flags(PRIVATE_TREE, "MS_REC|MS_PRIVATE"), nil());
    plan.call(
        Call.MOUNT,
        plan.text("tmpfs"),
        plan.text(place.toString()),
        plan.text("tmpfs"),
        num(0),
        nil());
  }
}
