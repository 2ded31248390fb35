package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.nil;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.fs.Stat;
import dev.jug.linux.mount.LoopDevice;
import dev.jug.oci.runtime.BlockIO;
import dev.jug.oci.runtime.BlockIO.Throttle;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.HeldPlan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** So many bytes a second of a disk: a file of its own that is one. */
final class BlkioExperiment implements Experiment {
  private static final long MIB = 1 << 20;
  private static final long DISK = 8 * MIB;

  @Override
  public String name() {
    return "blkio";
  }

  @Override
  public String what() {
    return "so many bytes a second of a disk, and where the rest waits";
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var file = bench.directory().resolve("disk");
    try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
      disk.setLength(DISK);
    }
    try (var device = LoopDevice.of(file)) {
      var stat = Stat.of(device.path());
      seen.accept(
          new LabStep(
              "a disk of its own",
              "truncate -s 8M %s; losetup --find --show %s".formatted(file, file),
              "ftruncate(2), ioctl(LOOP_CONFIGURE)",
              "%s: block device %d:%d".formatted(device.path(), stat.major(), stat.minor())));
      new ControllerExperiment(new Rate(device.path(), stat)).run(bench, seen);
    }
  }

  /** A rate of reading, and a process that reads twice as much as a second has room for. */
  private record Rate(Path device, Stat stat) implements Controller {
    @Override
    public String name() {
      return "blkio";
    }

    @Override
    public String unifiedName() {
      return "io";
    }

    @Override
    public String what() {
      return "";
    }

    @Override
    public Resources limits() {
      var rate = List.of(new Throttle(stat.major(), stat.minor(), MIB));
      var io = new BlockIO(null, null, List.of(), rate, List.of(), List.of(), List.of());
      return new Resources(List.of(), null, null, null, Map.of(), io, List.of(), null, Map.of());
    }

    /** A group has no loop devices: they are opened first. */
    @Override
    public void before(HeldPlan held) {
      var plan = held.steps();
      plan.because("the disk");
      plan.call(
              Call.OPENAT,
              FileWork.HERE,
              plan.text(device.toString()),
              flags(0, "O_RDONLY"),
              num(0))
          .into(plan.slot("disk"));
      plan.call(
              Call.MMAP,
              nil(),
              num(MIB),
              flags(3, "PROT_READ|PROT_WRITE"),
              flags(0x22, "MAP_PRIVATE|MAP_ANONYMOUS"),
              num(-1),
              num(0))
          .into(plan.slot("room"));
    }

    @Override
    public void work(HeldPlan held) {
      var plan = held.steps();
      plan.because("two mebibytes");
      for (int i = 0; i < 2; i++) {
        plan.call(Call.READ, var(plan.slot("disk")), var(plan.slot("room")), num(MIB)).zeroFails();
      }
      held.stop();
    }

    @Override
    public void follow(Meeting meeting) throws IOException {
      long begin = System.nanoTime();
      meeting.process().go();
      Meeting.pause(500);
      var waiting = meeting.self().status("State");
      meeting.process().hear();
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      meeting.saw(
          new LabStep(
              "twice as much as a second has room for",
              "dd if=%s of=/dev/null bs=1M count=2".formatted(device),
              "read(2) of 1 MiB, twice; nothing of it is in the cache yet",
              "/proc/%d/status after half a second: %s".formatted(meeting.self().pid(), waiting),
              "it took %d ms, with what the kernel has read ahead".formatted(took),
              "transfers wait in the kernel's queue, and who made them waits for them"));
    }
  }
}
