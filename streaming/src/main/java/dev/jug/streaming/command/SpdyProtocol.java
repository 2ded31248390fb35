package dev.jug.streaming.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What clients that speak SPDY may name in {@code X-Stream-Protocol-Version}. */
public enum SpdyProtocol {
  /** As the fourth: streams of SPDY have ends of their own. */
  V5("v5.channel.k8s.io", true, true),
  /** How a command ended is a Status in JSON. */
  V4("v4.channel.k8s.io", true, true),
  /** There is a stream for sizes of terminals. */
  V3("v3.channel.k8s.io", true, false),
  /** Streams are ended properly. */
  V2("v2.channel.k8s.io", false, false),
  /** The first. */
  V1("channel.k8s.io", false, false);

  private final String text;
  private final boolean resizes;
  private final boolean tellsStatus;

  SpdyProtocol(String text, boolean resizes, boolean tellsStatus) {
    this.text = text;
    this.resizes = resizes;
    this.tellsStatus = tellsStatus;
  }

  /** Its name. */
  public String text() {
    return text;
  }

  boolean resizes() {
    return resizes;
  }

  boolean tellsStatus() {
    return tellsStatus;
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(SpdyProtocol::text).toList();
  }

  /** The one of that name. */
  public static Optional<SpdyProtocol> of(String name) {
    return Arrays.stream(values()).filter(protocol -> protocol.text.equals(name)).findFirst();
  }
}
