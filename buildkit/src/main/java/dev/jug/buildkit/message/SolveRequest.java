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
 */
public record SolveRequest(
    String ref,
    String session,
    String frontend,
    Map<String, String> options,
    List<Exporter> exporters) {
  public SolveRequest {
    options = Map.copyOf(options);
    exporters = List.copyOf(exporters);
  }

  /**
   * Reads one.
   *
   * @throws ProtoException if it is none
   */
  public static SolveRequest of(byte[] message) throws ProtoException {
    var in = ProtoReader.of(message);
    return new SolveRequest(in.text(1), in.text(5), in.text(6), in.map(7), exporters(in));
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
}
