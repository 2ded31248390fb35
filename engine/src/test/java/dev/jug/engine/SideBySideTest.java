package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static final List<Integer> MANY = IntStream.range(0, 1000).boxed().toList();

  @Test
  void eachIsDoneOnceBeforeItReturns() {
    var done = ConcurrentHashMap.<Integer>newKeySet();
    SideBySide.each(MANY, number -> assertThat(done.add(number)).isTrue());
    assertThat(done).hasSize(MANY.size());
    SideBySide.each(List.<Integer>of(), number -> assertThat(done.add(number)).isTrue());
  }

  @Test
  void oneIsWorkedAtWhileAnotherWaits() {
    var met = new CountDownLatch(2);
    SideBySide.each(
        List.of(1, 2),
        _ -> {
          met.countDown();
          try {
            met.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(met.getCount()).isZero();
  }

  @Test
  void whatIsThrownIsThrownOn() {
    assertThatThrownBy(() ->
            SideBySide.each(
                MANY,
                number -> {
                  if (number == 500) {
                    throw new IllegalArgumentException("the one");
                  }
                }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the one");
  }
}
