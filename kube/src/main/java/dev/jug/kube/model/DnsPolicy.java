package dev.jug.kube.model;

/** Where {@code resolv.conf} comes from. */
public enum DnsPolicy {
  /** Names of services first; on the host's network as {@link #DEFAULT}. */
  CLUSTER_FIRST,
  /** The same on the host's network too. */
  CLUSTER_FIRST_WITH_HOST_NET,
  /** As the host. */
  DEFAULT,
  /** Nothing but {@link DnsConfig}. */
  NONE
}
