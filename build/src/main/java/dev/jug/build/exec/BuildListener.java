package dev.jug.build.exec;

import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.Step;
import java.nio.charset.StandardCharsets;

/** Hears how a build goes on; stages call it at the same time. */
public interface BuildListener {
  /** A stage begins, now that its base is there. */
  default void base(PlannedStage stage, String id) {}

  /** A step begins. */
  void begin(PlannedStage stage, Step step);

  /** The command of a step printed something. */
  void output(PlannedStage stage, Step step, byte[] bytes);

  /**
   * A step has ended well.
   *
   * @param cached whether it need not run again
   * @param id of what there is so far, as 12 hexadecimal digits
   */
  void done(PlannedStage stage, Step step, boolean cached, String id);

  /**
   * A step has failed, or was given up because another did, or because nobody wants it any more.
   */
  default void failed(PlannedStage stage, Step step, Exception why) {}

  /** Something that may not be what was meant. */
  default void warning(String text) {}

  /** A line of text in place of a command's output. */
  default void say(PlannedStage stage, Step step, String text) {
    output(stage, step, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
