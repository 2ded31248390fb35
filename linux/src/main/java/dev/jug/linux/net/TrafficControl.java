package dev.jug.linux.net;

import static dev.jug.linux.netlink.NetlinkMessage.ACKNOWLEDGE;
import static dev.jug.linux.netlink.NetlinkMessage.CREATE;
import static dev.jug.linux.netlink.NetlinkMessage.DUMP;
import static dev.jug.linux.netlink.NetlinkMessage.EXCLUSIVE;
import static dev.jug.linux.netlink.NetlinkMessage.REPLACE;
import static dev.jug.linux.netlink.NetlinkMessage.REQUEST;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.Request;
import java.util.List;

/**
 * How a device shapes its traffic (tc(8), rtnetlink(7)). A device shapes only what it sends: what
 * it receives is redirected to an ifb device first, which shapes it.
 */
public final class TrafficControl {
  private static final int NEW_QDISC = 36;
  private static final int DELETE_QDISC = 37;
  private static final int GET_QDISC = 38;
  private static final int NEW_CLASS = 40;
  private static final int DELETE_CLASS = 41;
  private static final int GET_CLASS = 42;
  private static final int NEW_FILTER = 44;

  private final RouteSocket socket;
  private final NetworkDevice device;

  /** For a device in the namespace of a socket. */
  public TrafficControl(RouteSocket socket, NetworkDevice device) {
    this.socket = socket;
    this.device = device;
  }

  /** Makes this the root qdisc, in the place of the one before and all that was in it. */
  public void root(Qdisc qdisc) {
    int handle = ControlEncoding.handle(qdisc);
    if (handle == ControlEncoding.HIERARCHY && hasHierarchy()) {
      // The kernel can change a bucket in its place, but not a hierarchy.
      removeRoot();
    }
    var body = ControlEncoding.body(device.index(), handle, ControlEncoding.ROOT, 0);
    var attributes = ControlEncoding.of(qdisc);
    change(NEW_QDISC, CREATE | REPLACE, body, attributes, "RTM_NEWQDISC", qdisc.kernelName());
  }

  private boolean hasHierarchy() {
    return qdiscs().stream().anyMatch(qdisc -> qdisc.handle() == ControlEncoding.HIERARCHY);
  }

  /**
   * Goes back to the root qdisc of the kernel's choice.
   *
   * @throws dev.jug.linux.SysException with ENOENT if it has that
   */
  public void removeRoot() {
    var body = ControlEncoding.body(device.index(), 0, ControlEncoding.ROOT, 0);
    change(DELETE_QDISC, 0, body, Attributes.inHostOrder(), "RTM_DELQDISC", "root");
  }

  /** Adds a class to a root qdisc that has classes, or changes it. */
  public void put(TrafficClass shaped) {
    int parent = ControlEncoding.HIERARCHY | shaped.parent();
    int handle = ControlEncoding.HIERARCHY | shaped.number();
    var body = ControlEncoding.body(device.index(), handle, parent, 0);
    change(NEW_CLASS, CREATE, body, ControlEncoding.of(shaped), "RTM_NEWTCLASS", shaped);
  }

  /** Says how a class of the root qdisc queues. */
  public void queue(int number, Qdisc qdisc) {
    int parent = ControlEncoding.HIERARCHY | number;
    var body = ControlEncoding.body(device.index(), 0, parent, 0);
    var attributes = ControlEncoding.of(qdisc);
    change(NEW_QDISC, CREATE | REPLACE, body, attributes, "RTM_NEWQDISC", qdisc.kernelName());
  }

  /**
   * Takes a class away.
   *
   * @throws dev.jug.linux.SysException with EBUSY if a filter leads to it
   */
  public void removeClass(int number) {
    int handle = ControlEncoding.HIERARCHY | number;
    var body = ControlEncoding.body(device.index(), handle, 0, 0);
    change(DELETE_CLASS, 0, body, Attributes.inHostOrder(), "RTM_DELTCLASS", number);
  }

  /** Puts some of what the device sends into a class of its root qdisc. */
  public void add(PacketFilter filter) {
    filter(ControlEncoding.HIERARCHY, filter);
  }

  /**
   * Lets filters see what the device receives.
   *
   * @throws dev.jug.linux.SysException with EEXIST if they do
   */
  public void watchReceived() {
    var attributes = Attributes.inHostOrder().text(ControlEncoding.KIND, "clsact");
    change(NEW_QDISC, CREATE | EXCLUSIVE, received(), attributes, "RTM_NEWQDISC", "clsact");
  }

  /**
   * Lets no filter see any more what the device receives.
   *
   * @throws dev.jug.linux.SysException with EINVAL or ENOENT if they do not
   */
  public void ignoreReceived() {
    change(DELETE_QDISC, 0, received(), Attributes.inHostOrder(), "RTM_DELQDISC", "clsact");
  }

  private byte[] received() {
    return ControlEncoding.body(device.index(), 0xffff_0000, ControlEncoding.CLSACT, 0);
  }

  /** Puts some of what the device receives elsewhere; see {@link #watchReceived}. */
  public void addReceived(PacketFilter filter) {
    filter(ControlEncoding.INGRESS, filter);
  }

  private void filter(int parent, PacketFilter filter) {
    var body = ControlEncoding.body(device.index(), 0, parent, FilterEncoding.information(filter));
    var attributes = FilterEncoding.of(filter);
    change(NEW_FILTER, CREATE | EXCLUSIVE, body, attributes, "RTM_NEWTFILTER", filter.target());
  }

  private void change(
      int type, int more, byte[] body, Attributes attributes, String shown, Object what) {
    var message = new NetlinkMessage(type, REQUEST | ACKNOWLEDGE | more, body, attributes);
    socket.change(Request.of(message, ControlEncoding.BYTES, shown, device.name(), what));
  }

  /** Its qdiscs, whoever made them. */
  public List<QdiscStatus> qdiscs() {
    return list(GET_QDISC, "RTM_GETQDISC");
  }

  /** The classes of its qdiscs. */
  public List<QdiscStatus> classes() {
    return list(GET_CLASS, "RTM_GETTCLASS");
  }

  private List<QdiscStatus> list(int type, String shown) {
    var body = ControlEncoding.body(device.index(), 0, 0, 0);
    var message = new NetlinkMessage(type, REQUEST | DUMP, body, Attributes.inHostOrder());
    return socket.ask(Request.of(message, ControlEncoding.BYTES, shown, device.name())).stream()
        .filter(answer -> answer.body().getInt(ControlEncoding.DEVICE_AT) == device.index())
        .map(QdiscStatus::of)
        .toList();
  }
}
