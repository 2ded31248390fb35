package dev.jug.engine.lab;

import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.HeldPlan;
import java.io.IOException;

/** What is shown of one controller: a limit, and a process that comes to it. */
interface Controller {
  /** Its name in version 1, which is that of the experiment. */
  String name();

  /** Its name in version 2; empty for what that does without a controller. */
  default String unifiedName() {
    return name();
  }

  /** What it shows, in one line. */
  String what();

  /** The limit. */
  Resources limits();

  /** Writes what the process does before it is in the group. */
  default void before(HeldPlan held) {}

  /** Writes what it does then; it stops in front of it. */
  void work(HeldPlan held);

  /** The group with its limit, before anybody is in it. */
  default LabStep limited(Meeting meeting) {
    return meeting.groups().limited("a group with a limit");
  }

  /** Lets it go on, and looks. */
  void follow(Meeting meeting) throws IOException;
}
