package dev.jug.linux.net;

import dev.jug.linux.Fd;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** The kinds of virtual network devices that are made here, with what is their own (ip-link(8)). */
public sealed interface LinkKind {
  /** The kernel's name for it. */
  String kernelName();

  /**
   * One end of a cable.
   *
   * @param peer name of the other end
   * @param peerNamespace where the other end is; empty: in the socket's
   * @param peerOptions what the other end is made with; without alias and not up, which the kernel
   *     does only to what is there
   */
  record Veth(String peer, Optional<Fd> peerNamespace, LinkOptions peerOptions)
      implements LinkKind {
    /** Refuses what the other end cannot be made with. */
    public Veth {
      if (peerOptions.up() || peerOptions.alias() != null) {
        throw new IllegalArgumentException(
            "the other end cannot be made up, or with alias: " + peer);
      }
    }

    /** With an other end in the same namespace, of the kernel's choice. */
    public Veth(String peer) {
      this(peer, Optional.empty(), LinkOptions.NONE);
    }

    @Override
    public String kernelName() {
      return "veth";
    }
  }

  /** A switch, without spanning tree and without delay before a port forwards. */
  record Bridge() implements LinkKind {
    @Override
    public String kernelName() {
      return "bridge";
    }
  }

  /**
   * A device with an address of its own on another.
   *
   * @param parent index of the other device
   */
  record Macvlan(int parent, Mode mode) implements LinkKind {
    /** Who may speak with whom (MACVLAN_MODE_…). */
    public enum Mode {
      PRIVATE(1),
      VEPA(2),
      BRIDGE(4),
      PASSTHRU(8);

      private final int number;

      Mode(int number) {
        this.number = number;
      }

      int number() {
        return number;
      }
    }

    @Override
    public String kernelName() {
      return "macvlan";
    }
  }

  /**
   * A device that shares another's hardware address.
   *
   * @param parent index of the other device
   */
  record Ipvlan(int parent, Layer layer, Flag flag) implements LinkKind {
    /** At which layer packets are handed over (IPVLAN_MODE_…). */
    public enum Layer {
      L2,
      L3,
      L3S
    }

    /** Who may speak with whom (IPVLAN_F_…). */
    public enum Flag {
      BRIDGE,
      PRIVATE,
      VEPA
    }

    @Override
    public String kernelName() {
      return "ipvlan";
    }
  }

  /**
   * Ethernet over UDP (RFC 7348).
   *
   * @param id 0 to 2^24 - 1
   * @param local address to send from
   * @param remoteOrGroup where to send what no forwarding entry says
   * @param port UDP, of both ends
   * @param parent index of the device to send through
   */
  record Vxlan(
      int id,
      Optional<InetAddress> local,
      Optional<InetAddress> remoteOrGroup,
      int port,
      OptionalInt parent)
      implements LinkKind {
    @Override
    public String kernelName() {
      return "vxlan";
    }
  }

  /**
   * The tagged part of another device's traffic (IEEE 802.1Q).
   *
   * @param parent index of the other device
   * @param id the tag, 0 to 4094
   */
  record Vlan(int parent, int id) implements LinkKind {
    @Override
    public String kernelName() {
      return "vlan";
    }
  }

  /** A device that drops everything. */
  record Dummy() implements LinkKind {
    @Override
    public String kernelName() {
      return "dummy";
    }
  }

  /** A device that traffic is diverted through, to shape it. */
  record Ifb() implements LinkKind {
    @Override
    public String kernelName() {
      return "ifb";
    }
  }
}
