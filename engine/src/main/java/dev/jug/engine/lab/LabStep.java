package dev.jug.engine.lab;

import java.util.List;

/**
 * What an experiment has done, and what came of it.
 *
 * @param what it is about, in a few words
 * @param shell how one would do the same in a shell, as root
 * @param call the system calls that did it here
 * @param effects what the kernel says afterwards, a line each
 */
public record LabStep(String what, String shell, String call, List<String> effects) {
  public LabStep {
    effects = List.copyOf(effects);
  }

  LabStep(String what, String shell, String call, String... effects) {
    this(what, shell, call, List.of(effects));
  }
}
