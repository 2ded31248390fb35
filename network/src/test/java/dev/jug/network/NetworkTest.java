package dev.jug.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Fd;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import dev.jug.network.error.NetworkException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class NetworkTest {
  private static final Occupant WEB = new Occupant("a".repeat(64), "web");
  private static final Occupant DB = new Occupant("b".repeat(64), "db");

  /** A sandbox that the driver does not look at. */
  private static final Fd NOWHERE = new Fd(Integer.MAX_VALUE);

  private final Network network = new Network(record(), new FakeDriver(), new Random(7), () -> {});

  private static NetworkRecord record() {
    var subnet = Subnet.parse("10.1.0.0/24");
    var gateway = Addresses.parse("10.1.0.1", "gateway");
    return new NetworkRecord(
        "0".repeat(64),
        "blue",
        "fake",
        Instant.EPOCH,
        true,
        false,
        false,
        false,
        List.of(new IpamConfig(subnet, null, gateway, Map.of())),
        Map.of(),
        Map.of());
  }

  private static EndpointRequest at(String address) {
    return new EndpointRequest(
        "blue", List.of(), Addresses.parse(address, "ip"), null, null, List.of(), Map.of(), 0);
  }

  private Endpoint attach(Occupant who, EndpointRequest request) {
    return network.attach(who, request, "eth0", NOWHERE, _ -> {});
  }

  @Test
  void whatIsGoingToBeMadeIsToldBeforeItIs() {
    var full = new IllegalStateException("the disk is full");
    assertThatThrownBy(() ->
            network.attach(
                WEB,
                at("10.1.0.7"),
                "eth0",
                NOWHERE,
                planned -> {
                  assertThat(planned.device()).isEqualTo("eth0");
                  throw full;
                }))
        .isSameAs(full);
    assertThat(network.members()).isEmpty();
    assertThat(attach(DB, at("10.1.0.7")).addresses()).hasSize(1);
  }

  @Test
  void oneThatSomebodyIsOnStays() {
    attach(WEB, EndpointRequest.on("blue"));

    assertThatThrownBy(network::retire)
        .isInstanceOf(NetworkException.class)
        .hasMessageEndingWith(" has active endpoints");
    assertThat(network.members()).extracting(Member::name).containsExactly("web");
  }

  @Test
  void whoRemovesItWaitsForThoseWhoAreAboutToLeave() throws Exception {
    var endpoint = attach(WEB, EndpointRequest.on("blue"));
    network.expectLeave(WEB.id());
    assertThat(network.members()).isEmpty();

    var removed = waiting(network::retire);
    network.detach(WEB.id(), endpoint);

    removed.get();
    assertThatThrownBy(() -> attach(DB, EndpointRequest.on("blue")))
        .hasMessage("network blue not found");
  }

  @Test
  void whoWantsAnAddressWaitsForItsOwnerToLeave() throws Exception {
    var endpoint = attach(WEB, at("10.1.0.9"));
    network.expectLeave(WEB.id());

    var attached = waiting(() -> attach(DB, at("10.1.0.9")));
    network.detach(WEB.id(), endpoint);

    attached.get();
    assertThat(network.member(DB.id()).orElseThrow().endpoint().ipv4()).isEqualTo(endpoint.ipv4());
  }

  @Test
  void anAddressOfOneThatStaysIsRefused() {
    attach(WEB, at("10.1.0.9"));

    assertThatThrownBy(() -> attach(DB, at("10.1.0.9")))
        .hasMessage("Address already in use: 10.1.0.9");
  }

  /** Begins something, and returns when it waits. */
  private static CompletableFuture<Void> waiting(Runnable action)
      throws ExecutionException, InterruptedException {
    var done = new CompletableFuture<Void>();
    var thread =
        Thread.startVirtualThread(() -> {
          try {
            action.run();
            done.complete(null);
          } catch (NetworkException e) {
            done.completeExceptionally(e);
          }
        });
    long deadline = System.nanoTime() + Duration.ofSeconds(4).toNanos();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      if (done.isDone()) {
        done.get();
      }
      assertThat(done).as("it waits").isNotDone();
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    return done;
  }
}
