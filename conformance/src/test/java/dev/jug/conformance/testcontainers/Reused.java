package dev.jug.conformance.testcontainers;

import org.testcontainers.containers.GenericContainer;

/** A program that starts a container that the next one shall find, and tells its id. */
final class Reused {
  private Reused() {}

  /**
   * Starts it.
   *
   * @param words what it runs
   */
  public static void main(String[] words) {
    var container = new GenericContainer<>("box:1").withCommand(words).withReuse(true);
    container.start();
    System.out.println(container.getContainerId());
  }
}
