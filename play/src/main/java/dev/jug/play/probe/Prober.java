package dev.jug.play.probe;

import dev.jug.engine.PodContainer;
import dev.jug.engine.error.EngineException;
import dev.jug.kube.model.Check;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.ContainerPort;
import dev.jug.kube.model.Port;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Asks one container how it is.
 *
 * @param running the container
 * @param spec what its manifest says
 * @param address of its pod
 */
public record Prober(PodContainer running, Container spec, String address) {
  /** Whether it answered well. */
  boolean isGood(Check check, Duration timeout) throws InterruptedException {
    try {
      return switch (check) {
        case Check.Exec exec -> running.check(exec.command(), timeout).isGood();
        case Check.TcpSocket tcp -> {
          Web.connect(place(tcp.host(), tcp.port()), timeout).close();
          yield true;
        }
        case Check.HttpGet get -> new Web(place(get.host(), get.port()), get, timeout).isGood();
        case Check.Grpc(int port, var service) ->
            new HealthService(new InetSocketAddress(address, port), service, timeout).isServing();
        case Check.Sleep _ -> true;
      };
    } catch (IOException | EngineException _) {
      return false;
    }
  }

  private InetSocketAddress place(String host, Port port) {
    return new InetSocketAddress(host.isEmpty() ? address : host, number(port));
  }

  private int number(Port port) {
    return switch (port) {
      case Port.Number(var number) -> number;
      case Port.Name(var name) ->
          spec.ports().stream()
              .filter(one -> one.name().filter(name::equals).isPresent())
              .mapToInt(ContainerPort::containerPort)
              .findFirst()
              .orElse(0);
    };
  }
}
