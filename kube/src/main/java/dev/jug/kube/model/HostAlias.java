package dev.jug.kube.model;

import java.util.List;

/** A line of {@code hosts}. */
public record HostAlias(String ip, List<String> hostnames) {
  /** Keeps a copy. */
  public HostAlias {
    hostnames = List.copyOf(hostnames);
  }
}
