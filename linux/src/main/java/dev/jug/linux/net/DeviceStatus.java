package dev.jug.linux.net;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import java.util.Optional;

/**
 * What a network device was like when the kernel was asked.
 *
 * @param mac empty if it has none of six bytes
 * @param mtu in bytes
 * @param up whether it was brought up
 * @param kind such as {@code veth}; empty for what is real, and for {@code lo}
 * @param master index of the bridge whose port it is; 0: of none
 * @param link index of the device it depends on, or of the other end, maybe in another namespace;
 *     0: of none
 * @param alias a text for people; may be empty
 */
public record DeviceStatus(
    int index,
    String name,
    Optional<MacAddress> mac,
    int mtu,
    boolean up,
    String kind,
    int master,
    int link,
    String alias,
    DeviceStatistics statistics) {

  static DeviceStatus of(NetlinkMessage link) {
    var body = link.body();
    var attributes = link.attributes();
    var info = attributes.nested(LinkEncoding.INFO);
    return new DeviceStatus(
        body.getInt(LinkEncoding.INDEX_AT),
        attributes.text(LinkEncoding.NAME),
        mac(attributes),
        attributes.integer(LinkEncoding.MTU),
        (body.getInt(LinkEncoding.FLAGS_AT) & LinkEncoding.UP) != 0,
        info.text(LinkEncoding.KIND),
        attributes.integer(LinkEncoding.MASTER),
        attributes.integer(LinkEncoding.LINK),
        attributes.text(LinkEncoding.ALIAS),
        DeviceStatistics.of(attributes.bytes(LinkEncoding.STATISTICS)));
  }

  private static Optional<MacAddress> mac(Attributes attributes) {
    var bytes = attributes.bytes(LinkEncoding.ADDRESS);
    return bytes.length == MacAddress.BYTES ? Optional.of(MacAddress.of(bytes)) : Optional.empty();
  }
}
