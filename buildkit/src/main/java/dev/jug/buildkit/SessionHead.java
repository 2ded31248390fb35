package dev.jug.buildkit;

import java.util.List;

/**
 * What a client says of a session: fields of the request that opens it.
 *
 * @param id what builds call it ({@code X-Docker-Expose-Session-Uuid})
 * @param methods what can be called ({@code X-Docker-Expose-Session-Grpc-Method})
 */
public record SessionHead(String id, List<String> methods) {
  public SessionHead {
    methods = List.copyOf(methods);
  }
}
