package dev.jug.streaming.socket;

import java.util.List;
import java.util.Optional;

/** Subprotocols with channels. Who names none gets the first that there was. */
public enum SocketProtocol {
  /** A client may end a channel: 255, then its number. */
  V5("v5.channel.k8s.io", false, true),
  /** How a command ended is a Status in JSON. */
  V4("v4.channel.k8s.io", false, true),
  /** The same in text. */
  V4_BASE64("v4.base64.channel.k8s.io", true, true),
  /** How a command failed is a sentence. */
  V1("channel.k8s.io", false, false),
  /** The same in text: the channel is a digit, the rest in Base64. */
  V1_BASE64("base64.channel.k8s.io", true, false),
  /** A client that names none. */
  UNNAMED("", false, false);

  private final String text;
  private final boolean base64;
  private final boolean tellsStatus;

  SocketProtocol(String text, boolean base64, boolean tellsStatus) {
    this.text = text;
    this.base64 = base64;
    this.tellsStatus = tellsStatus;
  }

  /** Its name, empty for {@link #UNNAMED}. */
  public String text() {
    return text;
  }

  /** Whether a command's end is a Status in JSON. */
  public boolean tellsStatus() {
    return tellsStatus;
  }

  boolean isBase64() {
    return base64;
  }

  boolean endsChannels() {
    return this == V5;
  }

  /** The first that a client offers and that is here; empty if there is none. */
  public static Optional<SocketProtocol> of(List<String> offered) {
    if (offered.isEmpty()) {
      return Optional.of(UNNAMED);
    }
    for (var name : offered) {
      for (var protocol : values()) {
        if (protocol.text.equals(name)) {
          return Optional.of(protocol);
        }
      }
    }
    return Optional.empty();
  }
}
