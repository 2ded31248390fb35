package dev.jug.linux.netfilter;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.Request;

/** The messages of nf_tables (NFT_MSG_…), and the attributes that are both written and read. */
enum TableMessage {
  NEW_TABLE(0, "NFT_MSG_NEWTABLE"),
  GET_TABLE(1, "NFT_MSG_GETTABLE"),
  DELETE_TABLE(2, "NFT_MSG_DELTABLE"),
  NEW_CHAIN(3, "NFT_MSG_NEWCHAIN"),
  GET_CHAIN(4, "NFT_MSG_GETCHAIN"),
  DELETE_CHAIN(5, "NFT_MSG_DELCHAIN"),
  NEW_RULE(6, "NFT_MSG_NEWRULE"),
  GET_RULE(7, "NFT_MSG_GETRULE"),
  DELETE_RULE(8, "NFT_MSG_DELRULE"),
  NEW_SET(9, "NFT_MSG_NEWSET"),
  DELETE_SET(11, "NFT_MSG_DELSET"),
  NEW_ELEMENTS(12, "NFT_MSG_NEWSETELEM"),
  GET_ELEMENTS(13, "NFT_MSG_GETSETELEM"),
  DELETE_ELEMENTS(14, "NFT_MSG_DELSETELEM"),
  NEW_GENERATION(15, "NFT_MSG_NEWGEN"),
  GET_GENERATION(16, "NFT_MSG_GETGEN");

  static final int CREATE = NetlinkMessage.CREATE;
  static final int APPEND = NetlinkMessage.APPEND;

  /** struct nfgenmsg: family, version, number of the part of netfilter in network order. */
  static final int BYTES = 4;

  /** NFNL_SUBSYS_NFTABLES. */
  static final int SUBSYSTEM = 10;

  /** In every message but that of a generation. */
  static final int TABLE = 1;

  static final int CHAIN_NAME = 3;
  static final int CHAIN_HOOK = 4;
  static final int CHAIN_POLICY = 5;
  static final int RULE_CHAIN = 2;
  static final int RULE_HANDLE = 3;
  static final int RULE_EXPRESSIONS = 4;
  static final int RULE_USER_DATA = 7;

  private static final int BATCH_BEGIN = 0x10;
  private static final int BATCH_END = 0x11;

  private final int number;
  private final String kernelName;

  TableMessage(int number, String kernelName) {
    this.number = number;
    this.kernelName = kernelName;
  }

  int type() {
    return SUBSYSTEM << Byte.SIZE | number;
  }

  Request request(int flags, Table table, Attributes attributes, Object shown) {
    return request(flags, table.family().number(), attributes, shown);
  }

  Request request(int flags, int family, Attributes attributes, Object shown) {
    var body = new byte[] {(byte) family, 0, 0, 0};
    var message = new NetlinkMessage(type(), NetlinkMessage.REQUEST | flags, body, attributes);
    return Request.of(message, BYTES, kernelName, shown);
  }

  static Request begin() {
    return edge(BATCH_BEGIN, "NFNL_MSG_BATCH_BEGIN");
  }

  static Request end() {
    return edge(BATCH_END, "NFNL_MSG_BATCH_END");
  }

  private static Request edge(int type, String shown) {
    var body = new byte[] {0, 0, 0, SUBSYSTEM};
    var none = Attributes.inNetworkOrder();
    return Request.of(new NetlinkMessage(type, NetlinkMessage.REQUEST, body, none), BYTES, shown);
  }
}
