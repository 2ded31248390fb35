package dev.jug.buildkit.message;

import dev.jug.grpc.proto.ProtoException;
import dev.jug.grpc.proto.ProtoReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A build.
 *
 * @param ref what the client calls it
 * @param session of the client
 * @param frontend what reads the options; empty if the client decides that while it goes on
 * @param options of the front end
 * @param exporters where what was built goes; none to keep it for other builds only
 * @param cachesTo where its steps are told, as attributes, with the type among them
 * @param cachesFrom where steps are told, in the same way
 */
public record SolveRequest(
    String ref,
    String session,
    String frontend,
    Map<String, String> options,
    List<Exporter> exporters,
    List<Map<String, String>> cachesTo,
    List<Map<String, String>> cachesFrom) {
  public SolveRequest {
    options = Map.copyOf(options);
    exporters = List.copyOf(exporters);
    cachesTo = List.copyOf(cachesTo);
    cachesFrom = List.copyOf(cachesFrom);
  }

  /** A build of no cache's. */
  public SolveRequest(
      String ref,
      String session,
      String frontend,
      Map<String, String> options,
      List<Exporter> exporters) {
    this(ref, session, frontend, options, exporters, List.of(), List.of());
  }

  /**
   * Reads one.
   *
   * @throws ProtoException if it is none
   */
  public static SolveRequest of(byte[] message) throws ProtoException {
    var in = ProtoReader.of(message);
    var caches = in.message(8);
    return new SolveRequest(
        in.text(1),
        in.text(5),
        in.text(6),
        in.map(7),
        exporters(in),
        caches(caches, 4),
        caches(caches, 5));
  }

  /** Clients that know of several say the first one in the old place too. */
  private static List<Exporter> exporters(ProtoReader in) throws ProtoException {
    var exporters = new ArrayList<Exporter>();
    for (var exporter : in.messages(13)) {
      exporters.add(new Exporter(exporter.text(1), exporter.map(2)));
    }
    if (exporters.isEmpty() && !in.text(3).isEmpty()) {
      exporters.add(new Exporter(in.text(3), in.map(4)));
    }
    return exporters;
  }

  private static List<Map<String, String>> caches(ProtoReader in, int field) throws ProtoException {
    var caches = new ArrayList<Map<String, String>>();
    for (var cache : in.messages(field)) {
      var attributes = cache.map(2);
      attributes.put("type", cache.text(1));
      caches.add(attributes);
    }
    return caches;
  }
}
