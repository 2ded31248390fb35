package dev.jug.linux.net;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** An address of a network device (rtnetlink(7), RTM_GETADDR). */
public final class InterfaceAddress {
  /** struct ifaddrmsg: family, length of the prefix, flags, scope, index of the device. */
  static final int BYTES = 8;

  private static final int FLAGS_AT = 2;
  private static final int SCOPE_AT = 3;
  private static final int INDEX_AT = 4;
  private static final int PERMANENT = 0x80;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_BROADCAST = 4;

  private final byte[] body;
  private final Map<Integer, byte[]> attributes;

  InterfaceAddress(byte[] body, Map<Integer, byte[]> attributes) {
    this.body = body;
    this.attributes = new TreeMap<>(attributes);
    this.attributes.keySet().retainAll(Set.of(IFA_ADDRESS, IFA_LOCAL, IFA_BROADCAST));
  }

  int index() {
    return RouteMessage.buffer(body).getInt(INDEX_AT);
  }

  /** What makes the address, whatever device had it. */
  Map<Integer, byte[]> attributes() {
    return attributes;
  }

  byte[] bodyFor(int device) {
    var own = body.clone();
    own[FLAGS_AT] = 0;
    RouteMessage.buffer(own).putInt(INDEX_AT, device);
    return own;
  }

  /** Whether it stays until somebody takes it away (IFA_F_PERMANENT). */
  public boolean isPermanent() {
    return (body[FLAGS_AT] & PERMANENT) != 0;
  }

  /** Whether it is valid beyond its link and its host (RT_SCOPE_UNIVERSE). */
  public boolean isGlobal() {
    return body[SCOPE_AT] == 0;
  }
}
