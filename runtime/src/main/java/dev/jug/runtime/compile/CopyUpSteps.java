package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.mode;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.IdMapping;
import dev.jug.runtime.compile.Underlay.Entry;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.util.List;

/**
 * The option tmpcopyup: a new tmpfs gets the files that it covers. What there is was looked up when
 * the plan was made; the content is read when it runs, from a directory that was opened before it
 * was covered, and never through a symbolic link.
 */
final class CopyUpSteps {
  private static final int HOW_BYTES = 24;
  private static final int BENEATH_NO_SYMLINKS = 0x08 | 0x04;
  private static final int SPECIAL_BITS = 06000;
  private static final long LARGEST_COPY = 0x7ffff000L;
  private static final Arg NO_FOLLOW = flags(0x100, "AT_SYMLINK_NOFOLLOW");
  private static final Arg CREATE =
      flags(1 | 0x40 | 0x80 | Flag.O_CLOEXEC, "O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC");

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final MountScene scene;
  private final Slot covered;
  private final Slot fresh;

  CopyUpSteps(PlanBuilder plan, RootedSteps rooted, MountScene scene) {
    this.plan = plan;
    this.rooted = rooted;
    this.scene = scene;
    this.covered = plan.slot("target");
    this.fresh = plan.slot("fresh");
  }

  /** Right after the mount, while the slot {@code target} still is the directory below it. */
  void copy(MountItem item, List<Entry> entries) {
    rooted.open(item.target(), Flag.O_PATH | Flag.O_DIRECTORY, "O_PATH|O_DIRECTORY").into(fresh);
    for (var entry : entries) {
      make(entry);
      own(entry);
    }
    plan.call(Call.CLOSE, var(fresh));
  }

  private void make(Entry entry) {
    var stat = entry.stat();
    var name = plan.text(entry.path());
    if (stat.isDirectory()) {
      plan.call(Call.MKDIRAT, var(fresh), name, mode(stat.permissions()));
    } else if (stat.isLink()) {
      plan.call(Call.SYMLINKAT, plan.text(entry.link()), var(fresh), name);
    } else if (stat.isFile()) {
      file(entry);
    } else {
      plan.call(Call.MKNODAT, var(fresh), name, mode(stat.mode()), num(stat.device()))
          .accept(Errno.EPERM);
    }
  }

  private void file(Entry entry) {
    var from = plan.slot("from");
    var to = plan.slot("to");
    var name = plan.text(entry.path());
    var how =
        Block.struct(HOW_BYTES, "{O_RDONLY, RESOLVE_BENEATH|RESOLVE_NO_SYMLINKS}")
            .put(0, 8, Flag.O_CLOEXEC)
            .put(16, 8, BENEATH_NO_SYMLINKS);
    plan.call(Call.OPENAT2, var(covered), name, Arg.at(how), num(HOW_BYTES)).into(from);
    plan.call(Call.OPENAT, var(fresh), name, CREATE, mode(entry.stat().permissions())).into(to);
    for (long rest = entry.size(); rest > 0; rest -= LARGEST_COPY) {
      plan.call(Call.SENDFILE, var(to), var(from), Flag.NULL, num(Math.min(rest, LARGEST_COPY)));
    }
    plan.call(Call.CLOSE, var(to));
    plan.call(Call.CLOSE, var(from));
  }

  /** A change of owner takes the special bits away, so they are set last. */
  private void own(Entry entry) {
    var stat = entry.stat();
    var name = plan.text(entry.path());
    long uid = inside(stat.uid(), scene.linux().uidMappings());
    long gid = inside(stat.gid(), scene.linux().gidMappings());
    if (uid > 0 || gid > 0) {
      plan.call(Call.FCHOWNAT, var(fresh), name, num(uid), num(gid), NO_FOLLOW);
    }
    if (!stat.isLink() && (stat.permissions() & SPECIAL_BITS) != 0) {
      plan.call(Call.FCHMODAT, var(fresh), name, mode(stat.permissions()));
    }
  }

  /** The id as the child has to say it; −1, which changes nothing, if it cannot. */
  private long inside(int id, List<IdMapping> mappings) {
    long host = Integer.toUnsignedLong(id);
    if (!scene.has(NamespaceKind.USER) || mappings.isEmpty()) {
      return host;
    }
    return mappings.stream()
        .filter(m -> host >= m.hostID() && host < m.hostID() + m.size())
        .mapToLong(m -> m.containerID() + host - m.hostID())
        .findFirst()
        .orElse(-1);
  }
}
