package dev.jug.network.firewall.iptables;

import dev.jug.linux.netfilter.LegacyTables;
import dev.jug.linux.netfilter.NetfilterSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells by a system call or a few whether anybody may have changed rules. Of nf_tables the kernel
 * counts the changes; of its own iptables it shows how large the tables are, which a flush changes.
 * For one thread.
 */
sealed interface Pulse extends AutoCloseable {
  /** Something that is equal as long as nothing has changed. */
  Object now();

  @Override
  void close();

  /** Of the tables that these programs change. */
  static Pulse of(Programs programs) {
    return programs.ipv4().legacy()
        ? new Legacy(List.of(LegacyTables.open(true), LegacyTables.open(false)))
        : new Counted(NetfilterSocket.open());
  }

  /** That of nf_tables. */
  record Counted(NetfilterSocket socket) implements Pulse {
    @Override
    public Object now() {
      return socket.generation();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  /** That of the kernel's own iptables. */
  record Legacy(List<LegacyTables> families) implements Pulse {
    @Override
    public Object now() {
      var all = new ArrayList<>();
      for (var family : families) {
        for (var table : Table.values()) {
          all.add(family.outline(table.word()));
        }
      }
      return all;
    }

    @Override
    public void close() {
      families.forEach(LegacyTables::close);
    }
  }
}
