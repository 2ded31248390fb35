package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.IdMapping;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.util.List;

/**
 * Id-mapped mounts (mount_setattr(2)). The kernel takes a map in the form of a user namespace that
 * has it. For one that is not there yet the launcher forks a process into a new one, gives it the
 * map, keeps the namespace by descriptor and lets the process end.
 */
final class IdMapSteps {
  private static final int ARGUMENT_BYTES = 88;
  private static final int SIGCHLD = 17;
  private static final int SIGNAL_OFFSET = 32;

  private final PlanBuilder plan;
  private final MountScene scene;
  private final Slot namespace;
  private String current = "";

  IdMapSteps(PlanBuilder plan, MountScene scene) {
    this.plan = plan;
    this.scene = scene;
    this.namespace = plan.slot("ids");
  }

  MountScene scene() {
    return scene;
  }

  /** Where {@link #open} leaves the map. */
  Slot namespace() {
    return namespace;
  }

  /** In the launcher: makes the container's own map available. */
  void open() {
    var joined = scene.joined(NamespaceKind.USER);
    if (joined.isPresent()) {
      use(joined.get(), () -> openJoined(joined.get()));
    } else {
      useMade(scene.linux().uidMappings(), scene.linux().gidMappings());
    }
  }

  /** In the launcher: maps the ids of the tree that is being worked on. */
  void map(MountItem item, TreeSteps trees) {
    if (item.mount().uidMappings().isEmpty()) {
      open();
    } else {
      useMade(item.mount().uidMappings(), item.mount().gidMappings());
    }
    trees
        .mapIds(item.idMap(), namespace)
        .hint("the kernel does not map ids for every file system, nor twice for one mount");
  }

  private void useMade(List<IdMapping> uids, List<IdMapping> gids) {
    var uidMap = IdMaps.text(uids);
    var gidMap = IdMaps.text(gids);
    use(uidMap + "/" + gidMap, () -> make(uidMap, gidMap));
  }

  /** Mounts of one container mostly have the same map, so the last one is kept open. */
  private void use(String name, Runnable open) {
    if (name.equals(current)) {
      return;
    }
    if (!current.isEmpty()) {
      plan.call(Call.CLOSE, var(namespace));
    }
    open.run();
    current = name;
  }

  private void openJoined(String path) {
    plan.call(Call.OPENAT, Flag.CWD, plan.text(path), Flag.READ, Flag.ZERO).into(namespace);
  }

  private void make(String uidMap, String gidMap) {
    var read = plan.slot("ids.read");
    var write = plan.slot("ids.write");
    var ends = Block.room(8, "&ids");
    plan.call(Call.PIPE2, Arg.at(ends), Flag.CLOEXEC);
    plan.load(ends, 0, 4, read);
    plan.load(ends, 4, 4, write);
    var bearer = plan.label();
    var done = plan.label();
    var user = NamespaceKind.USER;
    var arguments =
        Block.struct(ARGUMENT_BYTES, "{" + user.flagName() + ", SIGCHLD}")
            .put(0, 8, user.cloneFlag())
            .put(SIGNAL_OFFSET, 8, SIGCHLD);
    plan.fork(arguments, bearer).into(plan.slot("pid"));
    take(uidMap, gidMap, read, write);
    plan.goTo(done);
    plan.place(bearer);
    bear(read, write);
    plan.place(done);
  }

  private void take(String uidMap, String gidMap, Slot read, Slot write) {
    var process = ProcessFiles.of(plan);
    process.open();
    process.write("uid_map", uidMap);
    process.write("gid_map", gidMap);
    process.open("ns/user").into(namespace);
    process.close();
    plan.call(Call.CLOSE, var(read));
    plan.call(Call.CLOSE, var(write));
    plan.call(Call.WAIT4, var(plan.slot("pid")), Flag.NULL, Flag.ZERO, Flag.NULL);
  }

  /** Waits for the end of the pipe, which comes even if the launcher fails; nothing here can. */
  private void bear(Slot read, Slot write) {
    plan.call(Call.CLOSE, var(write)).accept();
    plan.call(Call.READ, var(read), Arg.at(Block.room(8, "1 byte")), num(1)).accept();
    plan.exit(0);
  }
}
