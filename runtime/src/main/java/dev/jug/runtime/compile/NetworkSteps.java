package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;

/** A new network namespace has a loopback device that is down; programs expect it up. */
final class NetworkSteps {
  private static final Arg INTERNET = flags(2, "AF_INET");
  private static final Arg DATAGRAM = flags(2 | Flag.O_CLOEXEC, "SOCK_DGRAM|SOCK_CLOEXEC");
  private static final Arg SET_FLAGS = flags(0x8914, "SIOCSIFFLAGS");
  private static final int UP_RUNNING = 0x41;
  private static final int REQUEST_BYTES = 40;

  private final PlanBuilder plan;

  NetworkSteps(PlanBuilder plan) {
    this.plan = plan;
  }

  void loopbackUp() {
    plan.because("linux.namespaces: network, loopback up");
    var socket = plan.slot("socket");
    plan.call(Call.SOCKET, INTERNET, DATAGRAM, Flag.ZERO).into(socket);
    var request =
        Block.struct(REQUEST_BYTES, "{lo, IFF_UP|IFF_RUNNING}")
            .put(0, 1, 'l')
            .put(1, 1, 'o')
            .put(16, 2, UP_RUNNING);
    plan.call(Call.IOCTL, var(socket), SET_FLAGS, Arg.at(request));
    plan.call(Call.CLOSE, var(socket));
  }
}
