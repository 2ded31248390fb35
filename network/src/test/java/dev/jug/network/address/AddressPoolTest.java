package dev.jug.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.error.NetworkException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AddressPoolTest {
  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  private static AddressPool pool(String subnet, String... reserved) {
    var parsed = Subnet.parse(subnet);
    return new AddressPool(
        parsed, parsed, List.of(reserved).stream().map(InetAddress::ofLiteral).toList());
  }

  @Test
  void givesOutEachAddressOnceAndNoneThatNobodyMayHave() {
    var pool = pool("10.0.0.0/29", "10.0.0.1");
    for (int last = 2; last <= 6; last++) {
      assertThat(pool.take()).contains(address("10.0.0." + last));
    }
    assertThat(pool.take()).isEmpty();
  }

  @Test
  void whatWasGivenBackComesLast() {
    var pool = pool("10.0.0.0/29", "10.0.0.1");
    var first = pool.take().orElseThrow();
    pool.free(first);
    assertThat(pool.take()).contains(address("10.0.0.3"));
    for (int i = 0; i < 3; i++) {
      assertThat(pool.take()).isPresent();
    }
    assertThat(pool.take()).contains(first);
  }

  @Test
  void aCertainAddressIsTakenOnce() {
    var pool = pool("10.0.0.0/24");
    pool.take(address("10.0.0.7"));
    assertThatThrownBy(() -> pool.take(address("10.0.0.7")))
        .isInstanceOf(NetworkException.class)
        .hasMessage("Address already in use: 10.0.0.7");
    assertThatThrownBy(() -> pool.take(address("10.0.1.7")))
        .hasMessageContaining("no configured subnet contains IP address 10.0.1.7");
    pool.free(address("10.0.0.7"));
    pool.take(address("10.0.0.7"));
  }

  @Test
  void theRangeIsForThoseWhoDoNotAsk() {
    var subnet = Subnet.parse("10.0.0.0/16");
    var pool = new AddressPool(subnet, Subnet.parse("10.0.9.0/30"), List.of());
    assertThat(pool.take()).contains(address("10.0.9.0"));
    pool.take(address("10.0.200.1"));
  }

  @Test
  void pointToPointSubnetsAndHugeOnesWork() {
    assertThat(pool("10.0.0.0/31").take()).contains(address("10.0.0.0"));
    assertThat(pool("fd00::/64", "fd00::1").take()).contains(address("fd00::2"));
  }

  @Test
  void noAddressTwiceForAHundredAtOnce() throws InterruptedException {
    var pool = pool("10.0.0.0/22");
    Set<InetAddress> given = ConcurrentHashMap.newKeySet();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        executor.execute(() -> {
          for (int j = 0; j < 10; j++) {
            given.add(pool.take().orElseThrow());
          }
        });
      }
    }
    assertThat(given).hasSize(1000);
  }
}
