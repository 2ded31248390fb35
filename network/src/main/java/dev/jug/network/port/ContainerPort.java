package dev.jug.network.port;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;

/**
 * A port in a container, as in {@code 80/tcp}.
 *
 * @param number 1 … 65535
 * @param protocol its protocol
 */
public record ContainerPort(int number, Protocol protocol) implements Comparable<ContainerPort> {
  static final int MOST = 65_535;

  public ContainerPort {
    if (number < 1 || number > MOST) {
      throw new NetworkException(
          Kind.INVALID, "invalid containerPort: " + number, "Ports are 1 to 65535.");
    }
  }

  /** Reads {@code 80}, {@code 80/tcp}. */
  @JsonCreator
  public static ContainerPort parse(String text) {
    int slash = text.indexOf('/');
    var number = slash < 0 ? text : text.substring(0, slash);
    try {
      return new ContainerPort(
          Integer.parseInt(number),
          slash < 0 ? Protocol.TCP : Protocol.parse(text.substring(slash + 1)));
    } catch (NumberFormatException _) {
      throw new NetworkException(
          Kind.INVALID, "invalid containerPort: " + number, "Write a port as in 80/tcp.");
    }
  }

  @Override
  public int compareTo(ContainerPort other) {
    int byNumber = Integer.compare(number, other.number);
    return byNumber == 0 ? protocol.compareTo(other.protocol) : byNumber;
  }

  @JsonValue
  @Override
  public String toString() {
    return number + "/" + protocol.word();
  }
}
