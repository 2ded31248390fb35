package dev.jug.kube.model;

/** Of a port. */
public enum Protocol {
  /** RFC 9293. */
  TCP,
  /** RFC 768. */
  UDP,
  /** RFC 9260. */
  SCTP
}
