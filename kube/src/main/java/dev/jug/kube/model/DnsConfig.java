package dev.jug.kube.model;

import java.util.List;

/**
 * What is added to {@code resolv.conf}.
 *
 * @param nameservers addresses, at most three
 * @param searches domains
 * @param options as {@code ndots:2}
 */
public record DnsConfig(List<String> nameservers, List<String> searches, List<String> options) {
  /** Adds nothing. */
  public static final DnsConfig NOTHING = new DnsConfig(List.of(), List.of(), List.of());

  /** Keeps copies. */
  public DnsConfig {
    nameservers = List.copyOf(nameservers);
    searches = List.copyOf(searches);
    options = List.copyOf(options);
  }
}
