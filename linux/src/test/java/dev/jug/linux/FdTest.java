package dev.jug.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.io.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class FdTest {
  private static boolean isThere(int number) {
    return Files.exists(Path.of("/proc/self/fd", Integer.toString(number)));
  }

  /**
   * The kernel gives a closed one's number to the next file: a call that is on its way would meet
   * that.
   */
  @Test
  void whoIsInUseIsClosedAfterwards() {
    try (var pair = Socket.pair()) {
      closesInUse(pair.first().fd(), (fd, call) -> fd.ifOpen(call));
      closesInUse(pair.second().fd(), FdTest::use);
    }
  }

  private static void use(Fd fd, IntConsumer call) {
    long result =
        fd.use(number -> {
          call.accept(number);
          return 7;
        });
    assertThat(result).isEqualTo(7);
  }

  private static void closesInUse(Fd fd, BiConsumer<Fd, IntConsumer> way) {
    int known = fd.number();
    way.accept(
        fd,
        number -> {
          fd.close();
          assertThat(fd.isOpen()).isFalse();
          assertThat(isThere(number)).isTrue();
        });
    assertThat(isThere(known)).isFalse();
  }

  @Test
  void whoIsGoneIsNotUsed() {
    try (var pair = Socket.pair()) {
      var fd = pair.first().fd();
      fd.close();
      var used = new ArrayList<Integer>();
      fd.ifOpen(used::add);
      assertThat(used).isEmpty();
      assertThatThrownBy(() -> fd.use(number -> number)).hasMessageContaining("already closed");
      assertThatThrownBy(fd::steal).hasMessageContaining("already closed");
    }
  }

  @Test
  void whoIsInUseIsNotHandedOn() {
    try (var pair = Socket.pair()) {
      var fd = pair.first().fd();
      fd.ifOpen(_ -> assertThatThrownBy(fd::steal).hasMessageContaining("in use"));
      try (var heir = new Fd(fd.steal())) {
        assertThat(isThere(heir.number())).isTrue();
        fd.close();
        assertThat(isThere(heir.number())).isTrue();
      }
    }
  }
}
