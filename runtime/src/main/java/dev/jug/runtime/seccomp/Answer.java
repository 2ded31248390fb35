package dev.jug.runtime.seccomp;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a process of the launcher's tells those who make a call that a filter notifies of, in the
 * kernel's place: the content of a file in the container's state directory. A spec has it in {@code
 * linux.seccomp.listenerPath}, where others name the socket of an agent.
 */
public enum Answer {
  /** To sysinfo(2): the structure, 112 bytes on 64-bit machines. */
  SYSINFO("view/sysinfo");

  private static final String WORD = "answer:";

  private final String file;

  Answer(String file) {
    this.file = file;
  }

  /** The answer that a filter's {@code listenerPath} names; empty if that is an agent's socket. */
  public static Optional<Answer> of(@Nullable String listenerPath) {
    return Stream.of(values()).filter(each -> each.listenerPath().equals(listenerPath)).findFirst();
  }

  /** How a spec says it. */
  public String listenerPath() {
    return WORD + file;
  }

  /** Where it lies, for a container with this state directory. */
  public Path in(Path state) {
    return state.resolve(file);
  }
}
