package dev.jug.conformance.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.output.OutputFrame.OutputType;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.containers.output.WaitingConsumer;

/**
 * A user's tests of what containers say, as it is said. Each consumer has a connection of its own,
 * and the end of one says nothing of another: what records and what waits are one consumer.
 */
class Logged {
  private static final int LINES = 5000;

  private static GenericContainer<?> box(String script) {
    return new GenericContainer<>("box:1").withCommand("sh", "-c", script);
  }

  @Test
  void consumersHearAllUpToTheEnd() throws Exception {
    var all = new ToStringConsumer();
    var end = new WaitingConsumer();
    try (var box = box("sleep 0.2; seq " + LINES).withLogConsumer(all.andThen(end))) {
      box.start();
      end.waitUntilEnd(20, TimeUnit.SECONDS);

      assertThat(all.toUtf8String().lines()).hasSize(LINES).endsWith("" + LINES);
    }
  }

  @Test
  void streamsAreToldApart() throws Exception {
    List<OutputFrame> frames = new CopyOnWriteArrayList<>();
    Consumer<OutputFrame> recorded = frames::add;
    var end = new WaitingConsumer();
    try (var box =
        box("sleep 0.1; echo one; echo two >&2; echo -n half; sleep 0.1; echo ' done'")
            .withLogConsumer(recorded.andThen(end))) {
      box.start();
      end.waitUntilEnd(20, TimeUnit.SECONDS);

      assertThat(text(frames, OutputType.STDOUT)).isEqualTo("one\nhalf done\n");
      assertThat(text(frames, OutputType.STDERR)).isEqualTo("two\n");
      assertThat(frames.getLast().getType()).isEqualTo(OutputType.END);
    }
  }

  private static String text(List<OutputFrame> frames, OutputType type) {
    return frames.stream()
        .filter(frame -> frame.getType() == type)
        .map(OutputFrame::getUtf8String)
        .reduce("", String::concat);
  }

  @Test
  void whoComesLateHearsWhatWasSaid() throws Exception {
    var late = new WaitingConsumer();
    try (var box = box("echo first; sleep 99")) {
      box.start();
      box.followOutput(late, OutputType.STDOUT);

      late.waitUntil(frame -> frame.getUtf8String().contains("first"), 10, TimeUnit.SECONDS);
      assertThat(box.getLogs(OutputType.STDERR)).isEmpty();
    }
  }

  @Test
  void oneWithATerminalIsHeardToo() throws Exception {
    var end = new WaitingConsumer();
    var all = new ToStringConsumer();
    try (var box =
        box("sleep 0.1; test -t 1 && echo a terminal")
            .withCreateContainerCmdModifier(command -> command.withTty(true))
            .withLogConsumer(all.andThen(end))) {
      box.start();
      end.waitUntilEnd(20, TimeUnit.SECONDS);

      assertThat(all.toUtf8String().strip()).isEqualTo("a terminal");
    }
  }
}
