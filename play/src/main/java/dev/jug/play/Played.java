package dev.jug.play;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One object of a file that was played, or a pod of one.
 *
 * @param application the file's name
 * @param kind as {@code Pod}
 * @param name its name
 * @param owner of whom a pod is, as {@code Deployment/web}; empty for what is in the file itself
 * @param ready as {@code 2/3}: containers of a pod, pods of a Deployment; empty for others
 * @param status {@code Running}, {@code Pending} …; empty for what only is there
 * @param restarts how often containers of a pod were started again
 * @param address of a pod or service; empty if it has none
 * @param ports of a service, as {@code 80/tcp}, {@code 30080->80/tcp}
 * @param since when this engine began with a pod; null for others
 * @param message what is wrong; empty if nothing
 */
public record Played(
    String application,
    String kind,
    String name,
    String owner,
    String ready,
    String status,
    long restarts,
    String address,
    String ports,
    @Nullable Instant since,
    String message) {
  static Played thing(String application, String kind, String name) {
    return new Played(application, kind, name, "", "", "", 0, "", "", null, "");
  }
}
