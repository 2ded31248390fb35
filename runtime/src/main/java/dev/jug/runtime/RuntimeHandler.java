package dev.jug.runtime;

import java.util.List;

/** Who makes a container's process out of its spec, and ends it. */
public sealed interface RuntimeHandler {
  /** This one, by launch plans. */
  RuntimeHandler OWN = new Own();

  /** This runtime. */
  record Own() implements RuntimeHandler {}

  /**
   * A program that has the commands of runc: {@code create}, {@code start}, {@code exec}, {@code
   * kill}, {@code delete}.
   *
   * @param name what it is known by, such as {@code crun}
   * @param program its file, or a name to look up in PATH
   * @param arguments what stands before each command
   */
  record Foreign(String name, String program, List<String> arguments) implements RuntimeHandler {
    public Foreign {
      arguments = List.copyOf(arguments);
    }
  }
}
