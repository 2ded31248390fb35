package dev.jug.streaming;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How a server behaves.
 *
 * @param address where it listens; port 0 for any that is free. There is no encryption: beyond
 *     loopback anybody could read along
 * @param tokenLife how long a URL is good
 * @param mostTokens URLs at a time that nobody has come with yet
 * @param idle how long nothing may go over before a client is sent away
 * @param streamCreation how long a client may take to open its streams
 */
public record StreamingSettings(
    InetSocketAddress address,
    Duration tokenLife,
    int mostTokens,
    Duration idle,
    Duration streamCreation) {
  /** Any port of the loopback; times and limits are those of the kubelet. */
  public static StreamingSettings defaults() {
    return new StreamingSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Duration.ofMinutes(1),
        1000,
        Duration.ofHours(4),
        Duration.ofSeconds(30));
  }

  /** At another place. */
  public StreamingSettings withAddress(InetSocketAddress other) {
    return new StreamingSettings(other, tokenLife, mostTokens, idle, streamCreation);
  }

  /** With another time of silence. */
  public StreamingSettings withIdle(Duration other) {
    return new StreamingSettings(address, tokenLife, mostTokens, other, streamCreation);
  }

  /** With another time to open streams. */
  public StreamingSettings withStreamCreation(Duration other) {
    return new StreamingSettings(address, tokenLife, mostTokens, idle, other);
  }

  /** With other tokens. */
  public StreamingSettings withTokens(Duration life, int most) {
    return new StreamingSettings(address, life, most, idle, streamCreation);
  }
}
