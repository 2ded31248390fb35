package dev.jug.examples;

import dev.jug.Jug;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Starts a service, waits until it is ready, talks to it, and looks inside while it runs. */
public final class Service {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String PROGRAM =
      """
      my $door = IO::Socket::INET->new(LocalPort => 7, Listen => 9, ReuseAddr => 1) or die $!;
      print STDERR "ready\\n";
      while (my $client = $door->accept) { print $client "welcome\\n"; close $client; }
      """;

  public static void main(String[] arguments) throws Exception {
    try (var jug = Jug.open()) {
      IO.println(run(jug));
    }
  }

  static String run(Jug jug) throws IOException, InterruptedException, TimeoutException {
    try (var service =
        jug.container("host")
            .command("perl", "-MIO::Socket::INET", "-e", PROGRAM)
            .publish(7)
            .start()) {
      service.log().await(line -> line.equals("ready"), PATIENCE);
      var program = service.exec("cat", "/proc/1/comm").orThrow().out().strip();
      var place = service.port(7);
      try (var socket = new Socket(place.getAddress(), place.getPort())) {
        var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return program + " says " + said.strip();
      }
    }
  }
}
