package dev.jug.conformance.testcontainers;

import java.io.IOException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** A program that starts a container in a network, tells its id, and waits to be killed. */
final class Killed {
  private Killed() {}

  public static void main(String[] words) throws IOException {
    var network = Network.newNetwork();
    var container = new GenericContainer<>("box:1").withNetwork(network).withCommand("sleep", "99");
    container.start();
    System.out.println(container.getContainerId());
    System.in.read();
  }
}
