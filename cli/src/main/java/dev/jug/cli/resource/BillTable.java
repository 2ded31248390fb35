package dev.jug.cli.resource;

import dev.jug.door.text.Size;
import dev.jug.door.text.Table;
import dev.jug.engine.resource.Bill;
import java.util.List;
import java.util.Locale;

/**
 * Bills for people.
 *
 * @param bills a row each
 */
record BillTable(List<Bill> bills) {
  private static final double BILLION = 1e9;

  String text() {
    var table =
        new Table(
            "NAME",
            "CPU",
            "USER / SYSTEM",
            "THROTTLED",
            "MEM / PEAK",
            "BLOCK I/O",
            "NET I/O",
            "TASKS",
            "OOM");
    for (var bill : bills) {
      var used = bill.used();
      table.row(
          bill.name().text(),
          seconds(used.cpuNanos()),
          seconds(used.userNanos()) + " / " + seconds(used.kernelNanos()),
          seconds(used.throttledNanos()),
          Size.binary(bill.memory()) + " / " + Size.binary(bill.memoryPeak()),
          Size.brief(used.readBytes()) + " / " + Size.brief(used.writtenBytes()),
          Size.brief(used.receivedBytes()) + " / " + Size.brief(used.sentBytes()),
          Long.toString(bill.tasks()),
          Long.toString(used.memoryKills()));
    }
    return table.toString();
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2fs", nanos / BILLION);
  }
}
