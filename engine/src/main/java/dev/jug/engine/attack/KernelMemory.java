package dev.jug.engine.attack;

import static dev.jug.engine.attack.Moves.READ;
import static dev.jug.engine.attack.Moves.ZERO;
import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.engine.attack.Fence.Filtered;
import dev.jug.engine.attack.Fence.Lacking;
import dev.jug.engine.attack.Fence.Masked;
import dev.jug.engine.attack.Fence.Missing;
import dev.jug.engine.attack.Fence.NoDevice;
import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.cap.Capability;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import java.util.List;

/** The machine itself: its memory, its disks, and what its kernel says. */
final class KernelMemory {
  private static final NoDevice MEMORY = new NoDevice("c", 1, 1);
  private static final NoDevice PORTS = new NoDevice("c", 1, 4);
  private static final NoDevice LOG = new NoDevice("c", 1, 11);
  private static final NoDevice DISK = new NoDevice("b", 7, 0);
  private static final Arg READ_ALL = flags(3, "SYSLOG_ACTION_READ_ALL");
  private static final int ELF = 0x464c457f;

  private KernelMemory() {}

  static List<Attack> all() {
    return List.of(kcore(), memory(), ports(), disk(), kernelLog(), syslog(), module());
  }

  private static Attack kcore() {
    return new Attack(
        "kcore",
        "read the kernel's memory as a core file",
        "proc_kcore(5)",
        "the memory of all processes and the kernel",
        List.of(
            new Missing("/proc/kcore"),
            new Masked("/proc/kcore"),
            new Lacking(Capability.SYS_RAWIO)),
        (moves, _) -> {
          moves.because("its first four bytes");
          var head = moves.read(moves.open("/proc/kcore", READ), moves.plan().slot("count"));
          moves.plan().expect(head, 0xffff_ffffL, ELF, Errno.ENODATA).hint("it is no core file");
        });
  }

  private static Attack memory() {
    return opened(
        "dev-mem",
        "make a node for /dev/mem and open it",
        "mem(4)",
        "the machine's memory",
        "/dev/mem",
        MEMORY);
  }

  private static Attack ports() {
    return opened(
        "io-ports",
        "make a node for /dev/port and open it",
        "mem(4), iopl(2)",
        "the machine's devices, as with iopl and ioperm",
        "/dev/port",
        PORTS);
  }

  private static Attack opened(
      String name, String what, String source, String gain, String path, NoDevice device) {
    return new Attack(
        name,
        what,
        source,
        gain,
        List.of(
            new Lacking(Capability.MKNOD),
            device,
            new Lacking(Capability.SYS_RAWIO),
            new Missing(path)),
        (moves, _) -> moves.device(device));
  }

  private static Attack disk() {
    return new Attack(
        "disk",
        "make a node for a disk and open it",
        "mknod(2)",
        "all files of the disk, past all permissions",
        List.of(new Lacking(Capability.MKNOD), DISK),
        (moves, _) -> moves.device(DISK));
  }

  private static Attack kernelLog() {
    return new Attack(
        "kmsg",
        "make a node for /dev/kmsg and read the host's kernel log",
        "Documentation/ABI/testing/dev-kmsg",
        "addresses of the kernel, and what other containers did",
        List.of(new Lacking(Capability.MKNOD), LOG, new Lacking(Capability.SYSLOG)),
        (moves, _) -> {
          var log = moves.device(LOG);
          moves.read(log, moves.plan().slot("count"));
        });
  }

  private static Attack syslog() {
    return new Attack(
        "dmesg",
        "read the host's kernel log by system call",
        "syslog(2)",
        "addresses of the kernel, and what other containers did",
        List.of(new Filtered(Call.SYSLOG), new Lacking(Capability.SYSLOG)),
        (moves, _) -> {
          moves.because("all that is there");
          moves.call(Call.SYSLOG, READ_ALL, at(Block.room(4096, "log")), num(4096));
        });
  }

  /** That there is no such module is an answer that only those get who may ask. */
  private static Attack module() {
    return new Attack(
        "module",
        "unload a kernel module (one that is not there)",
        "delete_module(2)",
        "code of its own in the kernel",
        List.of(new Filtered(Call.DELETE_MODULE), new Lacking(Capability.SYS_MODULE)),
        (moves, _) -> {
          moves.because("ENOENT: it may, but there is none of that name");
          moves.call(Call.DELETE_MODULE, moves.text("jug_none"), ZERO).accept(Errno.ENOENT);
        });
  }
}
